import { describe, expect, it } from 'vitest';
import { billingOf, shownQuantityToBill } from '../../../lib/domain/billing.ts';
import type { UsageSettings } from '../../../lib/domain/measure.ts';
import { NO_FILTER, type OwnService } from '../../../lib/domain/own-service.ts';
import type { CustomerFacts } from '../../../lib/domain/portal-facts.ts';
import { measure } from '../../../lib/domain/quantity.ts';
import { checkAddition } from '../../../lib/domain/rules/addition/addition-rules.ts';
import type { ServiceId } from '../../../lib/domain/service.ts';
import { usageDoubts } from '../../../lib/domain/usage-doubts.ts';
import { addition, NOW, SETTINGS } from '../../support/builders/domain-records.ts';
import { portalWith } from '../portal/portal-fakes.ts';

/**
 * Service × portal × usage → quantity → billed, worked out by hand from docs/reference/rules.md#services. The facts come through
 * the adapters, so that what a portal calls its usage is part of the table.
 */
const GB = 1e9;
const AT = '2026-11-21T06:00:00Z';
const NAME = "Eddie's TV Repair";

/** Eddie's TV Repair at an EFS portal: the plans of docs/reference/setup-guides.md#figure-14 and two computers with licenses. */
const EFS_ACCOUNTS = [
  efs(356, 'ETV-Primary', 'Select', 'server', { onlineBytes: 182.4 * GB }),
  efs(359, 'ETV-FrontOffice', 'Select', 'desktop', { onlineBytes: 41.75 * GB }),
  efs(368, 'ETV-Truck01', 'Select', 'desktop', { onlineBytes: 12.3 * GB }),
  efs(369, 'ETV-Truck02', 'Basic', 'desktop', { onlineBytes: 9.86 * GB }),
  efs(360, 'ETV-RepairShop', 'Trial', 'desktop', { onlineBytes: 2.1 * GB }),
  efs(395, 'ETV-BDR', 'BDR Appliance', 'appliance', { onlineBytes: 640.5 * GB, localBytes: 910.25 * GB, licences: 2 }),
  efs(401, 'ETV-SQL', 'ShadowProtect BDR', 'server', { onlineBytes: 100 * GB, localBytes: 250.5 * GB, licences: 1 }),
  efs(402, 'ETV-Lab', 'ShadowProtect BDR', 'desktop', { onlineBytes: 20 * GB, localBytes: 30 * GB, licences: 1 }),
  efs(396, 'ETV-email-filtering', 'Email Filtering', 'mailboxes', { mailboxes: 14 }),
  efs(397, 'ETV-email-archive', 'Email Archiving', 'mailboxes', { mailboxes: 22 }),
];

function efs(id: number, userName: string, plan: string, kind: string, usage: object) {
  return { id, userName, plan, kind, lastBackupAt: AT, lastErrorFreeBackupAt: AT, lastStatus: 'ok', ...usage };
}

/** The same client at x360Recover. PC-old is parked: its devices are in the counters, and count nowhere else. */
const X360_CLIENT = {
  id: 342,
  name: NAME,
  active: 1,
  devices_counters: {
    appliance_based: counters(1, 1),
    d2c: counters(1, 2),
    cloud_archive: counters(0, 3),
  },
};
const X360_DEVICES = [
  x360(11, 'SRV-1', 'SERVER', {
    d2c: false,
    vaults: [{ id: 1, type: 'Cloud', device_usage: 500 * GB, latest_vault_rp: AT }],
    local_usage: 700 * GB,
    latest_local_rp: AT,
  }),
  x360(12, 'SRV-2', 'SERVER', { d2c: true, cloud_usage: 120.5 * GB, local_usage: 0, latest_cloud_rp: AT }),
  x360(13, 'PC-1', 'WORKSTATION', {
    d2c: true,
    vaults: [
      { id: 1, type: 'Cloud', device_usage: 30 * GB, latest_vault_rp: AT },
      { id: 2, type: 'Private', device_usage: 45 * GB, latest_vault_rp: AT },
    ],
  }),
  x360(14, 'PC-2', 'WORKSTATION', {
    product: 'BRC',
    cloud_usage: 9.75 * GB,
    local_usage: 60 * GB,
    latest_cloud_rp: AT,
    latest_local_rp: AT,
  }),
  x360(15, 'PC-old', 'WORKSTATION', { d2c: true, cloud_usage: 800 * GB, latest_cloud_rp: AT }, 'PARKED'),
];

function counters(servers: number, workstations: number) {
  return [
    { type: 'SERVER', count: servers },
    { type: 'WORKSTATION', count: workstations },
  ];
}

function x360(id: number, name: string, type: string, usage: object, status = 'NORMAL') {
  return { id, name, type, product: 'X360RECOVER', current_health_status: { status, reason: null }, ...usage };
}

async function factsOf(portal: 'efs' | 'x360'): Promise<CustomerFacts> {
  const customers = { items: [{ id: 342, name: NAME, active: true }], next: null };
  const asked =
    portal === 'efs'
      ? portalWith('efs-portal', {
          '/v1/customers?limit=1000': { body: customers },
          '/v1/customers/342/accounts?limit=1000': { body: { items: EFS_ACCOUNTS, next: null } },
        })
      : portalWith('x360recover', {
          '/client/342': { body: X360_CLIENT },
          '/client/342/device': { body: X360_DEVICES },
        });
  const found = await asked.portal.customer('342');
  if (!found.ok || !found.value) throw new Error(`${portal} has no facts: ${JSON.stringify(found)}`);
  expect(found.value.skipped).toEqual([]);
  return found.value;
}

function own(measures: string[], more: Partial<OwnService> = {}): OwnService {
  const unit = measures.every((id) => id.endsWith('-bytes')) ? 'GB' : 'count';
  const base = { id: 'own:table', title: 'Table', unit, type: '', level: '', isOn: true, deduct: 0 } as const;
  return { ...base, deductPer: 'customer', measures, filter: NO_FILTER, ...more };
}

const only = (filter: Partial<OwnService['filter']>) => ({ filter: { ...NO_FILTER, ...filter } });
const BDR: Partial<UsageSettings> = { x360Storage: 'online-bdr' };

/** What is billed, of which portal, with which settings; quantity, less included, billed. No quantity: the portal does not say. */
type Row = [
  service: ServiceId | OwnService,
  portal: 'efs' | 'x360',
  settings: Partial<UsageSettings>,
  quantity: number | undefined,
  lessIncluded: number,
  billed: number,
];

const TABLE: Row[] = [
  // The guides' services at an EFS portal. 182.4 + 41.75 + 12.3; 236.45 − 25.
  ['online-select', 'efs', {}, 236.45, 25, 211.45],
  // The trial counts by setting only, and its plan is no storage service: heads change, storage does not.
  ['online-select', 'efs', { countTrialAccounts: true }, 236.45, 0, 236.45],
  ['online-basic', 'efs', {}, 9.86, 0, 9.86],
  // 640.5 + 100 + 20; 760.5 − 150 as in docs/reference/setup-guides.md#figure-19.
  ['online-bdr', 'efs', {}, 760.5, 150, 610.5],
  // More included than used is billed 0, not credited.
  ['online-bdr', 'efs', {}, 760.5, 3000, 0],
  // Computers with a copy online: ETV-Primary and ETV-SQL; an appliance is no computer.
  ['online-servers', 'efs', {}, 2, 0, 2],
  // FrontOffice, Truck01, Truck02, Lab; with the trial, RepairShop as well.
  ['online-desktops', 'efs', {}, 4, 1, 3],
  ['online-desktops', 'efs', { countTrialAccounts: true }, 5, 1, 4],
  // 910.25 + 250.5 + 30.
  ['local-storage', 'efs', {}, 1190.75, 1000, 190.75],
  ['local-servers', 'efs', {}, 1, 0, 1],
  ['local-desktops', 'efs', {}, 1, 1, 0],
  // An appliance's licenses are of no kind of machine: 1 of ETV-SQL, 1 of ETV-Lab.
  ['sp-servers', 'efs', {}, 1, 0, 1],
  ['sp-desktops', 'efs', {}, 1, 0, 1],
  ['email-archiving', 'efs', {}, 22, 20, 2],
  ['email-filtering', 'efs', {}, 14, 20, 0],

  // The guides' services at x360Recover. 500 + 120.5 + 30 + 9.75 on Axcient's cloud; PC-old is parked.
  ['online-bdr', 'x360', BDR, 660.25, 150, 510.25],
  ['online-bdr', 'x360', {}, 660.25, 0, 660.25],
  ['online-select', 'x360', { x360Storage: 'online-select' }, 660.25, 700, 0],
  ['online-bdr', 'x360', { x360Storage: 'online-select' }, undefined, 150, 0],
  // 660,250,000,000 ÷ 1,073,741,824 = 614.9057 GiB; whole units up, 661 GB.
  ['online-bdr', 'x360', { ...BDR, storageUnit: 'GiB' }, 614.91, 0, 614.91],
  ['online-bdr', 'x360', { ...BDR, rounding: 'whole-units-up' }, 661, 150, 511],
  ['online-servers', 'x360', {}, 2, 0, 2],
  ['online-desktops', 'x360', {}, 2, 3, 0],
  // 700 + 0 + 60: a reported 0 adds nothing, and PC-1 gives none.
  ['local-storage', 'x360', {}, 760, 0, 760],
  ['local-servers', 'x360', {}, 1, 0, 1],
  ['local-desktops', 'x360', {}, 1, 0, 1],
  ['sp-servers', 'x360', {}, undefined, 0, 0],
  ['email-archiving', 'x360', {}, undefined, 0, 0],
  ['email-filtering', 'x360', {}, undefined, 0, 0],

  // Services of one's own at x360Recover: by its counters, which have the parked workstation too.
  [own(['x360.d2c.server']), 'x360', {}, 1, 0, 1],
  [own(['x360.d2c.workstation']), 'x360', {}, 2, 1, 1],
  // 0 + 3; a counter that is 0 is reported.
  [own(['x360.cloud-archive.server', 'x360.cloud-archive.workstation']), 'x360', {}, 3, 0, 3],
  [own(['x360.cloud-archive.server']), 'x360', {}, 0, 0, 0],
  // 1 of an appliance, 1 direct to cloud.
  [own(['x360.appliance.server', 'x360.d2c.server']), 'x360', {}, 2, 0, 2],
  // By its devices: 660.25; direct to cloud alone 120.5 + 30; 150.5 − 100 free; (120.5 − 50) + (30 − 30).
  [own(['cloud-bytes']), 'x360', {}, 660.25, 3000, 0],
  [own(['cloud-bytes'], only({ plans: ['direct-*'] })), 'x360', {}, 150.5, 0, 150.5],
  [own(['cloud-bytes'], { ...only({ plans: ['direct-*'] }), deduct: 100 }), 'x360', {}, 50.5, 0.5, 50],
  [
    own(['cloud-bytes'], { ...only({ plans: ['direct-*'] }), deduct: 50, deductPer: 'account' }),
    'x360',
    {},
    70.5,
    0,
    70.5,
  ],
  // PC-1's private vault; 660.25 + 45.
  [own(['vault-bytes']), 'x360', {}, 45, 0, 45],
  [own(['cloud-bytes', 'vault-bytes']), 'x360', {}, 705.25, 0, 705.25],
  [own(['local-bytes'], only({ names: ['srv-*'] })), 'x360', {}, 700, 0, 700],
  // SRV-1 and SRV-2; then without SRV-2.
  [own(['devices'], only({ kinds: ['server'] })), 'x360', {}, 2, 0, 2],
  [own(['devices'], only({ kinds: ['server'], exceptNames: ['*-2'] })), 'x360', {}, 1, 0, 1],
  [own(['mailboxes'], { unit: 'mailboxes' }), 'x360', {}, undefined, 0, 0],
  [own(['billing.last-month.x360Recover.cloudServer'], { unit: 'units' }), 'x360', {}, undefined, 0, 0],

  // Services of one's own at an EFS portal. 182.4 + 41.75 + 12.3 + 9.86 + 640.5 + 100 + 20 without the trial.
  [own(['cloud-bytes']), 'efs', {}, 1006.81, 1000, 6.81],
  // 1190.75 − 200 free; 14 + 22; 2 + 1 + 1.
  [own(['local-bytes'], { deduct: 200 }), 'efs', {}, 990.75, 0, 990.75],
  [own(['mailboxes'], { unit: 'mailboxes' }), 'efs', {}, 36, 0, 36],
  [own(['licences'], { unit: 'units' }), 'efs', {}, 4, 0, 4],
  [own(['devices'], only({ kinds: ['server', 'appliance'] })), 'efs', {}, 3, 0, 3],
  [own(['vault-bytes']), 'efs', {}, undefined, 0, 0],
  [own(['x360.d2c.server']), 'efs', {}, undefined, 0, 0],
];

describe('service, portal and usage give the quantity and what is billed', () => {
  it.each(
    TABLE.map(([service, portal, ...row]) => ({
      what: `${typeof service === 'string' ? service : service.measures.join(' + ')} of ${portal} ${JSON.stringify(row)}`,
      row: [service, portal, ...row] as Row,
    })),
  )('$what', async ({ row: [service, portal, more, quantity, lessIncluded, billed] }) => {
    const defined = typeof service === 'string' ? [] : [service];
    const settings = { ...SETTINGS, ownServices: defined, ...more };
    const measured = measure(await factsOf(portal), settings, NOW)[typeof service === 'string' ? service : service.id];
    expect(measured).toBe(quantity);
    if (measured === undefined) return;
    expect(billingOf({ quantity: measured, lessIncluded, unitPrice: 0.5 })).toEqual({
      billedQuantity: billed,
      // 0.5 a unit, to cents.
      amount: Math.round(billed * 50) / 100,
    });
  });

  it('has every service of the guides at both portals', () => {
    const named = (portal: string) =>
      new Set(TABLE.flatMap(([service, of]) => (of === portal && typeof service === 'string' ? [service] : [])));
    expect(named('efs').size).toBe(12);
    // Plans do not exist there: Select and BDR stand for the three storage services, archiving and filtering for mailboxes.
    expect([...named('efs')].filter((id) => !named('x360').has(id))).toEqual(['online-basic', 'sp-desktops']);
  });

  it('needs a user while nobody said what x360Recover’s storage is billed as', async () => {
    const doubts = usageDoubts(await factsOf('x360'), SETTINGS, { company: NAME }, NOW);
    expect(doubts).toEqual({ 'online-bdr': expect.objectContaining({ code: 'GUARD-SERVICE' }) });
  });
});

describe('docs/reference/setup-guides.md#figure-19', () => {
  it('shows −150 and −75.00 with nothing used and 150 included: ConnectWise bills 0, and ADD-LESS-INCLUDED says so', () => {
    const line = { quantity: 0, lessIncluded: 150, unitPrice: 0.5 };
    // 0 − 150; −150 × 0.50 is what the form shows as Ext. Price.
    expect(shownQuantityToBill(line.quantity, line.lessIncluded)).toBe(-150);
    expect(shownQuantityToBill(line.quantity, line.lessIncluded) * line.unitPrice).toBe(-75);
    expect(billingOf(line)).toEqual({ billedQuantity: 0, amount: 0 });
    expect(codesOf({ ...line })).toContain('ADD-LESS-INCLUDED');
  });

  it.each([
    // 760.5 used and 3,000 included: −2,239.5 in the form, 0 billed; 150 included: 610.5 × 0.50.
    [760.5, 3000, -2239.5, 0, true],
    [760.5, 150, 610.5, 305.25, false],
    [150, 150, 0, 0, false],
  ])('%d used, %d included: the form shows %d, %d is charged', (quantity, lessIncluded, shown, amount, isFound) => {
    expect(shownQuantityToBill(quantity, lessIncluded)).toBe(shown);
    expect(billingOf({ quantity, lessIncluded, unitPrice: 0.5 }).amount).toBe(amount);
    expect(codesOf({ quantity, lessIncluded }).includes('ADD-LESS-INCLUDED')).toBe(isFound);
  });
});

function codesOf(line: Parameters<typeof addition>[0]): string[] {
  return checkAddition(addition(line)).map(({ code }) => code);
}
