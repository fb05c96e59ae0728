import { DAY } from '../../../lib/shared/time.ts';
import { seededRandom } from '../random.ts';
import { completeAccount, computerFacts, GB } from './account-seed.ts';
import type { PortalAccount, PortalCustomer } from './state.ts';

/** Ids start here, above the guides' own. */
export const FIRST_GENERATED_CUSTOMER = 30_001;
export const FIRST_GENERATED_ACCOUNT = 400_001;
const MOST_ACCOUNTS = 8;

const FIRST_WORDS =
  'Harbor Summit Cedar Granite Maple Prairie Liberty Copper Willow Sterling Riverside Northgate Lakeshore Redwood Beacon Pioneer Orchard Silver Canyon Meadow'.split(
    ' ',
  );
const TRADES =
  'Dental|Legal|Accounting|Veterinary|Plumbing|Insurance|Architects|Bakery|Logistics|Pediatrics|Printing|Realty|Optical|Nursery|Machining|Brewing|Catering|Roofing|Pharmacy|Motors'.split(
    '|',
  );
const TOWNS =
  'Akron|Boise|Chico|Dover|Elgin|Fargo|Gary|Helena|Ithaca|Juneau|Keene|Lima|Macon|Nashua|Ogden|Provo|Quincy|Reno|Salem|Tulsa|Utica|Vail|Waco|Xenia|Yuma|Zion|Bend|Cary|Erie|Flint|Hilo|Irvine|Kent|Lodi|Mesa|Napa|Orem|Pasco|Rome|Selma|Troy|Upton|Vista|Warren|York|Ames|Butte|Casper|Denton|Eugene'.split(
    '|',
  );

export interface GeneratedPortal {
  customers: PortalCustomer[];
  accounts: PortalAccount[];
}

/**
 * `count` (0 to 20,000) customers with one to eight accounts each, the same for the same seed; names are unique. Most
 * backups are fine, one in twelve ended with warnings or an error, one customer in forty is no longer active.
 */
export function generatePortal(count: number, seed: number, now: number): GeneratedPortal {
  if (!Number.isInteger(count) || count < 0 || count > 20_000) {
    throw new RangeError(`The generator makes 0 to 20,000 customers, not ${count}.`);
  }
  const random = seededRandom(seed);
  const customers: PortalCustomer[] = [];
  const accounts: PortalAccount[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = FIRST_GENERATED_CUSTOMER + index;
    customers.push({
      id,
      name: customerName(index),
      brand: random() < 0.7 ? 'doc' : 'sic',
      active: random() >= 1 / 40,
      updatedAt: now - Math.floor(random() * 60) * DAY,
    });
    const size = 1 + Math.floor(random() ** 2 * MOST_ACCOUNTS);
    for (let position = 0; position < size; position += 1) {
      accounts.push(generateAccount(id, index * MOST_ACCOUNTS + position, position, random, now));
    }
  }
  return { customers, accounts };
}

/** Unique up to 20,000: 20 × 20 × 50. */
function customerName(index: number): string {
  const word = FIRST_WORDS[index % 20];
  const trade = TRADES[Math.floor(index / 20) % 20];
  const town = TOWNS[Math.floor(index / 400) % 50];
  return `${word} ${trade} ${town}`;
}

function generateAccount(
  customerId: number,
  number: number,
  position: number,
  random: () => number,
  now: number,
): PortalAccount {
  const id = FIRST_GENERATED_ACCOUNT + number;
  const common = {
    id,
    customerId,
    accountNo: `DOC${String(50_000_000 + number)}`,
    ...(position === 0 ? {} : { parentId: id - position }),
  };
  const draw = random();
  if (position > 0 && draw < 0.12) {
    const plan = draw < 0.06 ? 'Email Filtering' : 'Email Archiving';
    const mailboxes = 3 + Math.floor(random() * 120);
    const userName = plan === 'Email Filtering' ? 'email-filtering' : 'email-archive';
    return completeAccount({ ...common, userName, plan, kind: 'mailboxes', mailboxes, status: 'ok' }, now);
  }
  const isBdr = random() < 0.25;
  const kind = position === 0 || draw > 0.75 ? 'server' : 'desktop';
  const onlineGb = 5 + random() ** 2 * (kind === 'server' ? 900 : 120);
  const troubled = random();
  return completeAccount(
    {
      ...common,
      userName: `${kind === 'server' ? 'SRV' : 'PC'}-${String(number).padStart(6, '0')}`,
      plan: isBdr ? 'ShadowProtect BDR' : random() < 0.6 ? 'Select' : 'Basic',
      kind,
      ...(isBdr ? { licences: 1 } : {}),
      ...computerFacts(
        {
          onlineGb: Math.round(onlineGb * 100) / 100,
          ...(isBdr ? { localGb: Math.round(onlineGb * 140) / 100 } : {}),
          hoursAgo: 1 + random() * 20,
          status: troubled < 1 / 24 ? 'error' : troubled < 1 / 12 ? 'warning' : 'ok',
        },
        now,
      ),
      ...(kind === 'server' ? { autoVerify: { healthy: random() > 0.03, at: now - DAY } } : {}),
      ...(isBdr && kind === 'server' ? { capacityBytes: 4000 * GB } : {}),
      ...(number % 5 === 2 ? { vaultBytes: Math.round(onlineGb * GB) } : {}),
      ...(number % 31 === 7 ? { archived: true } : {}),
    },
    now,
  );
}
