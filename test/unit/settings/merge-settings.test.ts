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
