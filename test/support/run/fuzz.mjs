// npm run fuzz: random inputs at every boundary, 20,000 a test, other ones each time.
//   npm run fuzz -- portal                       only the files of test/fuzz whose name says so
//   npm run fuzz -- --seed 5 --runs 1000 portal  the inputs of an earlier run again
import { randomInt } from 'node:crypto';
import { ensureProject, run } from './bootstrap.mjs';

const RUNS = 20_000;
const { seed, runs, names } = readArguments(process.argv.slice(2));

function readArguments(words) {
  const names = [];
  const given = {};
  for (let at = 0; at < words.length; at += 1) {
    const option = /^--(seed|runs)$/.exec(words[at])?.[1];
    if (option) given[option] = numberAfter(words[at], words[++at]);
    else names.push(words[at]);
  }
  return { seed: given.seed ?? randomInt(2 ** 31), runs: given.runs ?? RUNS, names };
}

function numberAfter(option, text) {
  if (/^\d{1,10}$/.test(text ?? '')) return Number(text);
  console.error(`${option} needs a number, e.g. ${option} 100.`);
  process.exit(2);
}

await ensureProject();
console.log(
  `Seed ${seed}, ${runs} inputs a test. To try the same again: npm run fuzz -- --seed ${seed} --runs ${runs}`,
);
const tested = ['run', '--project', 'fuzz', ...names];
process.exit(await run('vitest', tested, { env: { FUZZ_SEED: String(seed), FUZZ_RUNS: String(runs) } }));
