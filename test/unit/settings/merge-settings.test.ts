import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import { mergeSettings } from '../../../lib/settings/merge-settings.ts';

const { tickets, products } = DEFAULT_SETTINGS;

function stored(members: Partial<Settings>): Settings {
  return { ...DEFAULT_SETTINGS, ...members };
}

describe('mergeSettings', () => {
  it('writes only what was edited, and of a group only its edited members', () => {
    const now = stored({ prefix: 'ABC', tickets: { ...tickets, quietHours: 48 } });
    const merged = mergeSettings(now, { tickets }, { tickets: { ...tickets, summaryPrefix: 'Backup:' } });
    expect(merged).toEqual({
      settings: { ...now, tickets: { ...tickets, quietHours: 48, summaryPrefix: 'Backup:' } },
    });
  });

  it('names what both changed, and writes nothing', () => {
    const now = stored({ tickets: { ...tickets, quietHours: 48 } });
    const edited = { tickets: { ...tickets, quietHours: 12 }, silentDays: 9 };
    expect(mergeSettings(now, { tickets, silentDays: 30 }, edited)).toEqual({ conflict: 'tickets.quietHours' });
    expect(mergeSettings(stored({ silentDays: 7 }), { silentDays: 30 }, { silentDays: 9 })).toEqual({
      conflict: 'silentDays',
    });
  });

  it('merges limits of health class by class, and the list of products as a whole', () => {
    const { health } = DEFAULT_SETTINGS;
    const limits = (part: Partial<typeof health.limits>) => ({ ...health, limits: { ...health.limits, ...part } });
    const now = stored({ health: limits({ server: 5 }) });
    expect(mergeSettings(now, { health }, { health: limits({ desktop: 48 }) })).toEqual({
      settings: { ...now, health: limits({ server: 5, desktop: 48 }) },
    });
    expect(mergeSettings(now, { health }, { health: limits({ server: 6 }) })).toEqual({
      conflict: 'health.limits.server',
    });
    const withProduct = (product: string) => ({ ...health, products: [{ product, hours: 9 }] });
    expect(mergeSettings(stored({ health: withProduct('A') }), { health }, { health: withProduct('B') })).toEqual({
      conflict: 'health.products',
    });
  });

  it('keeps the pair of a product whole', () => {
    const before = { 'online-select': { id: 1, identifier: 'One' } };
    const now = stored({ products: { 'online-select': { id: 2, identifier: 'One' } } });
    expect(
      mergeSettings(now, { products: before }, { products: { 'online-select': { id: 1, identifier: 'Two' } } }),
    ).toEqual({
      conflict: 'products.online-select',
    });
  });

  it('is no conflict where both changed it to the same', () => {
    const now = stored({ silentDays: 9 });
    expect(mergeSettings(now, { silentDays: 30 }, { silentDays: 9 })).toEqual({ settings: now });
  });

  it('removes a member of a group, and keeps one that another tab added', () => {
    const product = { id: 1, identifier: 'One' };
    const now = stored({ products: { 'online-select': product, 'online-basic': product } });
    const merged = mergeSettings(now, { products: { 'online-select': product } }, { products });
    expect(merged).toEqual({ settings: { ...now, products: { 'online-basic': product } } });
  });
});
