import { BENCHMARKS } from './benchmarks.ts';

/**
 * npm run bench [-- NAME…]: measures the figures of the budgets and prints one JSON line each. A name is a benchmark
 * (`plan.1000`) or a family (`content`). A benchmark never fails a build; one that cannot run says why and exits 1.
 */
const asked = process.argv.slice(2);
const isAsked = (name: string) =>
  asked.length === 0 || asked.some((want) => name === want || name.startsWith(`${want}.`));
const chosen = BENCHMARKS.filter(({ name }) => isAsked(name));
const unknown = asked.filter((want) => !BENCHMARKS.some(({ name }) => name === want || name.startsWith(`${want}.`)));
if (unknown.length > 0) {
  console.error(
    `No benchmark called ${unknown.join(', ')}. There are: ${BENCHMARKS.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

let broken = 0;
for (const { name, unit, measure } of chosen) {
  try {
    const { value, n, note } = await measure();
    console.log(JSON.stringify({ name, value, unit, n, note }));
  } catch (error) {
    broken += 1;
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
process.exit(broken > 0 ? 1 : 0);
