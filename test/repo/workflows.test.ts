import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from './source-tree.ts';

const FOLDER = join(ROOT, '.github', 'workflows');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<string, { steps: Step[]; env?: Record<string, string>; permissions?: Record<string, string> }>;
}

const workflows = readdirSync(FOLDER)
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));

/** What GitHub's own parser finds wrong. */
async function faultsOf(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  // Reads what is between the parts: needs, expressions.
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

function read(text: string): Workflow {
  return parse(text);
}

function stepsOf(text: string): Step[] {
  return Object.values(read(text).jobs).flatMap(({ steps }) => steps);
}

/** Commands of a step that this repository would have to have, and has not. */
function missingIn(run: string): string[] {
  const named = [...run.matchAll(/\bnpm (?:run (?:--silent )?|(?=test\b|start\b))([\w:-]+)/g)].map(
    ([, name = '']) => name,
  );
  const files = [...run.matchAll(/^(\.[\w-]+\/[\w./-]+)/gm)].map(([, path = '']) => path);
  return [
    ...named.filter((name) => !(name in scripts)).map((name) => `npm run ${name}`),
    ...files.filter((path) => !isExecutable(path)),
  ];
}

function isExecutable(path: string): boolean {
  if (!existsSync(join(ROOT, path))) return false;
  try {
    accessSync(join(ROOT, path), constants.X_OK);
    return true;
  } catch {
    return process.platform === 'win32';
  }
}

describe.each(workflows)('$name', ({ name, text }) => {
  it('is a workflow by GitHub’s own parser', async () => {
    expect(await faultsOf(name, text)).toEqual([]);
  });

  it('runs only commands that exist', () => {
    const runs = stepsOf(text).flatMap(({ run }) => (run === undefined ? [] : [run]));
    expect(runs.length).toBeGreaterThan(0);
    expect(runs.flatMap(missingIn)).toEqual([]);
  });

  it('uses actions of GitHub in a named version', () => {
    const used = stepsOf(text).flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(used.filter((uses) => !/^actions\/[\w-]+@v\d+\.\d+\.\d+$/.test(uses))).toEqual([]);
  });

  it('uploads files of hidden folders as such: the action leaves them out by itself', () => {
    const uploads = stepsOf(text).filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    const hidden = uploads.filter(({ with: input }) => /(^|\/)\.\w/m.test(String(input?.path)));
    expect(hidden.filter(({ with: input }) => input?.['include-hidden-files'] !== true)).toEqual([]);
  });

  it('may only read, unless a job says more', () => {
    expect(read(text).permissions).toEqual({ contents: 'read' });
  });

  it('puts no expression into a shell, and secrets into the environment of a single step', () => {
    const { jobs } = read(text);
    expect(stepsOf(text).filter(({ run }) => run?.includes('${{'))).toEqual([]);
    const { jobs: _, ...outside } = read(text);
    const wide = [outside, ...Object.values(jobs).map(({ steps: __, ...job }) => job)];
    expect(wide.filter((part) => JSON.stringify(part).includes('secrets.'))).toEqual([]);
    expect(stepsOf(text).filter((step) => JSON.stringify({ ...step, env: {} }).includes('secrets.'))).toEqual([]);
  });
});

describe('a release', () => {
  const { text } = workflows.find(({ name }) => name === 'release.yml') ?? { text: '' };
  const commands = stepsOf(text).map(({ run = '', uses = '' }) => run || uses);
  const at = (part: string) => commands.findIndex((command) => command.includes(part));

  it('begins with a tag alone', () => {
    expect(read(text).on).toEqual({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } });
  });

  it('checks the tag, vulnerabilities and all tests before it makes packages, and attests before it publishes', () => {
    const order = [
      'release:notes',
      'audit',
      '.ci/run',
      'npm run zip',
      'lint:stores',
      'attest-',
      'gh release',
      'web-ext',
    ];
    const places = order.map(at);
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(commands[at('gh release')]).toContain('--draft');
  });
});

describe('the check', () => {
  it.each([
    ['a member that is unknown', 'run-on: x'],
    ['a need of no job', 'needs: nothing\n    runs-on: ubuntu-24.04'],
  ])('finds %s', async (_, member) => {
    const content = `on: push\njobs:\n  one:\n    ${member}\n    steps:\n      - run: npm test\n`;
    expect(await faultsOf('sample.yml', content)).not.toEqual([]);
  });

  it('finds commands that do not exist', () => {
    expect(missingIn('npm run no-such-command\n.ci/nothing')).toEqual(['npm run no-such-command', '.ci/nothing']);
    expect(missingIn('npm test')).toEqual([]);
  });
});
