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
  /**
   * The portal's customers that the company's entries name, and those of its own name. Never all of them: a page searches
   * (`customers.search`).
   */
  customers: { id: string; name: string }[];
  /** Whether the portal's customers can be searched; false: it was never reached, so nobody is called unknown. */
  canSearch: boolean;
  /** Ids that were looked up and do not exist. */
  absentCustomers?: string[];
  /** Absent: all that the checks look at could be read. */
  incomplete?: Incomplete;
  /** Ids that `customers` lacks while the portal cannot be asked: not to be called unknown. */
  unsureCustomers?: string[];
}

/** What a search among the portal's customers found: the best few. */
export interface CustomerSearchResult {
  customers: { id: string; name: string }[];
  total: number;
  /** False: an id that was searched for is not in the list, and the portal cannot be asked whether it exists. */
  isSure: boolean;
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
