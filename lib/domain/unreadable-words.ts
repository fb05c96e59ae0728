import { literalText } from '../shared/text-values.ts';
import type { UnreadableRow } from './record-list.ts';

interface Kind {
  noun: string;
  /** What is skipped because of it, in one sentence. */
  effect: string;
}

const NOTHING_BILLED = 'Quantities need approval, and no missing product is reported until it can be read.';

/** Path of an entry or configuration of another company: which one could not be read there is of no use here. */
export const OTHER_COMPANY_ENTRY = '/company/companies/other/managementSummaryReports';

/** By the path of the list; the first that fits. */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [
    /\/companies\/other\//,
    {
      noun: 'record of another company',
      effect: 'Whether that company has the same EFS id is not known, so no quantity is compared.',
    },
  ],
  [/\/additions\b/, { noun: 'addition', effect: 'Its quantity is not updated, and no missing addition is reported.' }],
  [/^\/finance\/agreements\b/, { noun: 'agreement', effect: 'Its additions are skipped.' }],
  [
    /\/managementSummaryReports\b/,
    { noun: 'managed-ID entry', effect: 'Missing, duplicate and reordered entries are neither reported nor fixed.' },
  ],
  [/\/configurations\/types\b/, { noun: 'configuration type', effect: 'It is not used.' }],
  [/\/configurations\b/, { noun: 'configuration', effect: 'No configuration is created.' }],
  [/\/crossReferences\b/, { noun: 'cross-reference', effect: NOTHING_BILLED }],
  [/\/managedDevicesIntegrations\b/, { noun: 'managed devices integration', effect: NOTHING_BILLED }],
  [/\/managementItSolutions\b/, { noun: 'management solution', effect: 'It is not used.' }],
  [/\/catalog\b/, { noun: 'product', effect: 'It is shown without its description.' }],
  [/\/notes\b/, { noun: 'ticket note', effect: 'No note is added to the ticket.' }],
  [/^\/service\/tickets\b/, { noun: 'ticket', effect: 'It is not compared with the others.' }],
];

const RECORD: Kind = { noun: 'record', effect: 'It is skipped.' };

function kindOf(path: string): Kind {
  return KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? RECORD;
}

/** What a user calls the row, with the value that could not be read, e.g. `agreement 5, agreementStatus "Pending"`. */
export function unreadableLabel({ path, id, field, value }: UnreadableRow): string {
  const { noun } = kindOf(path);
  const place = /\[(\d+)\]$/.exec(path)?.[1];
  const name = id !== undefined ? `${noun} ${id}` : place === undefined ? noun : `${noun} in row ${Number(place) + 1}`;
  return `${name}, ${field || 'the record'} ${literalText(value)}`;
}

/** The same at the beginning of a line. */
export function unreadableTitle(row: UnreadableRow): string {
  const label = unreadableLabel(row);
  return `${label.slice(0, 1).toUpperCase()}${label.slice(1)}`;
}

/** What is skipped because the row could not be read, in one sentence. */
export function unreadableEffect({ path }: UnreadableRow): string {
  return kindOf(path).effect;
}

/** Whether one of a company's managed-ID entries is among them: then its EFS ids are not all known. */
export function hasUnreadableEntry(rows: readonly UnreadableRow[] = []): boolean {
  return rows.some(({ path }) => path.includes('/managementSummaryReports') && path !== OTHER_COMPANY_ENTRY);
}
