import { brokenInvariants, inWords } from './invariants/index.ts';
import type { NetworkFault } from './network.ts';
import { leftInConnectWise } from './outcome.ts';
import { type Chapter, liveThrough } from './story.ts';
import { KillAt } from './trackers.ts';
import { differing } from './try-kills.ts';

export interface LostAnswers {
  /** How many requests met each kind of fault. */
  tried: Record<string, number>;
  /** One text for each request after which something was broken. */
  failures: string[];
}

/** Meets every request of the story. */
const LOST: Record<string, NetworkFault> = {
  'lost before': { kind: 'dropped-before' },
  'no answer after': { kind: 'timeout-after' },
};

/** Meets every request that writes; of reading, it makes no difference whether the other side did it. */
const DONE_AND_LOST: Record<string, NetworkFault> = { 'lost after': { kind: 'dropped-after' } };

/** Meets one request of each sort: the first of the story, and of writes the first of each step. */
const ANSWERS: Record<string, NetworkFault> = {
  'no answer before': { kind: 'timeout-before' },
  '400': { kind: 'status', status: 400 },
  '401': { kind: 'status', status: 401 },
  '403': { kind: 'status', status: 403 },
  '404 (moved)': { kind: 'upgraded' },
  '409': { kind: 'status', status: 409 },
  '429': { kind: 'too-many-requests', retryAfterSeconds: 30 },
  '500': { kind: 'status', status: 500 },
  '503': { kind: 'status', status: 503 },
  'web page': { kind: 'html' },
  'half an answer': { kind: 'truncated' },
};

/**
 * Spoils the requests of a step, one at a time, and compares with the step undisturbed.
 * @param seen sorts of request that were refused before; grows.
 * @param choose of all pairs of a request and a fault, those that are tried; default all.
 */
export async function loseAnswers(
  chapter: Chapter,
  seen = new Set<string>(),
  choose: (tries: readonly Try[]) => readonly Try[] = (tries) => tries,
): Promise<LostAnswers> {
  const undisturbed = await liveThrough(chapter, new KillAt(0));
  const asked = undisturbed.network.requests.slice();
  await undisturbed.untilQuiet();
  const expected = leftInConnectWise(undisturbed);
  const result: LostAnswers = { tried: {}, failures: [] };
  for (const { nth, name, fault } of choose(triesOf(chapter, asked, seen))) {
    result.tried[name] = (result.tried[name] ?? 0) + 1;
    const failure = await spoiled(chapter, nth, fault, expected);
    if (failure) result.failures.push(`${chapter.step.name}: ${name}, request ${nth} (${asked[nth - 1]})\n${failure}`);
  }
  return result;
}

/** Which request of a step meets what. */
interface Try {
  /** The request's number in the step, counted from 1. */
  nth: number;
  name: string;
  fault: NetworkFault;
}

function triesOf({ step }: Chapter, asked: readonly string[], seen: Set<string>): Try[] {
  return asked.flatMap((request, index) => {
    const reads = request.startsWith('GET');
    const sort = `${reads ? '' : step.name} ${request.replace(/\d+/g, 'n')}`;
    const faults = { ...LOST, ...(!reads && DONE_AND_LOST), ...(!seen.has(sort) && ANSWERS) };
    seen.add(sort);
    return Object.entries(faults).map(([name, fault]) => ({ nth: index + 1, name, fault }));
  });
}

/** What was broken after the nth request met a fault; undefined: nothing. */
async function spoiled(
  chapter: Chapter,
  nth: number,
  fault: NetworkFault,
  expected: readonly string[],
): Promise<string | undefined> {
  try {
    const world = await liveThrough(chapter, new KillAt(0), { prepare: ({ network }) => network.failAt(nth, fault) });
    await world.untilQuiet();
    const words = inWords(await brokenInvariants(world));
    // A user's Sync now or undo that failed is not done again by itself: then only the promises are checked.
    const different = chapter.step.byUser ? '' : differing(expected, leftInConnectWise(world));
    for (const browser of world.browsers) browser.kill();
    return [words, different].filter(Boolean).join('\n') || undefined;
  } catch (error) {
    return `[thrown] ${error instanceof Error ? error.stack : String(error)}`;
  }
}
