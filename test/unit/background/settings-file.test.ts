import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import type { SettingsImportView } from '../../../lib/messages/protocol.ts';
import { contentSender, panelSender } from '../../support/message-senders.ts';
import { resetBrowser, SECRETS, SITE, startConnectedWorker, startFakeWorker, storedItems } from './fake-worker.ts';

beforeEach(resetBrowser);

function layDown(policy: object) {
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation((async () => policy) as never);
}

type Worker = ReturnType<typeof startFakeWorker>;

async function answered<T>(answer: Promise<unknown>): Promise<T> {
  const result = (await answer) as { ok: boolean; value: T };
  expect(result.ok).toBe(true);
  return result.value;
}
const read = (worker: Worker) => answered<Settings>(worker.ask('settings.read', {}));
const exported = async (worker: Worker) => (await answered<{ text: string }>(worker.ask('settings.export', {}))).text;
const preview = (worker: Worker, text: string) =>
  answered<SettingsImportView>(worker.ask('settings.preview-import', { text }));
const fileOf = (settings: object) =>
  JSON.stringify({ format: 'backup-bridge-settings', version: 3, tenant: `${SITE}/training`, settings });

describe('the settings file of a browser', () => {
  it('has what is in force and the tenant, and neither a key nor consent nor the user’s name', async () => {
    const worker = await startConnectedWorker();
    await worker.ask('consent.save', { parts: { ...REVIEW, tickets: true }, syncNow: false });
    await worker.ask('settings.save', { before: { userName: '' }, settings: { userName: 'USER-NAME' } });
    layDown({ prefix: 'MSP' });
    const text = await exported(worker);
    expect(JSON.parse(text)).toMatchObject({ tenant: `${SITE}/training`, settings: { prefix: 'MSP', silentDays: 30 } });
    expect(text).not.toContain('automatic');
    for (const secret of [...Object.values(SECRETS), 'public-1', 'USER-NAME']) expect(text).not.toContain(secret);
    expect(await preview(worker, text)).toMatchObject({ changes: [], leftOut: [], moreLeftOut: 0 });
  });

  it('is imported as it was shown, all at once, with consent as it was; undone by saving what was before', async () => {
    const worker = await startConnectedWorker();
    await worker.ask('consent.save', { parts: { ...REVIEW, tickets: true }, syncNow: false });
    const stored = await read(worker);
    const text = fileOf({ prefix: 'ABC', silentDays: 7, role: 'owner', automatic: REVIEW });
    const shown = await preview(worker, text);
    expect(shown).toMatchObject({
      changes: [{ path: 'prefix' }, { path: 'silentDays' }],
      leftOut: [
        { path: 'automatic', reason: 'consent' },
        { path: 'role', reason: 'not-valid', value: 'owner' },
      ],
    });
    expect(await read(worker)).toEqual(stored);

    const { before, after } = await answered<{ before: Settings; after: Settings }>(
      worker.ask('settings.import', { text, seen: shown.seen }),
    );
    expect(before).toEqual(stored);
    expect(after).toEqual({ ...stored, prefix: 'ABC', silentDays: 7 });
    expect(await read(worker)).toEqual(after);

    const membersOf = ({ prefix, silentDays }: Settings) => ({ prefix, silentDays });
    await worker.ask('settings.save', { before: membersOf(after), settings: membersOf(before) });
    expect(await read(worker)).toEqual(stored);
  });

  it('is refused where something else would come out than was shown: settings or policy changed', async () => {
    const worker = await startConnectedWorker();
    const text = fileOf({ prefix: 'ABC', silentDays: 7 });
    const { seen } = await preview(worker, text);
    await worker.ask('settings.save', { before: { silentDays: 30 }, settings: { silentDays: 9 } });
    const refused = {
      ok: false,
      failure: { code: 'conflict', message: expect.stringContaining('Nothing was imported') },
    };
    const before = storedItems().items();
    expect(await worker.ask('settings.import', { text, seen })).toMatchObject(refused);
    const newest = await preview(worker, text);
    layDown({ prefix: 'MSP' });
    expect(await worker.ask('settings.import', { text, seen: newest.seen })).toMatchObject(refused);
    expect(storedItems().items()).toEqual(before);
  });

  it('leaves out what the policy fixes', async () => {
    const worker = await startConnectedWorker();
    layDown({ prefix: 'MSP' });
    const text = fileOf({ prefix: 'ABC', silentDays: 7 });
    const { seen, leftOut } = await preview(worker, text);
    expect(leftOut).toEqual([{ path: 'prefix', reason: 'locked', given: 'ABC' }]);
    await worker.ask('settings.import', { text, seen });
    expect(await read(worker)).toMatchObject({ prefix: DEFAULT_SETTINGS.prefix, silentDays: 7 });
  });

  it('is another tenant’s where none is connected', async () => {
    const worker = startFakeWorker();
    const text = fileOf({ products: { 'online-bdr': { id: 4, identifier: 'BDR' } } });
    expect(await preview(worker, text)).toMatchObject({
      tenant: null,
      fileTenant: `${SITE}/training`,
      changes: [],
      leftOut: [{ reason: 'other-tenant' }],
    });
  });

  it('with any number of wrong parts names a hundred and counts the rest', async () => {
    const worker = startFakeWorker();
    const text = fileOf(Object.fromEntries(Array.from({ length: 130 }, (_, n) => [`x${n}`, 1])));
    const { leftOut, moreLeftOut } = await preview(worker, text);
    expect([leftOut.length, moreLeftOut]).toEqual([100, 30]);
  });

  it('is for our own pages alone', async () => {
    const worker = await startConnectedWorker();
    for (const sender of [contentSender(SITE), panelSender()])
      for (const [name, input] of [
        ['settings.export', {}],
        ['settings.preview-import', { text: fileOf({}) }],
        ['settings.import', { text: fileOf({ prefix: 'ABC' }), seen: '' }],
      ] as const)
        expect(await worker.deliver({ to: 'worker', name, input }, sender)).toMatchObject({ ok: false });
    expect(await read(worker)).toMatchObject({ prefix: 'EFS' });
  });
});
