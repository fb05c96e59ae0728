import type { ConnectWiseState } from '../state.ts';
import type { NewRow } from '../table.ts';
import { SEED } from './ids.ts';
import { ADMIN } from './writer.ts';

interface ProductSeed {
  id: number;
  /** UI "Product ID". */
  identifier: string;
  description: string;
  price: number;
  customerDescription: string;
  /** Row of the cross-reference table (docs/reference/setup-guides.md#figure-8). */
  crossReference?: { type: string; level: string; configurationType: 'backupStats' | 'license' };
  productClass?: 'Bundle';
}

const stats = (type: string, level: string) => ({ type, level, configurationType: 'backupStats' as const });
const license = (type: string, level: string) => ({ type, level, configurationType: 'license' as const });

/**
 * Product ids, descriptions and prices of docs/reference/setup-guides.md#figure-4. The figure shows nine of the twelve
 * products of step 3; names of the other three follow the list in step 3, their prices are made up. Then one flat fee
 * (docs/reference/setup-guides.md#step-3) and one bundle.
 */
const PRODUCTS: readonly ProductSeed[] = [
  product(1, 'Online Backup Select Storage', 2, 'Select online backup, $2.00/GB', stats('Online Storage', 'Select')),
  product(2, 'Online Backup Basic Storage', 1.5, 'Basic online backup, $1.50/GB', stats('Online Storage', 'Basic')),
  product(
    3,
    'ShadowProtect BDR Storage',
    0.5,
    'ShadowProtect BDR Off-site storage, $0.50/GB',
    stats('Online Storage', 'ShadowProtect BDR'),
  ),
  product(4, 'Online Backup # Servers', 20, 'Online backup of a server', stats('Online Storage', '# Servers')),
  product(5, 'Online Backup # Desktops', 4, 'Online backup of a desktop', stats('Online Storage', '# Desktops')),
  product(6, 'Local Backup Storage', 0.25, 'Local backup, $0.25/GB', stats('Local Storage', '')),
  product(7, 'Local Backup # Servers', 25, 'Local backup of a server', stats('Local Backups', '# Servers')),
  product(8, 'Local Backup # Workstations', 5, 'Local backup of a workstation', stats('Local Backups', '# Desktops')),
  {
    ...product(9, 'ShadowProtect BDR Servers', 30, 'License', license('Other Licenses', 'ShadowProtect Servers')),
    description: 'EFS ShadowProtect BDR Server Licenses',
  },
  {
    ...product(10, 'ShadowProtect BDR Wks', 10, 'License', license('Other Licenses', 'ShadowProtect Desktops')),
    description: 'EFS ShadowProtect BDR Workstation Licenses',
  },
  product(11, 'Email Archiving # Mailboxes', 2.5, 'Archive, per mailbox', license('Email Archiving', 'Exchange')),
  product(12, 'Email Filtering # Mailboxes', 1.5, 'Filter, per mailbox', license('Email Filtering', '')),
  product(13, 'Basic Online Backup w/ 25 GB', 37.5, 'Basic online backup, 25 GB included'),
  { ...product(14, 'Backup and Filtering Bundle', 99, 'Backup with e-mail filtering'), productClass: 'Bundle' },
];

const OTHER_PRODUCTS: readonly ProductSeed[] = [
  other(101, 'Managed Server', 150),
  other(102, 'Managed Workstation', 45),
  other(103, 'Endpoint Protection', 4),
  other(104, 'Microsoft 365 Business', 22),
  other(105, 'Firewall as a Service', 95),
  other(106, 'Help Desk User', 60),
];

/**
 * The catalog, the managed devices integration `eFolder` (docs/reference/setup-guides.md#figure-6) and its twelve
 * cross-references (figure 8).
 */
export function seedProducts(state: ConnectWiseState): void {
  const { catalog, crossReferences } = state.tables;
  for (const product of PRODUCTS) catalog.insert(catalogItem(product), ADMIN);
  for (const { id, identifier, crossReference } of PRODUCTS) {
    if (!crossReference) continue;
    crossReferences.insert(
      {
        managedDevicesIntegration: { id: SEED.managedDevicesIntegration, name: 'eFolder' },
        vendorType: crossReference.type,
        vendorLevel: crossReference.level,
        agreementType: { id: SEED.agreementTypes.managedService, name: 'Managed Service' },
        product: { id, identifier, serializedFlag: false },
        configurationType: { id: SEED.configurationTypes[crossReference.configurationType] },
        inactiveFlag: false,
      },
      ADMIN,
    );
  }
}

/** Products that have nothing to do with backup, for agreements that bill other services too. Answers their ids. */
export function addOtherProducts(state: ConnectWiseState): number[] {
  for (const other of OTHER_PRODUCTS) state.tables.catalog.insert(catalogItem(other), ADMIN);
  return OTHER_PRODUCTS.map(({ id }) => id);
}

function catalogItem({ id, identifier, description, price, customerDescription, productClass }: ProductSeed): NewRow {
  return {
    id,
    identifier,
    description,
    price,
    customerDescription,
    productClass: productClass ?? 'Service',
    cost: 0,
    taxableFlag: false,
    inactiveFlag: false,
    serializedFlag: false,
    billableOption: 'Billable',
    category: { id: 1, name: 'Managed Services' },
    subcategory: { id: 1, name: 'Managed Services' },
    type: { id: 1, name: 'Software' },
    unitOfMeasure: { id: 1, name: 'Each' },
  };
}

function product(
  id: number,
  identifier: string,
  price: number,
  customerDescription: string,
  crossReference?: ProductSeed['crossReference'],
): ProductSeed {
  return { id, identifier, description: `EFS ${identifier}`, price, customerDescription, crossReference };
}

function other(id: number, identifier: string, price: number): ProductSeed {
  return { id, identifier, description: identifier, price, customerDescription: identifier };
}
