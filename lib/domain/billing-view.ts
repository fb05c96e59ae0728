import type { Failure } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';
import type { BilledMonthName } from './billed-usage.ts';
import type { BillingRow } from './billing-join.ts';
import type { CalendarDay } from './calendar-day.ts';
import type { ThreeWayLine } from './three-way.ts';

/** A month of billing usage, or why it could not be read. */
export interface BilledMonthView {
  name: BilledMonthName;
  from: CalendarDay;
  to: CalendarDay;
  readAt: IsoTime;
  /** How many values could not be understood and were left out. */
  skipped: number;
  failure?: Failure;
}

/** A page of the billed clients, what needs a user first. */
export interface BillingList {
  /** False: the portal has no billing usage, so there is nothing to join. */
  isOffered: boolean;
  rows: BillingRow[];
  /** Of all that the search fits. */
  total: number;
  /** How many clients without a join have exactly one customer's name. */
  exact: number;
  months: BilledMonthView[];
}

/** What the vendor bills of one customer, beside its devices and its agreements. */
export interface CustomerBilling {
  customerId: string;
  customerName: string;
  months: BilledMonthView[];
  lines: ThreeWayLine[];
  /** Set: the company whose additions are compared; absent: the customer is not linked to one. */
  companyName?: string;
  /** When the additions were read. */
  additionsReadAt?: IsoTime;
  /** When invoices were read; absent: they were not. */
  invoicedAt?: IsoTime;
  /** Reasons why something is missing: a client in doubt, a side that cannot be read. One sentence each. */
  notes: string[];
}
