import type { Addition, Agreement, Company, Configuration, ManagedIdEntry } from '../../domain/connectwise-records.ts';
import type { UnreadableRow } from '../../domain/record-list.ts';
import type { IsoTime } from '../../shared/time.ts';
import type { CompanyLinks } from './company-links.ts';
import type { NamedCompany } from './live-companies.ts';
import type { SetupTables } from './setup-tables.ts';

/** The ConnectWise side of one company, as read at `readAt`. */
export interface Observation {
  company: Company;
  entries: ManagedIdEntry[];
  /** The company's customers of the portal, see `companyLinks`: of those alone anything is planned. */
  customerIds: string[];
  /** By customer id; absent: the entries name each by its own number. */
  links?: CompanyLinks['links'];
  /** Of any state, with the parents of child agreements, which may be another company's. */
  agreements: Agreement[];
  /** Agreements whose additions were read. */
  readAgreements: number[];
  additions: Addition[];
  /** Of the types that `typesToRead` names. */
  configurations: Configuration[];
  setup: SetupTables;
  /** IANA name of the tenant's time zone, in which dates are days; absent: UTC. */
  timeZone?: string;
  /** Other live companies known to carry one of the ids, by customer id (MID-SHARED). */
  sharedWith: Record<string, NamedCompany[]>;
  /** What of these lists could not be read, and is in none of them; absent: all could. */
  unreadable?: UnreadableParts;
  readAt: IsoTime;
}

/** What of a company's own records could not be read. */
export interface UnreadableParts {
  entries: UnreadableRow[];
  agreements: UnreadableRow[];
  /** Of the agreements that were read. */
  additions: UnreadableRow[];
  configurations: UnreadableRow[];
}
