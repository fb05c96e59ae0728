import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { AUTOMATIC_PARTS } from '../../../lib/domain/consent.ts';
import type { InPageSettings, TaughtSelector } from '../../../lib/domain/in-page-config.ts';
import { MOST_TAUGHT } from '../../../lib/domain/page-limits.ts';
import type { Policy } from '../../../lib/domain/policy.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { settingsSchema } from '../../../lib/domain/settings-schema.ts';
import { joinInPageConfig, withTaught } from '../../../lib/settings/in-page-config.ts';
import { createPanelMemoryStore, PANEL_KEY } from '../../../lib/settings/panel-memory.ts';
import { readPolicy } from '../../../lib/settings/policy.ts';
import managedSchema from '../../../public/managed-schema.json' with { type: 'json' };
import { memoryStorage } from '../../support/memory-storage.ts';

const SITE = 'na.myconnectwise.net';
const panel = { open: {} };
const inPage = (members: Partial<InPageSettings> = {}): InPageSettings => ({ ...DEFAULT_SETTINGS.inPage, ...members });
const taught = (members: Partial<TaughtSelector> = {}): TaughtSelector => ({
  field: 'managedId',
  screen: null,
  site: SITE,
  taughtAt: '2026-11-21T12:00:00.000Z',
  ...members,
});

describe('the in-page config', () => {
  it('is the default before anything was set', () => {
    expect(joinInPageConfig({ policy: {}, inPage: inPage(), panel, site: SITE })).toEqual({
      featuresOff: [],
      selectors: {},
      panel,
    });
  });

  it('orders policy before options before what was taught here, each name once', () => {
    const setup = joinInPageConfig({
      policy: { featuresOff: ['ticket-guard'], selectors: { managedId: { labels: ['Policy'], classes: ['cw_one'] } } },
      inPage: inPage({
        featuresOff: ['company-panel', 'ticket-guard'],
        selectors: { managedId: { labels: ['Options', ' policy '], classes: ['cw_two'] } },
        taught: [
          taught({ labels: ['Older'] }),
          taught({ labels: ['Elsewhere'], site: 'eu.myconnectwise.net' }),
          taught({ labels: ['Newer', 'OPTIONS'], classes: ['cw_one', 'cw_three'] }),
          taught({ field: 'quantity', classes: ['cw_four'] }),
        ],
      }),
      panel: { open: { record: true }, width: 400 },
      site: SITE,
    });
    expect(setup).toEqual({
      featuresOff: ['ticket-guard', 'company-panel'],
      selectors: {
        managedId: { labels: ['Policy', 'Options', 'Newer', 'Older'], classes: ['cw_one', 'cw_two', 'cw_three'] },
        quantity: { classes: ['cw_four'] },
      },
      panel: { open: { record: true }, width: 400 },
    });
  });

  it('is all that was taught for a page of our own', () => {
    const settings = inPage({ taught: [taught({ labels: ['A'] }), taught({ labels: ['B'], site: 'cw.example.com' })] });
    expect(joinInPageConfig({ policy: {}, inPage: settings, panel, site: null }).selectors).toEqual({
      managedId: { labels: ['B', 'A'] },
    });
  });
});

describe('teaching', () => {
  it('replaces what was taught for this field on this site', () => {
    const others = [taught({ site: 'cw.example.com' }), taught({ field: 'quantity' })];
    const before = inPage({ taught: [taught({ labels: ['Old'] }), ...others] });
    expect(withTaught(before, taught({ labels: ['New'] })).taught).toEqual([...others, taught({ labels: ['New'] })]);
  });

  it('never keeps more than the settings may hold, and always the newest', () => {
    const site = fc.integer({ min: 0, max: 400 }).map((nth) => `cw${nth}.example.com`);
    fc.assert(
      fc.property(fc.array(site, { maxLength: 450 }), (sites) => {
        const after = sites.reduce((settings, one) => withTaught(settings, taught({ site: one })), inPage());
        expect(after.taught.length).toBeLessThanOrEqual(MOST_TAUGHT);
        expect(after.taught.at(-1)?.site).toBe(sites.at(-1));
        expect(settingsSchema.safeParse({ ...DEFAULT_SETTINGS, inPage: after }).success).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a policy', () => {
  const log = () => ({ info: vi.fn(), warn: vi.fn(), error: vi.fn() });
  const named = ({ warn }: ReturnType<typeof log>) => warn.mock.calls.map(([, , details]) => details);

  it('is empty where there is none', () => {
    const quiet = log();
    expect([undefined, null, {}, [], 'x'].map((managed) => readPolicy(managed, quiet))).toEqual([{}, {}, {}, {}, {}]);
    expect(quiet.warn).not.toHaveBeenCalled();
  });

  it('is used completely when it is valid', () => {
    const quiet = log();
    const policy: Policy = {
      featuresOff: ['ticket-guard'],
      selectors: { managedId: { labels: ['Verwaltete ID'] }, quantity: { classes: ['cw_menge'] } },
    };
    expect(readPolicy(policy, quiet)).toEqual(policy);
    expect(quiet.warn).not.toHaveBeenCalled();
  });

  it('omits and names what is not valid, and keeps the rest', () => {
    const noisy = log();
    const managed = {
      featuresOff: 'all',
      selectors: {
        managedId: { labels: ['Verwaltete ID'] },
        quantity: { classes: ['.with a dot'] },
        noSuchField: { labels: ['x'] },
        product: { labels: 'no list' },
      },
      apiKey: 'SECRET',
    };
    const { leftOut, ...policy } = readPolicy(managed, noisy);
    expect(policy).toEqual({ selectors: { managedId: { labels: ['Verwaltete ID'] } } });
    const names = ['featuresOff', 'selectors.quantity', 'selectors.noSuchField', 'selectors.product', 'apiKey'];
    expect(leftOut?.map(({ name }) => name)).toEqual(names);
    expect(named(noisy)).toEqual(names.map((name) => ({ name })));
    expect(JSON.stringify([leftOut, noisy.warn.mock.calls])).not.toContain('SECRET');
    expect(readPolicy({ selectors: ['managedId'] }, noisy).selectors).toBeUndefined();
  });

  it('is described to Chrome with the same members', () => {
    expect(Object.keys(managedSchema.properties.automatic.properties).sort()).toEqual([...AUTOMATIC_PARTS].sort());
    const { labels, classes } = managedSchema.properties.selectors.additionalProperties.properties;
    expect([labels, classes, managedSchema.properties.featuresOff].map(({ type }) => type)).toEqual([
      'array',
      'array',
      'array',
    ]);
  });
});

describe('the user’s panel choice', () => {
  it('is read as it was stored, and as never chosen where it is damaged', async () => {
    const storage = memoryStorage();
    const store = createPanelMemoryStore(storage);
    expect(await store.read()).toEqual({ open: {} });
    await store.save({ open: { record: false }, pinned: true, width: 412.5 });
    expect(await store.read()).toEqual({ open: { record: false }, pinned: true, width: 412.5 });
    await storage.set(PANEL_KEY, { open: 'yes' });
    expect(await store.read()).toEqual({ open: {} });
  });
});
