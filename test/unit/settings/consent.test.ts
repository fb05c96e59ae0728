import { describe, expect, it } from 'vitest';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import { withPolicy } from '../../../lib/domain/policy.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import { CONNECTWISE_KEY, PORTAL_KEY } from '../../../lib/settings/connection.ts';
import { readPolicy } from '../../../lib/settings/policy.ts';
import { createSettingsStore, SETTINGS_KEY } from '../../../lib/settings/settings.ts';
import { silentLog } from '../../../lib/shared/log.ts';
import { memoryStorage } from '../../support/memory-storage.ts';

const BOARD = { id: 21, name: 'Backup' };

/** What an installation of the version before has stored, under the names of that version. */
async function older(settings: Partial<Settings> | undefined, connected: boolean) {
  const storage = memoryStorage();
  const withDescriptions = { ...DEFAULT_SETTINGS.syncedParts, invoiceDescriptions: true };
  const {
    automatic: _,
    syncedParts: pushes,
    ...others
  } = {
    ...DEFAULT_SETTINGS,
    syncedParts: withDescriptions,
    ...settings,
  };
  if (settings) await storage.set(SETTINGS_KEY, { version: 1, value: { ...others, pushes } });
  if (connected) for (const key of [CONNECTWISE_KEY, PORTAL_KEY]) await storage.set(key, { any: true });
  return createSettingsStore(storage);
}

describe('consent in the settings', () => {
  it('a fresh installation starts in Review', async () => {
    expect((await createSettingsStore(memoryStorage()).read()).automatic).toEqual(REVIEW);
  });

  it('an update changes nothing silently: a connected installation continues with what it wrote', async () => {
    const syncedParts = { backupStatistics: true, agreementParts: true, invoiceDescriptions: false };
    const store = await older({ syncedParts, tickets: { ...DEFAULT_SETTINGS.tickets, board: BOARD } }, true);
    expect((await store.read()).automatic).toEqual({ ...ALL_PARTS, invoiceDescriptions: false });
    await store.change((settings) => ({ ...settings, automatic: REVIEW }));
    expect((await store.read()).automatic).toEqual(REVIEW);
  });

  it('an update changes nothing silently: without a board it wrote no tickets, without stored settings everything else', async () => {
    for (const stored of [{}, undefined]) {
      const { automatic, syncedParts } = await (await older(stored, true)).read();
      expect(automatic).toEqual({ ...ALL_PARTS, tickets: false });
      expect(syncedParts.invoiceDescriptions).toBe(true);
    }
  });

  it('an unconnected installation wrote nothing, and starts in Review after an update', async () => {
    expect((await (await older({ prefix: 'ABC' }, false)).read()).automatic).toEqual(REVIEW);
  });

  it('consent that was stored is kept when the connections are stored after it', async () => {
    const storage = memoryStorage();
    const store = createSettingsStore(storage);
    await store.change((settings) => settings);
    for (const key of [CONNECTWISE_KEY, PORTAL_KEY]) await storage.set(key, { any: true });
    expect((await store.read()).automatic).toEqual(REVIEW);
  });

  it('damaged settings are no consent', async () => {
    const storage = memoryStorage();
    for (const key of [CONNECTWISE_KEY, PORTAL_KEY]) await storage.set(key, { any: true });
    await storage.set(SETTINGS_KEY, 'damaged');
    expect((await createSettingsStore(storage).read()).automatic).toEqual(REVIEW);
    await storage.set(SETTINGS_KEY, { version: 2, value: { automatic: { ...ALL_PARTS, quantities: 'yes' } } });
    expect((await createSettingsStore(storage).read()).automatic).toEqual({ ...ALL_PARTS, quantities: false });
  });
});

describe('consent by policy', () => {
  it('fixes the parts that it names and leaves the others to the user', () => {
    const policy = readPolicy({ automatic: { statistics: true, quantities: false } }, silentLog);
    const settings = { ...DEFAULT_SETTINGS, automatic: { ...REVIEW, quantities: true, tickets: true } };
    expect(withPolicy(settings, policy).automatic).toEqual({ ...REVIEW, statistics: true, tickets: true });
    expect(withPolicy(settings, {})).toEqual(settings);
  });

  it('omits a part that is not valid, and keeps the others', () => {
    const policy = readPolicy({ automatic: { statistics: true, quantities: 'on', later: true } }, silentLog);
    expect(policy).toMatchObject({ automatic: { statistics: true } });
    expect(policy.leftOut?.map(({ name }) => name)).toEqual(['automatic.quantities', 'automatic.later']);
    expect(readPolicy({ automatic: true }, silentLog).automatic).toBeUndefined();
  });
});
