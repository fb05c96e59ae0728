import type { BulkSyncView } from './bulk-sync-view.ts';
import type { Change, Money, Plan } from './change.ts';
import { moneyTotals } from './money-sentence.ts';

/** What the first sync would write of one part. */
export interface PartEffect {
  companies: number;
  changes: number;
}

/** What the first sync of all companies would write, as far as they were looked at. Nothing of it is written. */
export interface FirstSyncView {
  /** How far it is; ends as `done`, `cancelled` or `failed`. */
  progress: BulkSyncView;
  /** Companies with anything to write. */
  companies: number;
  changes: number;
  statistics: PartEffect;
  quantities: PartEffect;
  invoiceDescriptions: PartEffect;
  /** What the changed quantities bill, before and after: one total per currency and billing cycle. */
  money: Money[];
  /** Changes that would wait for a user's approval; in none of the figures above but the descriptions. */
  held: number;
}

/** One company's share. */
export interface FirstSyncRow {
  changes: number;
  statistics: number;
  quantities: number;
  invoiceDescriptions: number;
  held: number;
  /** One total per currency and billing cycle. */
  money: Money[];
}

/** Returns what a plan would write, by part. Pure. */
export function rowOf({ changes }: Pick<Plan, 'changes'>): FirstSyncRow {
  const written = changes.filter(({ guard }) => !guard);
  return {
    changes: written.length,
    statistics: written.filter(({ part }) => part === 'backup-statistics' || part === 'management-report').length,
    quantities: written.filter((change) => changesField(change, 'quantity')).length,
    // A description is written by itself where the quantity beside it is not consented to.
    invoiceDescriptions: changes.filter((change) => changesField(change, 'invoiceDescription')).length,
    held: changes.length - written.length,
    money: moneyTotals(written.flatMap(({ money }) => money ?? [])),
  };
}

/** Returns the figures of all companies that were looked at. Pure. */
export function totalOf(rows: readonly FirstSyncRow[]): Omit<FirstSyncView, 'progress'> {
  const effect = (part: 'statistics' | 'quantities' | 'invoiceDescriptions'): PartEffect => ({
    companies: rows.filter((row) => row[part] > 0).length,
    changes: sum(rows.map((row) => row[part])),
  });
  return {
    companies: rows.filter((row) => row.changes > 0).length,
    changes: sum(rows.map(({ changes }) => changes)),
    statistics: effect('statistics'),
    quantities: effect('quantities'),
    invoiceDescriptions: effect('invoiceDescriptions'),
    money: moneyTotals(rows.flatMap(({ money }) => money)),
    held: sum(rows.map(({ held }) => held)),
  };
}

function changesField({ fields, part }: Change, name: string): boolean {
  return part === 'agreement-parts' && fields.some(({ field }) => field === name);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
