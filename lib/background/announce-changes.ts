import type { Run } from '../domain/change.ts';
import type { PanelNews } from '../domain/panel-record.ts';
import type { SyncStore } from '../sync/store.ts';

/** Changes that come together are reported once. */
const TOGETHER_MS = 300;

/**
 * The store that notifies open panels when what they show may have changed: new events of the portal, and runs that ended. It is
 * done here because every poll, sync and ticket work passes it, whoever began it.
 */
export function announceChanges(store: SyncStore, notify: (news: PanelNews) => Promise<void>): SyncStore {
  let pending: Set<number> | undefined;
  const announce = (companyId: number): void => {
    const isFirst = pending === undefined;
    pending ??= new Set();
    pending.add(companyId);
    if (isFirst) void flush();
  };
  const flush = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, TOGETHER_MS));
    const companyIds = [...(pending ?? [])];
    pending = undefined;
    await notify({ is: 'changed', companyIds });
  };
  const ended = (run: Run | undefined): void => {
    if (run && run.state !== 'running') announce(run.companyId);
  };
  return {
    ...store,
    forConnection: (pair) => announceChanges(store.forConnection(pair), notify),
    async takeEvents(...input) {
      const taken = await store.takeEvents(...input);
      const [, events, , , , history] = input;
      if (taken.added > 0 && !history) {
        for (const customerId of new Set(events.map((event) => event.customerId))) {
          // The events are stored: whoever cannot be named must not make their taking fail.
          const companyId = await store.companyOfCustomer(customerId).catch(() => undefined);
          if (companyId !== undefined) announce(companyId);
        }
      }
      return taken;
    },
    async settle(entry, next, settledWith) {
      const settled = await store.settle(entry, next, settledWith);
      if (settled) ended(settledWith.run);
      return settled;
    },
    async putRun(run) {
      await store.putRun(run);
      ended(run);
    },
  };
}
