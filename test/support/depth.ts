import { seededRandom } from '../simulator/random.ts';

/**
 * How much the suites try. `sample`, the default: a fixed share of every suite, the same at each run. `all`: every kill point,
 * place, habit and zoom, and of what has no end, such as random schedules, what CI has time for. Set by the environment variable DEPTH; `npm test -- --all` sets it. Nothing else reads it.
 */
export type Depth = 'sample' | 'all';

const SEED = 11;

/** @throws for another word, so that a slip of the pen is not taken for a sample. */
function readDepth(text = 'sample'): Depth {
  if (text === 'sample' || text === 'all') return text;
  throw new Error(`DEPTH is "${text}". It can be "sample" or "all".`);
}

export const DEPTH: Depth = readDepth(process.env.DEPTH);

/** Returns the first value at sample depth, the second where everything is tried. */
export function byDepth<T>(sample: T, all: T): T {
  return DEPTH === 'all' ? all : sample;
}

/**
 * Returns one item of every `every` at sample depth, all of them else. The items are divided into groups of neighbors, and one
 * is drawn of each, so that a sample reaches from the first to the last.
 * @param seed draws another one of each group.
 */
export function oneOfEvery<T>(every: number, items: readonly T[], seed = SEED): T[] {
  return DEPTH === 'all' ? [...items] : drawOneOfEvery(every, items, seed);
}

/** The same at every depth. */
export function drawOneOfEvery<T>(every: number, items: readonly T[], seed = SEED): T[] {
  const random = seededRandom(seed);
  const drawn: T[] = [];
  for (let first = 0; first < items.length; first += every) {
    const group = items.slice(first, first + every);
    drawn.push(...group.slice(Math.floor(random() * group.length)).slice(0, 1));
  }
  return drawn;
}
