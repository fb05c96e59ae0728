import type { AccessLevel, FunctionRights, RightLevel } from './member-rights.ts';
import type { Settings } from './settings.ts';

/** Which part of the product does not work without a right; `optional`: all works without it, in another way or by hand. */
type Use = 'always' | 'statistics' | 'quantities' | 'tickets' | 'optional';

/** A right that the API member's security role needs, at the level All. */
export interface NeededRight {
  /** Module › function as in the security role, e.g. `Finance › Agreements`. */
  name: string;
  level: RightLevel;
  use: Use;
  /** What it is for, as the end of a sentence. */
  why: string;
}

const rights = (name: string, ...uses: readonly [Use, string, ...RightLevel[]][]): NeededRight[] =>
  uses.flatMap(([use, why, ...levels]) => levels.map((level) => ({ name, level, use, why })));

/** Every right that is used (docs/reference/connectwise-rest.md#rights); the table in the README says the same. */
export const NEEDED_RIGHTS: readonly NeededRight[] = [
  ...rights(
    'Companies › Company Maintenance',
    ['always', 'companies and their managed-ID entries', 'Inquire'],
    ['statistics', 'the management report', 'Edit'],
    ['optional', 'fixing managed-ID entries', 'Add', 'Delete'],
  ),
  ...rights(
    'Companies › Configurations',
    ['statistics', 'backup statistics', 'Inquire', 'Add', 'Edit'],
    ['optional', 'undo, and taking away what was created twice', 'Delete'],
  ),
  ...rights(
    'Finance › Agreements',
    ['always', 'agreements and additions', 'Inquire'],
    ['quantities', 'quantities of additions', 'Edit'],
    ['optional', 'creating missing additions, and undo', 'Add', 'Delete'],
  ),
  ...rights(
    'Procurement › Product Catalog',
    ['always', 'products', 'Inquire'],
    ['optional', 'creating products from templates, and undo', 'Add', 'Edit', 'Delete'],
  ),
  ...rights('Service Desk › Service Tickets', ['tickets', 'tickets and their notes', 'Inquire', 'Add', 'Edit']),
  ...rights('Service Desk › Close Service Tickets', [
    'tickets',
    'closing the tickets of incidents that are over',
    'Edit',
  ]),
  ...rights(
    'System › Table Setup',
    ['always', 'management solutions, integrations, cross-references, boards, types and statuses', 'Inquire'],
    ['optional', 'fixing the set-up from here', 'Add', 'Edit', 'Delete'],
  ),
  ...rights('System › API Reports', [
    'optional',
    'whole tables in a few requests, and proving these rights',
    'Inquire',
  ]),
  ...rights('System › Member Maintenance', ['optional', 'the API member’s name before its first write', 'Inquire']),
  ...rights('System › Security Roles', ['optional', 'proving these rights without reports', 'Inquire']),
];

/** Whether the settings make use of a right; a viewer never writes. */
export function isInUse({ use, level }: NeededRight, settings: Settings): boolean {
  if (use === 'optional' || (settings.role === 'viewer' && level !== 'Inquire')) return false;
  const { backupStatistics, agreementParts, invoiceDescriptions } = settings.syncedParts;
  if (use === 'statistics') return backupStatistics;
  if (use === 'quantities') return agreementParts || invoiceDescriptions;
  return use === 'always' || settings.tickets.board !== null;
}

/** What a role says about a needed right; undefined: it lists no function of that name. */
export function levelOf(right: NeededRight, functions: readonly FunctionRights[]): AccessLevel | undefined {
  const wanted = lettersOf(right.name.split('›').at(-1) ?? '');
  return functions.find(({ name }) => lettersOf(name) === wanted)?.[right.level];
}

/** Names are compared without blanks and case: sources write them in several ways. */
function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
