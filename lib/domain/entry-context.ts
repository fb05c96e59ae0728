import type { IsoTime } from '../shared/time.ts';
import type { Addition, Agreement, ManagedIdEntry } from './connectwise-records.ts';
import type { CrossReferencedProduct } from './cross-referenced-product.ts';
import type { Incomplete } from './incomplete.ts';
import type { AdditionLimits } from './rules/addition/addition-limits.ts';
import type { ServiceId } from './service.ts';
import type { UsageDoubts } from './usage-doubts.ts';

/** The company's side of the managed-id rules: what the tab must know to check while typing. */
export interface ManagedIdContext {
  prefix: string;
  managementSolution: string;
  entries: ManagedIdEntry[];
  /** EFS ids that the portal knows, with names: small enough for any MSP (one string each). */
  customers: { id: string; name: string }[];
  /** Absent: all that the checks look at could be read. */
  incomplete?: Incomplete;
  /** Ids that `customers` lacks while the portal cannot be asked: not to be called unknown. */
  unsureCustomers?: string[];
}

export interface AdditionContext extends ManagedIdContext, AdditionLimits {
  agreement: Agreement;
  /** All of the company, with the parents of child agreements. */
  agreements: Agreement[];
  timeZone?: string;
  /** Active additions of the company, for ADD-DUPLICATE. */
  additions: Addition[];
  /** All that are stored on this agreement, cancelled ones too: the rows that its list shows. */
  agreementAdditions: Addition[];
  /** Products that a cross-reference or the settings name, with the service and agreement type. */
  products: CrossReferencedProduct[];
  invoiceDescriptionsSynced: boolean;
  /** Measures of the company's customers: customer id → service → quantity, with its age. */
  serviceUsage: Record<string, Partial<Record<ServiceId, number>>>;
  /** Why a measure is not to be billed, or compared, as it is: by customer id and service. */
  doubts: Record<string, UsageDoubts>;
  measuredAt: IsoTime;
}
