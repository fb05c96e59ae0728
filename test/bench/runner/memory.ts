import { startSimulator } from '../../simulator/server.ts';
import { startPostgres } from '../../support/runner/postgres.ts';
import { startRunners } from '../../support/runner/runner-processes.ts';
import { runnerFolder } from '../../support/runner/try-runner.ts';

/** Where the runner's metrics are read. */
const PORT = 19_464;
const MEGABYTE = 1_000_000;

/** Returns the most resident memory, in MB, of a runner's process that begins the first sync of a fleet, in so many seconds of real time. */
export async function memoryOfRunner(customers: number, seconds: number): Promise<number> {
  const simulator = await startSimulator({ customers, variant: 'clean', traffic: { file: null, keep: 0 } });
  const server = await startPostgres();
  const folder = await runnerFolder(simulator, { firstSync: true, listen: `127.0.0.1:${PORT}` });
  const runners = startRunners(1, folder, server.url);
  let most = 0;
  for (let second = 0; second < seconds; second += 2) {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const text = await fetch(`http://127.0.0.1:${PORT}/metrics`).then(
      (answer) => answer.text(),
      () => '',
    );
    const [, bytes = '0'] = /^process_resident_memory_bytes (\S+)/m.exec(text) ?? [];
    most = Math.max(most, Number(bytes));
  }
  await runners.stop();
  await server.stop();
  await simulator.stop();
  await folder.remove();
  return Math.round(most / MEGABYTE);
}
