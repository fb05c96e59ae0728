import { describe, expect, it } from 'vitest';
import type { BilledAmount } from '../../../lib/domain/billed-usage.ts';
import type { Account } from '../../../lib/domain/portal-facts.ts';
import { type ComparedAddition, type ThreeWayLine, threeWay } from '../../../lib/domain/three-way.ts';

type Kind = Account['kind'];
let made = 0;
function device(kind: Kind, plan: string, remote = true): Account {
  made += 1;
  const copies = remote ? [{ where: 'remote' as const }] : [{ where: 'local' as const }];
  return { id: String(made), customerId: '1', userName: `D${made}`, plan, kind, copies };
}
const d2c = (kind: Kind) => device(kind, 'Direct-to-Cloud');
const behind = (kind: Kind, remote = false) => device(kind, 'X360RECOVER', remote);
const of = (members: Record<string, number>, product = 'x360Recover'): BilledAmount[] =>
  Object.entries(members).map(([member, amount]) => ({ product, member, amount }));
const addition = (
  service: ComparedAddition['services'][number],
  quantity: number,
  lessIncluded = 0,
): ComparedAddition => ({
  label: service,
  services: [service],
  quantity,
  lessIncluded,
});
const brief = ({ members, billed, devices, difference, additions }: ThreeWayLine) =>
  [
    members.join('+') || '-',
    `${billed.last ?? '-'}/${billed.this ?? '-'}`,
    `${devices ?? '-'} (${difference ?? '-'})`,
    additions ? `${additions.labels.join('+')} ${additions.quantity}/${additions.billedQuantity}` : '-',
  ].join(' | ');

describe('three-way', () => {
  it.each<[string, Parameters<typeof threeWay>[0], string[]]>([
    [
      'billed, counted and agreed alike',
      {
        billed: { last: of({ d2cServer: 2 }), this: of({ d2cServer: 2 }) },
        accounts: [d2c('server'), d2c('server')],
        additions: [addition('online-servers', 2, 1)],
      },
      ['d2cServer | 2/2 | 2 (0) | online-servers 2/1'],
    ],
    [
      'Windows and Linux servers as one',
      {
        billed: { this: of({ applianceServer: 1, applianceServerLinux: 1.5 }) },
        accounts: [behind('server')],
        additions: [addition('local-servers', 1)],
      },
      ['applianceServer+applianceServerLinux | -/2.5 | 1 (1.5) | local-servers 1/1'],
    ],
    [
      'a difference to last month where the current one is not known',
      { billed: { last: of({ d2cWorkstation: 3.5 }) }, accounts: [d2c('desktop')], additions: [] },
      ['d2cWorkstation | 3.5/- | 1 (2.5) | -'],
    ],
    [
      'devices that are not billed yet',
      { billed: { this: of({ d2cServer: 0 }) }, accounts: [d2c('server')], additions: [] },
      ['d2cServer+d2cServerLinux | -/0 | 1 (-1) | -'],
    ],
    [
      'devices without any billing: no difference is claimed',
      { billed: {}, accounts: [d2c('server')], additions: [] },
      ['d2cServer+d2cServerLinux | -/- | 1 (-) | -'],
    ],
    [
      'a device of an unknown kind: nothing is counted',
      { billed: { this: of({ d2cServer: 1 }) }, accounts: [d2c('unknown')], additions: [] },
      ['d2cServer | -/1 | - (-) | -'],
    ],
    [
      'members that nothing corresponds to, by name, also of unknown products; zeros are left out',
      {
        billed: {
          last: of({ cloudStorage: 4.2, virtualOffice: 0 }),
          this: [...of({ brandNew: 1 }), ...of({ seats: 7 }, 'x360Cloud')],
        },
        accounts: [],
        additions: [],
      },
      ['seats | -/7 | - (-) | -', 'brandNew | -/1 | - (-) | -', 'cloudStorage | 4.2/- | - (-) | -'],
    ],
    [
      'a count of online servers beside appliances with a remote copy: in a line of its own',
      {
        billed: { this: of({ d2cServer: 1, applianceServer: 1 }) },
        accounts: [d2c('server'), behind('server', true)],
        additions: [addition('online-servers', 2)],
      },
      ['applianceServer | -/1 | 1 (0) | -', 'd2cServer | -/1 | 1 (0) | -', '- | -/- | - (-) | online-servers 2/2'],
    ],
    [
      'an addition without any of it, below what is included',
      { billed: {}, accounts: [], additions: [addition('email-filtering', 3, 5)] },
      ['- | -/- | - (-) | email-filtering 3/0'],
    ],
    [
      'two additions of one service together',
      {
        billed: { this: of({ applianceWorkstation: 3 }) },
        accounts: [behind('desktop')],
        additions: [addition('local-desktops', 1), addition('local-desktops', 1.5)],
      },
      ['applianceWorkstation | -/3 | 1 (2) | local-desktops+local-desktops 2.5/2.5'],
    ],
    ['nothing', { billed: {}, accounts: [], additions: [] }, []],
  ])('%s', (_name, input, expected) => {
    expect(threeWay(input).map(brief)).toEqual(expected);
  });

  it('has what was last invoiced for all additions of a line together, each invoice once, and nothing where one is not known', () => {
    const invoiced = { numbers: ['1001'], date: '2026-10-31T00:00:00.000Z', quantity: 0.1, amount: 1 };
    const lineOf = (additions: ComparedAddition[]) => threeWay({ billed: {}, accounts: [d2c('server')], additions })[0];
    const one = { ...addition('online-servers', 2), invoiced };
    const other = { ...one, invoiced: { numbers: ['1002', 'CM-1'], quantity: 0.2, amount: 1 } };
    expect(lineOf([one, one, other])?.additions?.invoiced).toEqual({
      quantity: 0.4,
      invoices: [{ numbers: ['1001'], date: invoiced.date }, { numbers: ['1002', 'CM-1'] }],
    });
    expect(lineOf([one, addition('online-servers', 2)])?.additions).not.toHaveProperty('invoiced');
  });

  it('adds fractions without the remainders of binary ones', () => {
    const [line] = threeWay({
      billed: { this: of({ d2cServer: 0.1, d2cServerLinux: 0.2 }) },
      accounts: [],
      additions: [],
    });
    expect([line?.billed.this, line?.difference]).toEqual([0.3, 0.3]);
  });
});
