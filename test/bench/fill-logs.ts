/**
 * Runs in a page of the extension: fills the database with events and runs of 400 days, as an earlier version stored them, so that the
 * search index is built as after an update.
 */
export async function fillLogs({ events, runs }: { events: number; runs: number }): Promise<void> {
  const now = Date.now();
  const span = 400 * 86_400_000;
  const open = indexedDB.open('backup-bridge');
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
  });
  const done = (transaction: IDBTransaction) =>
    new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  const iso = (nth: number, of: number) => new Date(now - Math.floor((nth / of) * span)).toISOString();
  const customers = Array.from({ length: 2_000 }, (_, at) => ({
    id: String(300 + at),
    name: at === 1_234 ? 'Copper Realty' : `Customer ${at} ${['Dental', 'Realty', 'Law', 'Motors'][at % 4]}`,
  }));
  const types = ['backup-finished', 'backup-failed', 'no-backup', 'service-status'];
  const states = ['done', 'skipped', 'needs-user'];
  for (let from = 0; from < events; from += 10_000) {
    const transaction = database.transaction('events', 'readwrite', { durability: 'relaxed' });
    for (let nth = from; nth < Math.min(events, from + 10_000); nth += 1) {
      const customer = customers[(nth * 7919) % customers.length];
      const failed = nth % 5 === 0;
      const state = nth % 50 === 0 ? states[2] : states[nth % 2];
      const oldest = nth === events - 1 ? 'The oldest event of all. ' : '';
      const message = failed
        ? `${oldest}Backup of SRV-${nth % 6_000} failed: connection to vault-${nth % 97} lost after ${nth} s (job ${nth * 31}).`
        : `${oldest}Backup of SRV-${nth % 6_000} finished: ${nth * 17} bytes to vault-${nth % 97} (job ${nth * 31}).`;
      const outcomes =
        state === 'needs-user'
          ? ['No company carries this EFS id.']
          : [
              'Updated ConnectWise backup statistics.',
              failed ? `Updated ConnectWise ticket #${nth % 900}.` : 'Nothing to change.',
            ];
      const at = iso(nth, events);
      transaction.objectStore('events').put({
        tenant: '',
        portal: '',
        source: 'efs',
        id: `event-${nth}-0123456789`,
        at,
        seenAt: at,
        sequence: nth,
        customerId: customer?.id,
        accountId: String(1_000 + (nth % 6_000)),
        severity: failed ? 'error' : 'ok',
        type: types[failed ? 1 : nth % 7 === 0 ? 3 : 0],
        message,
        waitsFor: [],
        reported: [{ key: `sync:${customer?.id}`, state, outcomes }],
        state,
        outcomes,
        processedAt: at,
      });
    }
    await done(transaction);
  }
  for (let from = 0; from < runs; from += 5_000) {
    const transaction = database.transaction(['runs', 'journal'], 'readwrite', { durability: 'relaxed' });
    for (let nth = from; nth < Math.min(runs, from + 5_000); nth += 1) {
      const customer = customers[(nth * 31) % customers.length];
      const at = iso(nth, runs);
      const id = `run-${nth}`;
      const failed = nth % 40 === 0;
      transaction.objectStore('runs').put({
        id,
        companyId: 1 + (nth % 2_000),
        companyName: customer?.name,
        efsIds: [`EFS-${customer?.id}`],
        cause: { kind: ['event', 'user', 'ticket', 'bulk-sync'][nth % 4] },
        startedAt: at,
        finishedAt: at,
        state: failed ? 'failed' : 'done',
        progress: { step: '', done: 0, total: 0 },
        outcomes: [{ code: 'updated', text: 'Updated ConnectWise agreement parts.' }],
        counts: { applied: 1, failed: 0, conflict: 0, held: 0, unknown: 0 },
        quantities: { count: 1, totals: [{ from: 100, to: 100 + (nth % 1_000) }] },
      });
      transaction.objectStore('journal').put({
        id: `${id}-1`,
        runId: id,
        at,
        who: { member: 'api', browser: 'bench' },
        why: { kind: 'event' },
        change: {
          id: 'c',
          part: 'agreement-parts',
          resource: 'addition',
          op: 'update',
          ref: { companyId: 1 + (nth % 2_000) },
          label: `Addition "Online Backup Storage ${nth % 300}" on "Managed Services"`,
          fields: [{ field: 'quantity', from: 1, to: 2 }],
          reason: 'Usage differs.',
        },
        state: 'applied',
        outcome: 'Written.',
      });
    }
    await done(transaction);
  }
  const cached = database.transaction(['cache', 'logs'], 'readwrite');
  cached.objectStore('cache').put({ key: 'portal-customers', value: customers, at: now });
  for (const log of ['events', 'runs'])
    cached.objectStore('logs').put({ places: [], next: 1, missingBefore: '\uffff' }, log);
  await done(cached);
  database.close();
}
