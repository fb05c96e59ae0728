import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { settingsSchema } from '../../../lib/domain/settings-schema.ts';
import { SETTINGS_VERSION } from '../../../lib/settings/migrations/index.ts';
import { createSettingsStore, readSettings, SETTINGS_KEY } from '../../../lib/settings/settings.ts';
import { memoryStorage } from '../../support/memory-storage.ts';

const stored = (value: unknown) => readSettings({ version: SETTINGS_VERSION, value });

describe('settings', () => {
  it('are the defaults before anything was stored, and the defaults are valid', () => {
    expect(readSettings(undefined)).toEqual(DEFAULT_SETTINGS);
    expect(readSettings('damaged')).toEqual(DEFAULT_SETTINGS);
    expect(settingsSchema.safeParse(DEFAULT_SETTINGS).success).toBe(true);
  });

  it('give a member that was added later its default, in groups too', () => {
    const settings = stored({ prefix: 'ABC', syncedParts: { agreementParts: false } });
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      prefix: 'ABC',
      syncedParts: { ...DEFAULT_SETTINGS.syncedParts, agreementParts: false },
    });
  });

  it('drop a member that is not valid, and only that one', () => {
    const settings = stored({
      prefix: '3-4',
      storageUnit: 'GiB',
      guards: { jumpPercent: -1 },
      products: { 'online-basic': { id: 7, identifier: 'OBB' } },
      gone: true,
    });
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      storageUnit: 'GiB',
      products: { 'online-basic': { id: 7, identifier: 'OBB' } },
    });
  });

  it('update no invoice descriptions unless the user agreed; what is stored keeps its value', () => {
    expect(DEFAULT_SETTINGS.syncedParts.invoiceDescriptions).toBe(false);
    expect(stored({ syncedParts: { invoiceDescriptions: true } }).syncedParts.invoiceDescriptions).toBe(true);
    expect(stored({ invoiceDescription: { template: '{sum}', accounts: 3 } }).invoiceDescription).toEqual({
      ...DEFAULT_SETTINGS.invoiceDescription,
      accounts: 3,
    });
  });

  it('are read as they were saved', async () => {
    const storage = memoryStorage();
    const changed = { ...DEFAULT_SETTINGS, managementSolution: 'eFolder', countTrialAccounts: true };
    expect(await createSettingsStore(storage).save(changed)).toEqual(changed);
    expect(await createSettingsStore(storage).read()).toEqual(changed);
    expect(await storage.get(SETTINGS_KEY)).toMatchObject({ version: SETTINGS_VERSION });
  });

  it('of today, without health limits, receive the defaults; a class or limit that is damaged affects no other', () => {
    const { health, ...today } = { ...DEFAULT_SETTINGS, prefix: 'ABC', silentDays: 7 };
    expect(stored(today)).toEqual({ ...DEFAULT_SETTINGS, prefix: 'ABC', silentDays: 7 });
    expect(stored({ health: { limits: { server: 4, gone: 3 } } }).health).toEqual({
      ...health,
      limits: { ...health.limits, server: 4 },
    });
    const products = [{ product: 'Basic*', kind: 'desktop', hours: 48 }];
    expect(stored({ health: { limits: { server: 0, desktop: 30 }, products } }).health).toEqual({
      limits: { ...health.limits, desktop: 30 },
      products,
    });
    for (const bad of [
      { product: ' ', hours: 2 },
      { product: 'a', hours: 8_761 },
      { product: 'a', kind: 'tape', hours: 2 },
    ])
      expect(stored({ health: { products: [bad] } }).health, JSON.stringify(bad)).toEqual(health);
  });

  it('accept no product for a service that does not exist', () => {
    expect(stored({ products: { 'tape-storage': { id: 1, identifier: 'T' } } }).products).toEqual({});
  });

  it('of an older version receive what is about pages, and a damaged part of it affects no other', () => {
    const { inPage: _, ...older } = { ...DEFAULT_SETTINGS, prefix: 'ABC' };
    expect(stored(older)).toEqual({ ...DEFAULT_SETTINGS, prefix: 'ABC' });
    expect(stored({ inPage: { featuresOff: ['ticket-guard'] } }).inPage).toEqual({
      featuresOff: ['ticket-guard'],
      selectors: {},
      taught: [],
    });
    const damaged = { featuresOff: ['ticket-guard'], selectors: { noSuchField: {} }, taught: 7, later: 1 };
    expect(stored({ inPage: damaged }).inPage).toEqual({ featuresOff: ['ticket-guard'], selectors: {}, taught: [] });
  });

  it('are changed one after the other, so that neither of two changes is lost', async () => {
    const store = createSettingsStore(memoryStorage());
    const add = (name: string) =>
      store.change((newest) => ({
        ...newest,
        inPage: { ...newest.inPage, featuresOff: [...newest.inPage.featuresOff, name] },
      }));
    const failing = store.change(() => {
      throw new Error('not that');
    });
    await Promise.allSettled([failing, add('a'), add('b'), add('c')]);
    expect((await store.read()).inPage.featuresOff).toEqual(['a', 'b', 'c']);
    await expect(failing).rejects.toThrow('not that');
  });
});
