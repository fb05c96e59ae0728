import { type ChildProcess, spawn } from 'node:child_process';
import type { RunnerFolder } from './try-runner.ts';

/** Runners in processes of their own, each started again when it ends, as systemd would. */
export interface RunnerProcesses {
  /** Kills one without a word. */
  kill(nth: number): void;
  /** How often one ended by itself, because others took it for dead. */
  readonly ended: number;
  /** What all of them wrote. */
  readonly output: string;
  /** Asks all of them to stop, and waits until they have. Answers their exit codes. */
  stop(): Promise<(number | null)[]>;
}

export function startRunners(
  count: number,
  { config, environment }: Pick<RunnerFolder, 'config' | 'environment'>,
  databaseUrl: string,
): RunnerProcesses {
  const held = { isStopping: false, ended: 0, output: '' };
  const children = new Map<number, ChildProcess>();
  const start = (nth: number): void => {
    const child = spawn(process.execPath, ['lib/runner/main.ts', '--config', config], {
      env: { PATH: process.env.PATH, ...environment, BACKUP_BRIDGE_DATABASE_URL: databaseUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (part: Buffer) => {
      held.output += part;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('close', (_code, signal) => {
      if (held.isStopping) return;
      if (signal === null) held.ended += 1;
      start(nth);
    });
    children.set(nth, child);
  };
  for (let nth = 0; nth < count; nth += 1) start(nth);
  return {
    kill: (nth) => void children.get(nth)?.kill('SIGKILL'),
    get ended() {
      return held.ended;
    },
    get output() {
      return held.output;
    },
    stop() {
      held.isStopping = true;
      return Promise.all(
        [...children.values()].map(
          (child) =>
            new Promise<number | null>((resolve) => {
              if (child.exitCode !== null) return resolve(child.exitCode);
              child.on('close', resolve);
              child.kill('SIGTERM');
            }),
        ),
      );
    },
  };
}
