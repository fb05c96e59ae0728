import type { SimulatorClock } from '../clock.ts';
import type { FieldError } from './errors.ts';
import type { RightFunction } from './rights.ts';
import type { Members } from './schema.ts';
import type { ConnectWiseState, TableName } from './state.ts';
import type { Row } from './table.ts';

/** One resource of the API: everything that the generic handler needs to serve it. */
export interface Resource {
  /** Path with `{parentId}`, without the id of the record. */
  path: string;
  table: TableName;
  /** Type name in the text about unknown members, e.g. `CompanyManagementSummary`. */
  type: string;
  /** Name in error bodies, e.g. `configuration`. */
  name: string;
  /** Function of the security role that guards it; undefined: every API member may. */
  right: RightFunction | undefined;
  members: Members;
  required: readonly string[];
  /** Set by the server: ignored in bodies, may be queried. */
  readOnly?: readonly string[];
  /** True: only GET. */
  frozen?: boolean;
  /** Verbs that the API does not have although others write. */
  without?: readonly ('POST' | 'DELETE')[];
  /** Not in the description at hand: its exchanges are left out of what is held against that. */
  undescribed?: boolean;
  parent?: Parent;
  /** Rows that a list shows; absent: all. */
  shows?: (row: Row) => boolean;
  /** Members of the `/info` sibling, for those that have one. */
  info?: readonly string[];
  /**
   * True: POST and DELETE answer 200 with the record, as the description has it for a few
   * (docs/reference/connectwise-rest.md#writing).
   */
  plainStatus?: boolean;
  /**
   * Member that no two records may share, compared without case. INFERRED for which; the error is a fact
   * (docs/reference/connectwise-rest.md#errors).
   */
  unique?: string;
  /** Members computed from others whenever the record is read. */
  derive?: (row: Row, state: ConnectWiseState, clock: SimulatorClock) => Record<string, unknown>;
  /** Completes a draft before it is stored (defaults, effects of one member on others) and reports what is wrong. */
  settle?: (draft: Draft) => FieldError[];
  /** What else uses the record: while there is one, it is not deleted. `gone`: what goes with it. */
  usedBy?: (row: Row, state: ConnectWiseState) => string | undefined;
  gone?: (row: Row, state: ConnectWiseState) => void;
  /** Further effects once the record is stored: other rows that a write creates or changes. */
  stored?: (row: Row, draft: Draft) => void;
}

export interface Parent {
  table: TableName;
  /** Where the row names its parent: `company/id`, `agreementId`. */
  column: string;
}

export interface Draft {
  /** The record to be: change it in place. */
  row: Record<string, unknown>;
  /** The stored record; undefined on creation. */
  before: Row | undefined;
  /** Members that the request named. */
  sent: ReadonlySet<string>;
  state: ConnectWiseState;
  clock: SimulatorClock;
  writer: string;
}
