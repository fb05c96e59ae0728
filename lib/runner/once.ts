import type { Log } from '../shared/log.ts';
import type { Work } from './work.ts';

/** Rounds of polling and working; each piece of work may make others due. */
const MOST_ROUNDS = 5;

/** Polls once, works off what is due, and goes on with the sync of all customers until it ends. Its last line says how much that was. */
export async function runOnce(work: Work, workers: number, log: Log): Promise<void> {
  await work.takeOver();
  let worked = 0;
  let customersSynced = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const keys = await work.poll();
    const { isLeft, synced } = await work.bulk(Number.POSITIVE_INFINITY);
    customersSynced += synced;
    if (keys.length === 0 && !isLeft) break;
    worked += keys.length;
    const left = [...keys];
    const next = async () => {
      for (let key = left.shift(); key !== undefined; key = left.shift()) await work.workOn(key);
    };
    await Promise.all(Array.from({ length: workers }, next));
  }
  await work.tidy();
  log.info('runner/once', 'Polled once.', { worked, customersSynced });
}
