import fc from 'fast-check';
import { byDepth } from '../../support/depth.ts';

/** Inputs that each test tries; `npm run fuzz -- --runs N` sets another number. */
export const RUNS = numberIn('FUZZ_RUNS') ?? byDepth(100, 1_000);

/** The same inputs at each `npm test`; `npm run fuzz` draws others each time. */
const SEED = numberIn('FUZZ_SEED') ?? 17;

function numberIn(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`${name} is "${text}", which is no number.`);
}

/**
 * Checks a property for as many inputs as this run tries. The error of a failure holds the smallest input that fails, and the command
 * that tries the same ones again.
 * @param name of the test's file without `.test.ts`, or a part of it
 * @param each how many inputs one check tries
 */
export async function tryAll<Input>(
  name: string,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => void | Promise<void>,
  each = 1,
): Promise<void> {
  const begun = { shrinking: false };
  const property = fc.asyncProperty(inputs, async (input) => {
    try {
      await check(input);
    } catch (error) {
      if (!begun.shrinking)
        console.error(`${name}: one of the inputs fails. Looking for the smallest one that does …`, error);
      begun.shrinking = true;
      throw error;
    }
  });
  const details = await fc.check(property, { numRuns: Math.ceil(RUNS / each), seed: SEED });
  if (!details.failed) return;
  const again = `npm run fuzz -- --seed ${SEED} --runs ${RUNS} ${name}`;
  throw new Error(`${fc.defaultReportMessage(details)}\n\nTo try the same again: ${again}`, {
    cause: details.errorInstance,
  });
}
