import { addAddition, addAgreement } from './seed/agreements.ts';
import { addCompany, addManagedIdEntries } from './seed/companies.ts';
import { type GeneratedAdditions, seedGenerated } from './seed/generated.ts';
import { SEED, SEED_CUSTOMERS } from './seed/ids.ts';
import { seedInvoices } from './seed/invoices.ts';
import { removeGlobalSetup } from './seed/not-set-up.ts';
import { addOtherProducts, seedProducts } from './seed/products.ts';
import { ADDITIONS } from './seed/quantities.ts';
import { seedSetupTables } from './seed/setup-tables.ts';
import type { ConnectWiseState } from './state.ts';
import type { Row } from './table.ts';

export { SEED } from './seed/ids.ts';

export type SeedVariant = 'story' | 'clean' | 'not-set-up';

export interface ConnectWiseSeedOptions {
  /**
   * `story` (default): entries of Eddie's TV Repair in the wrong order, one near miss in a serial number, quantities of
   * some weeks ago. `clean`: everything right, and equal to the portal's measures at its start. `not-set-up`: companies and
   * agreements, but nothing of what the guides set up: no management solution or integration, no products, cross-references,
   * entries or additions of ours.
   */
  variant?: SeedVariant;
  /** Further portal customers, each to get a company, two entries and an agreement with additions. */
  customers?: readonly { id: number; name: string }[];
  /** Additions of those agreements; default one of ours. */
  generated?: GeneratedAdditions;
  /** Milliseconds since the epoch; default: the real time. */
  now?: number;
}

/** Near miss of `EFS-342`: lower case, and a blank for the dash (docs/reference/rules.md#efs-id). */
const MALFORMED_SERIAL = 'efs 342';
const EMAIL_FILTERING = 12;
const FIRST_GENERATED = 1001;

/** Fills empty tables with the world of the two seed documents. */
export function seedConnectWise(state: ConnectWiseState, options: ConnectWiseSeedOptions = {}): void {
  const { variant = 'story', customers = [], generated, now = Date.now() } = options;
  state.companyId = SEED.companyId;
  seedSetupTables(state);
  if (variant === 'not-set-up') {
    removeGlobalSetup(state);
    addOtherProducts(state);
  } else {
    seedProducts(state);
  }
  const companies = seedCompanies(state);
  for (const { customerId, companyId, agreementId } of SEED_CUSTOMERS) {
    const company = companies.get(companyId);
    if (company) seedCustomer(state, company, customerId, { agreementId, variant, now });
  }
  const angryFox = companies.get(SEED.companies.angryFox);
  if (angryFox) addAgreement(state, SEED.agreements.angryFox, angryFox, now);
  const known = new Set<number>(SEED_CUSTOMERS.map(({ customerId }) => customerId));
  const further = customers.filter(({ id }) => !known.has(id));
  seedGenerated(state, further, FIRST_GENERATED, now, variant === 'not-set-up' ? 'no-lines' : generated);
  seedInvoices(state, now);
}

function seedCompanies(state: ConnectWiseState): Map<number, Row> {
  const { companies: ids } = SEED;
  const rows = [
    addCompany(state, ids.eddiesTvRepair, 'EddiesTV', "Eddie's TV Repair"),
    addCompany(state, ids.joeTvRepair, 'JoeTV', 'Joe TV Repair'),
    addCompany(state, ids.lakesideDental, 'LakesideDental', 'Lakeside Dental'),
    addCompany(state, ids.angryFox, 'AngryFox', 'Angry Fox'),
    addCompany(state, ids.northside, 'Northside', 'Northside Bakery'),
    addCompany(state, ids.closed, 'OldMill', 'Old Mill Antiques', 2),
  ];
  return new Map(rows.map((row) => [row.id, row]));
}

function seedCustomer(
  state: ConnectWiseState,
  company: Row,
  customerId: number,
  { agreementId, variant, now }: { agreementId: number; variant: SeedVariant; now: number },
): void {
  if (variant === 'not-set-up') {
    addAgreement(state, agreementId, company, now);
    return;
  }
  const story = variant === 'story';
  const efsId = `EFS-${customerId}`;
  const isEddie = company.id === SEED.companies.eddiesTvRepair;
  addManagedIdEntries(state, company, efsId, story && isEddie);
  const agreement = addAgreement(state, agreementId, company, now);
  for (const { product, quantity, lessIncluded, stale } of ADDITIONS[customerId] ?? []) {
    addAddition(state, agreement, product, {
      quantity: story && stale !== undefined ? stale : quantity,
      lessIncluded,
      serialNumber: story && isEddie && product === EMAIL_FILTERING ? MALFORMED_SERIAL : efsId,
    });
  }
}
