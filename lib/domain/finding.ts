import type { JsonValue } from '../shared/json.ts';
import type { Change } from './change.ts';

export type FindingSeverity = 'error' | 'warning' | 'info';

/** Where a finding sits. `field` is the REST name of the member; the page maps it to the input. */
export interface FindingPlace {
  resource:
    | 'company'
    | 'managed-id-entry'
    | 'addition'
    | 'agreement'
    | 'account'
    | 'ticket'
    /** Setup tables; `field` is then a field of the page (lib/domain/page-screens.ts). */
    | 'managed-devices-integration'
    | 'cross-reference'
    | 'management-solution'
    | 'board-status';
  /** A row of a list that is on the screen, 0 the first: cross-references have no id there. */
  row?: number;
  companyId?: number;
  agreementId?: number;
  recordId?: number;
  field?: string;
}

/** What to put into a field that is being typed: "Use EFS-342". Never applied without a click. */
export interface Correction {
  field: string;
  value: string;
  label: string;
}

/** Planned changes that fix a stored record: previewed, applied and undone like any other write. */
export interface Fix {
  label: string;
  changes: Change[];
}

/** In place of a finding's id: every managed-id finding that has a fix, fixed in one go. */
export const ALL_MANAGED_IDS = 'all-managed-ids';

/** Findings that `ALL_MANAGED_IDS` fixes. */
export function fixableManagedIds(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ code, fix }) => code.startsWith('MID-') && fix !== undefined);
}

/**
 * A problem found by a check (docs/reference/rules.md#finding-codes). Codes are stable and searchable; see
 * `finding-codes.ts`.
 */
export interface Finding {
  /** Same problem, same id: code and place. */
  id: string;
  code: string;
  severity: FindingSeverity;
  where: FindingPlace;
  /** One sentence for a user. */
  message: string;
  seen: JsonValue;
  expected: JsonValue;
  correction?: Correction;
  fix?: Fix;
}
