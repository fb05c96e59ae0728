import { describe, expect, it } from 'vitest';
import { MEASURES } from '../../../lib/domain/measures.ts';
import { NO_FILTER, type OwnService } from '../../../lib/domain/own-service.ts';
import type { SkippedValue } from '../../../lib/domain/portal-facts.ts';
import { usageDoubts } from '../../../lib/domain/usage-doubts.ts';
import { counterFigures } from '../../../lib/portal/x360recover/counters.ts';
import { NOW, SETTINGS } from '../../support/builders/domain-records.ts';

const READ_AT = '2026-11-21T12:00:00.000Z';
/** As the description has it (org_level_client). */
const EXAMPLE = {
  appliance_based: [
    { type: 'SERVER', count: 0 },
    { type: 'WORKSTATION', count: 4 },
  ],
  d2c: [
    { type: 'SERVER', count: 2 },
    { type: 'WORKSTATION', count: 7 },
  ],
  cloud_archive: [
    { type: 'SERVER', count: 2 },
    { type: 'WORKSTATION', count: 0 },
  ],
};

function read(devices_counters: unknown) {
  const skipped: SkippedValue[] = [];
  const figures = counterFigures({ devices_counters }, READ_AT, skipped);
  return { amounts: Object.fromEntries(figures.map(({ measure, amount }) => [measure, amount])), figures, skipped };
}

describe('the counters of an x360Recover client', () => {
  it('are figures of known measures, a 0 that is reported included', () => {
    const { amounts, figures, skipped } = read(EXAMPLE);
    expect(amounts).toEqual({
      'x360.appliance.server': 0,
      'x360.appliance.workstation': 4,
      'x360.d2c.server': 2,
      'x360.d2c.workstation': 7,
      'x360.cloud-archive.server': 2,
      'x360.cloud-archive.workstation': 0,
    });
    expect(Object.keys(amounts).every((id) => MEASURES.some((measure) => measure.id === id))).toBe(true);
    expect(figures[2]).toEqual({
      measure: 'x360.d2c.server',
      amount: 2,
      unit: 'count',
      source: 'x360recover',
      path: 'devices_counters.d2c (SERVER)',
      readAt: READ_AT,
    });
    expect(skipped).toEqual([]);
  });

  it('of groups and types that nobody knew of are kept by their words', () => {
    expect(read({ nas: [{ type: 'FILER', count: 3 }] }).amounts).toEqual({ 'x360.nas.FILER': 3 });
  });

  it('that are not there are not zero', () => {
    expect(read(undefined).amounts).toEqual({});
    expect(read(null).amounts).toEqual({});
    expect(read({ d2c: null, appliance_based: [] }).amounts).toEqual({});
  });

  it.each([
    ['no object', 'seven', 'client.devices_counters'],
    ['no list', { d2c: 7 }, 'client.devices_counters.d2c'],
    ['no number', { d2c: [{ type: 'SERVER', count: '2' }] }, 'client.devices_counters.d2c[0]'],
    ['a part of a device', { d2c: [{ type: 'SERVER', count: 1.5 }] }, 'client.devices_counters.d2c[0]'],
    ['less than none', { d2c: [{ type: 'SERVER', count: -1 }] }, 'client.devices_counters.d2c[0]'],
    ['no type', { d2c: [{ count: 1 }] }, 'client.devices_counters.d2c[0]'],
    ['twice', { d2c: [EXAMPLE.d2c[0], EXAMPLE.d2c[0]] }, 'client.devices_counters.d2c[1]'],
  ])('that are %s are left out with their path, and what is billed by them waits for a user', (_, counters, path) => {
    const { amounts, skipped } = read(counters);
    expect(amounts).toEqual({});
    expect(skipped).toMatchObject([{ path, figures: 'x360.' }]);
    const service: OwnService = {
      id: 'own:d2c',
      title: 'Direct-to-Cloud servers',
      unit: 'count',
      type: '',
      level: '',
      isOn: true,
      measures: ['x360.d2c.server', 'x360.appliance.server'],
      filter: NO_FILTER,
      deduct: 0,
      deductPer: 'customer',
    };
    const customer = { id: '342', name: 'Eddie', active: true };
    const doubts = usageDoubts(
      { customer, accounts: [], skipped, source: 'x360recover' },
      { ...SETTINGS, x360Storage: 'online-bdr', ownServices: [service] },
      { company: 'Eddie' },
      NOW,
    );
    expect(doubts).toMatchObject({ 'own:d2c': { code: 'GUARD-INCOMPLETE' } });
    expect(Object.keys(doubts)).toEqual(['own:d2c']);
  });
});
