import type { Failure } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';
import type { LinkEvidence } from './link.ts';

/** A company as a list names it. */
export interface LinkCompany {
  id: number;
  name: string;
}

/**
 * One customer of the portal and its company. `linked`: all that is planned may be written. `suggested`: only names speak for it, so
 * nothing is written. `conflicting`: several companies carry its EFS id.
 */
export interface LinkRow {
  customerId: string;
  customerName: string;
  state: 'linked' | 'suggested' | 'conflicting' | 'none';
  companies: LinkCompany[];
  /** Of a link, or of what a suggestion goes by. */
  evidence?: LinkEvidence;
  confirmedBy?: string;
  confirmedAt?: IsoTime;
  /** The names of both sides do not fit, and nobody has confirmed them as they are now: what a sync would write needs approval. */
  doubt?: true;
}

export interface LinkCounts {
  linked: number;
  suggested: number;
  conflicting: number;
  none: number;
}

/** A page of the list. */
export interface LinkList {
  rows: LinkRow[];
  /** Of all that the search fits. */
  total: number;
  /** Of all customers. */
  counts: LinkCounts;
  /** How many of the suggestions are equal names, once on either side. */
  exact: number;
  /** Whether managed-ID entries link by themselves: nothing is to be confirmed then but a name that does not fit. */
  byManagedId: boolean;
  /** Set: one of the sides could not be read now; the rows come from what is known. */
  failure?: Failure;
}

/** Why a company shows nothing of the portal: no link yet. */
export interface LinkSuggestion {
  customerId: string;
  customerName: string;
  evidence: 'exact-name' | 'similar-name';
}
