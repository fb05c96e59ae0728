import type { ChaosWorld } from '../world.ts';

/** Nothing hangs: no lease, no running run, no write whose end is not known, no entry that waits for no reason. */
export async function nothingLeftOver(world: ChaosWorld): Promise<string[]> {
  const found: string[] = [];
  for (const { name, look } of world.browsers.map((browser) => ({
    name: browser.name,
    look: browser.look.bind(browser),
  }))) {
    const { outbox, running, journal } = await look(async (store) => ({
      outbox: await store.outbox(),
      running: await store.runningRuns(),
      journal: await store.journal({ limit: Number.MAX_SAFE_INTEGER }),
    }));
    for (const { key, state, failure, dueAt } of outbox) {
      if (state === 'leased') found.push(`${name}: ${key} is still leased.`);
      if (state === 'pending') found.push(`${name}: ${key} was not worked off.`);
      if (state === 'needs-user' && !failure) found.push(`${name}: ${key} asks for a user without saying why.`);
      if (state === 'waiting' && dueAt <= world.now) found.push(`${name}: ${key} is due and was not worked off.`);
    }
    for (const run of running) found.push(`${name}: run ${run.id} (${run.cause.kind}) is still running.`);
    for (const { id, state, change } of journal) {
      if (state === 'intended' || state === 'unknown')
        found.push(`${name}: it is not known whether ${id} (${change.label}) was written.`);
    }
  }
  return found;
}
