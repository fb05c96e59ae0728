import type { IsoTime } from '../shared/time.ts';
import type { UsageSource } from './portal-facts.ts';
import type { Rounding, ServiceId } from './service.ts';

export interface MeasuredPart {
  /** The account's name, or what a figure is called where it comes from. */
  name: string;
  /** Of a figure: its measure in words that a customer may read, e.g. on an invoice. */
  title?: string;
  /** In the service's unit, not rounded. */
  amount: number;
  accountId?: string;
  /** The account's page in the portal. */
  url?: string;
  /** Of a figure: who gave it, when, and of which days; an account's are those of the customer's facts. */
  source?: UsageSource;
  readAt?: IsoTime;
  period?: { from: string; to: string };
}

/**
 * Where a quantity comes from: goes with a planned change into the preview and the journal, so that a number on an invoice can be
 * accounted for a year later, whatever the portal says by then.
 */
export interface QuantityTrace {
  service: ServiceId;
  title: string;
  /** `GB` or `GiB` of storage, else the unit of the service. */
  unit: string;
  quantity: number;
  rounding: Rounding;
  /** The largest first; `moreParts` of them are left out. */
  parts: MeasuredPart[];
  moreParts: number;
  /** Accounts that use the service and do not count; `moreExcluded` of them are left out. */
  excluded: { name: string; why: string }[];
  moreExcluded: number;
  deducted?: number;
  /** Of the accounts; a figure has its own. */
  source: UsageSource;
  readAt: IsoTime;
}
