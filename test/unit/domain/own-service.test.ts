import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardQuantity } from '../../../lib/domain/guard-rules.ts';
import { NO_FILTER, type OwnService } from '../../../lib/domain/own-service.ts';
import type { Account, UsageFigure } from '../../../lib/domain/portal-facts.ts';
import { measuredServices, roundQuantity } from '../../../lib/domain/quantity.ts';
import { usageQuantity } from '../../../lib/domain/rules/addition/measured-quantity.ts';
import { ROUNDINGS, type Rounding } from '../../../lib/domain/service.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { settingsSchema } from '../../../lib/domain/settings-schema.ts';
import { usageDoubts } from '../../../lib/domain/usage-doubts.ts';
import { matchesPattern } from '../../../lib/shared/wildcards.ts';
import { account, NOW, SETTINGS } from '../../support/builders/domain-records.ts';

const READ_AT = '2026-11-21T11:00:00.000Z';

function own(more: Partial<OwnService> = {}): OwnService {
  return {
    id: 'own:test',
    title: 'Test',
    unit: 'GB',
    type: '',
    level: '',
    isOn: true,
    measures: ['cloud-bytes'],
    filter: NO_FILTER,
    deduct: 0,
    deductPer: 'customer',
    ...more,
  };
}

function figure(measure: string, amount: number, unit: UsageFigure['unit'] = 'count'): UsageFigure {
  return { measure, amount, unit, source: 'x360recover', path: measure, readAt: READ_AT };
}

function measured(
  service: OwnService,
  accounts: Partial<Account>[],
  figures: UsageFigure[] = [],
  more: Partial<typeof SETTINGS> = {},
) {
  const facts = {
    accounts: accounts.map((one, nth) => account({ id: `${nth}`, userName: `PC-${nth}`, ...one })),
    figures,
  };
  const settings = { ...SETTINGS, ownServices: [service], ...more };
  return measuredServices(facts, settings, NOW).find((one) => one.service.id === service.id);
}

describe('a service of one’s own', () => {
  it('is the sum of its measures', () => {
    const accounts = [{ onlineBytes: 10e9, vaultBytes: 5e9 }, { onlineBytes: 2.5e9 }];
    // 10 + 2.5 GB in the cloud, 5 GB on vaults.
    expect(measured(own({ measures: ['cloud-bytes', 'vault-bytes'] }), accounts)?.quantity).toBe(17.5);
    const counters = [
      figure('x360.d2c.server', 2),
      figure('x360.appliance.server', 3),
      figure('x360.d2c.workstation', 7),
    ];
    const servers = own({ unit: 'count', measures: ['x360.d2c.server', 'x360.appliance.server'] });
    expect(measured(servers, [], counters)?.quantity).toBe(5);
  });

  it('is not reported where none of its measures is, and 0 where one is reported as 0', () => {
    expect(measured(own(), [{ kind: 'server' }])).toBeUndefined();
    expect(measured(own({ unit: 'count', measures: ['x360.d2c.server'] }), [])).toBeUndefined();
    expect(
      measured(own({ unit: 'count', measures: ['x360.d2c.server'] }), [], [figure('x360.d2c.server', 0)]),
    ).toMatchObject({
      quantity: 0,
      parts: [],
    });
  });

  it('counts what passes its filters, and names what does not, but for another class of devices', () => {
    const filter = {
      ...NO_FILTER,
      kinds: ['server' as const],
      plans: ['d*'],
      names: ['srv-*'],
      exceptNames: ['*-test'],
      silentDays: 7,
    };
    const result = measured(own({ unit: 'count', measures: ['devices'], filter }), [
      { kind: 'server', plan: 'Direct-to-Cloud', userName: 'SRV-1', lastBackupAt: '2026-11-20T00:00:00Z' },
      { kind: 'server', plan: 'X360RECOVER', userName: 'SRV-2' },
      { kind: 'server', plan: 'Direct-to-Cloud', userName: 'SQL' },
      { kind: 'server', plan: 'Direct-to-Cloud', userName: 'SRV-test' },
      { kind: 'server', plan: 'Direct-to-Cloud', userName: 'SRV-old', lastBackupAt: '2026-11-10T00:00:00Z' },
      { kind: 'desktop', plan: 'Direct-to-Cloud', userName: 'SRV-desk' },
      { kind: 'server', plan: 'Direct-to-Cloud', userName: 'SRV-parked', lastStatus: 'PARKED' },
    ]);
    expect(result).toMatchObject({ quantity: 1, parts: [{ name: 'SRV-1', amount: 1 }] });
    expect(result?.excluded).toEqual([
      { name: 'SRV-2', why: 'Its plan is “X360RECOVER”.' },
      { name: 'SQL', why: 'Its name is none of the service’s.' },
      { name: 'SRV-test', why: 'Its name fits “*-test”.' },
      { name: 'SRV-old', why: 'No backup for more than {7 day}.' },
      { name: 'SRV-parked', why: 'Parked in the portal.' },
    ]);
  });

  it('takes off what is free of charge, once or of each account, and never more than there is', () => {
    const accounts = [{ onlineBytes: 300e9 }, { onlineBytes: 80e9 }];
    // 380 − 100; then (300 − 100) + (80 − 80); then 380 − 380.
    expect(measured(own({ deduct: 100 }), accounts)).toMatchObject({ quantity: 280, deducted: 100 });
    expect(measured(own({ deduct: 100, deductPer: 'account' }), accounts)).toMatchObject({
      quantity: 200,
      deducted: 180,
    });
    expect(measured(own({ deduct: 1000 }), accounts)).toMatchObject({ quantity: 0, deducted: 380 });
  });

  it('has what the vendor prorates to two decimals, or as the setting of the service says', () => {
    const cloud = own({ unit: 'units', measures: ['billing.last-month.x360Recover.cloudServer'] });
    const figures = [figure('billing.last-month.x360Recover.cloudServer', 4.2367)];
    expect(measured(cloud, [], figures)?.quantity).toBe(4.24);
    const rounded = (rounding: Rounding) =>
      measured(cloud, [], figures, { roundingOf: { 'own:test': rounding } })?.quantity;
    expect(ROUNDINGS.map(rounded)).toEqual([4.24, 4, 5, 4.2367]);
  });

  it('never adds bytes and counts, whatever the sources call them', () => {
    const mixed = own({ measures: ['cloud-bytes', 'file.used', 'devices'] });
    const figures = [figure('file.used', 3)];
    expect(measured(mixed, [{ onlineBytes: 1e9 }], figures)).toMatchObject({ quantity: 1, parts: [{ amount: 1 }] });
    expect(measured(mixed, [], [figure('file.used', 2e9, 'bytes')])).toMatchObject({ quantity: 2 });
  });

  it('is accepted by the settings only with measures of its unit, and each id once', () => {
    const accepts = (ownServices: OwnService[]) =>
      settingsSchema.safeParse({ ...DEFAULT_SETTINGS, ownServices }).success;
    expect(accepts([own(), own({ id: 'own:other' })])).toBe(true);
    expect(accepts([own(), own()])).toBe(false);
    expect(accepts([own({ measures: ['cloud-bytes', 'devices'] })])).toBe(false);
    expect(accepts([own({ unit: 'count' })])).toBe(false);
    expect(accepts([own({ measures: [] })])).toBe(false);
    expect(accepts([own({ deduct: -1 })])).toBe(false);
  });
});

describe('what an own service lacks', () => {
  const doubts = (service: OwnService, accounts: Partial<Account>[], figures: UsageFigure[] = []) =>
    usageDoubts(
      {
        customer: { id: '342', name: 'Eddie', active: true },
        accounts: accounts.map((one, nth) => account({ id: `${nth}`, userName: `PC-${nth}`, ...one })),
        figures,
        skipped: [],
        source: 'x360recover',
      },
      { ...SETTINGS, x360Storage: 'online-bdr', ownServices: [service] },
      { company: 'Eddie' },
      NOW,
    )['own:test']?.message;
  const remote: Account['copies'] = [{ where: 'remote' }];

  it.each<[string, OwnService, Partial<Account>[], UsageFigure[], string | undefined]>([
    [
      'bytes of one place, of an account that has a copy there',
      own({ measures: ['cloud-bytes', 'local-bytes'] }),
      [{ localBytes: 5e11, copies: remote }],
      [],
      'PC-0 (no value)',
    ],
    ['no bytes of a place that it does not use', own(), [{ localBytes: 5e11 }], [], undefined],
    [
      'mailboxes of a mailbox service',
      own({ unit: 'mailboxes', measures: ['mailboxes'] }),
      [{ kind: 'mailboxes', plan: 'Email Filtering' }],
      [],
      'PC-0 (no value)',
    ],
    [
      'a counter of x360Recover',
      own({ unit: 'count', measures: ['x360.d2c.server', 'x360.appliance.server'] }),
      [],
      [figure('x360.appliance.server', 3)],
      'Direct-to-Cloud servers (not reported)',
    ],
    [
      'what is billed, of a customer without a join',
      own({ unit: 'count', measures: ['devices', 'billing.last-month.x360Recover.d2cServer'] }),
      [{ kind: 'server' }],
      [],
      'x360Recover d2cServer, billed last month (not reported)',
    ],
    [
      'no member of a bill beside others of its product: there is none',
      own({ unit: 'count', measures: ['billing.last-month.x360Recover.d2cServer'] }),
      [],
      [figure('billing.last-month.x360Recover.cloudServer', 3)],
      undefined,
    ],
    [
      'the plan, where it is filtered by',
      own({ unit: 'count', measures: ['devices'], filter: { ...NO_FILTER, plans: ['BRC'] } }),
      [{ plan: '' }],
      [],
      'PC-0 (no plan)',
    ],
  ])('%s', (_, service, accounts, figures, lacking) => {
    const message = doubts(service, accounts, figures);
    if (lacking === undefined) expect(message).toBeUndefined();
    else expect(message).toContain(lacking);
  });

  it('holds a sum of which another service could not be measured', () => {
    const references = ['own:a', 'own:b'].map((service) => ({
      service: service as OwnService['id'],
      title: service,
      unit: 'count' as const,
      productId: 700,
      productIdentifier: 'P',
      agreementTypeId: null,
      agreementTypeName: null,
      toggledOn: true,
    }));
    const measured = usageQuantity(references, { 'own:a': 12 });
    expect(measured).toMatchObject({
      quantity: 12,
      services: [{ id: 'own:a' }],
      billed: [{ id: 'own:a' }, { id: 'own:b' }],
    });
    const guard = guardQuantity({
      addition: { quantity: 17, lessIncluded: 0 },
      services: measured?.services ?? [],
      billed: measured?.billed,
      to: 12,
      doubts: { 'own:b': { code: 'GUARD-INCOMPLETE', message: 'not read' } },
    });
    expect(guard?.code).toBe('GUARD-INCOMPLETE');
  });

  it('bills nothing where each account’s free amount covers it, in whatever order it is added', () => {
    const free = own({ deduct: 100, deductPer: 'account' });
    const accounts = [10.1, 20.2, 30.3].map((gigabytes) => ({ onlineBytes: gigabytes * 1e9 }));
    const result = measured(free, accounts, [], { roundingOf: { 'own:test': 'whole-units-up' } });
    expect(Object.is(result?.quantity, 0)).toBe(true);
  });
});

describe('any quantity', () => {
  const amounts = fc.array(fc.double({ min: 0, max: 1e13, noNaN: true }), { maxLength: 20 });

  it('is the sum of its parts less what is free, within half a unit of its last place; rounded up, within one', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.constantFrom(...ROUNDINGS),
        (bytes, deduct, rounding) => {
          const result = measured(
            own({ deduct }),
            bytes.map((onlineBytes) => ({ onlineBytes })),
            [],
            {
              roundingOf: { 'own:test': rounding },
            },
          );
          if (!result) return bytes.length === 0;
          const parts = result.parts.reduce((sum, { amount }) => sum + amount, 0) - (result.deducted ?? 0);
          const place = { 'two-decimals': 0.005, 'whole-units': 0.5, 'whole-units-up': 1, 'as-reported': 5e-7 }[
            rounding
          ];
          const distance = result.quantity - parts;
          const upOnly = rounding !== 'whole-units-up' || distance > -1e-6;
          return upOnly && result.quantity >= 0 && Math.abs(distance) <= place + 1e-6 + parts * 1e-11;
        },
      ),
    );
  });

  it('is rounded once: rounding again changes nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constantFrom(...ROUNDINGS), (amount, rounding) => {
        const once = roundQuantity(amount, rounding);
        return roundQuantity(once, rounding) === once;
      }),
    );
  });

  it('is not rounded up for a binary fraction', () => {
    expect(roundQuantity(0.1 + 0.2 + 2.7, 'whole-units-up')).toBe(3);
    expect(roundQuantity(1.005, 'two-decimals')).toBe(1.01);
  });
});

describe('matchesPattern', () => {
  it.each([
    ['SRV-1', 'srv-*', true],
    ['SRV-1', 'srv', false],
    ['SRV-1', 'srv-?', true],
    ['SRV-10', 'srv-?', false],
    ['a-b-c', 'a*b*c', true],
    ['ab', 'ab*b', false],
    ['', '*', true],
    ['', '', true],
    ['x', '', false],
    ['🧪 lab-01', '🧪*', true],
    ['lab 🧪', '*🧪', true],
  ])('%s and %s', (text, pattern, expected) => {
    expect(matchesPattern(text, pattern)).toBe(expected);
  });

  it('agrees with a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 10 }), letters, (text, pattern) => {
        const source = pattern.replaceAll('?', '.').replaceAll('*', '.*');
        return matchesPattern(text, pattern) === new RegExp(`^${source}$`, 's').test(text);
      }),
      { numRuns: 2_000 },
    );
  });
});
