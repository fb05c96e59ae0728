import type { SimulatorClock } from '../../clock.ts';
import type { ConnectWiseState } from '../state.ts';
import { type Column, REPORT_COLUMNS, type ReportName } from './columns.ts';

export interface ReportContext {
  state: ConnectWiseState;
  clock: SimulatorClock;
}

/** The rows of a report, and single values of them. Nothing is computed but the value that is asked for. */
export interface ReportView<S = unknown> {
  /** By identity ascending, where the report has one. */
  rows: readonly S[];
  /** Null when unset. A DateTime is text that ends in `Z`, also where it is not UTC. */
  read: (row: S, column: string) => unknown;
  /** The company that the row is about, for row security; undefined: none. */
  companyId: (row: S) => number | undefined;
}

export interface Report {
  name: ReportName;
  columns: ReadonlyMap<string, Column>;
  /** The column that no two rows share. */
  identity: string | undefined;
  view: (context: ReportContext) => ReportView;
}

interface ReportDefinition<S> {
  name: ReportName;
  identity?: string;
  rows: (context: ReportContext) => readonly S[];
  companyId: (row: S, context: ReportContext) => number | undefined;
  /** Columns of the report that are not here are null. */
  values: Record<string, (row: S, context: ReportContext) => unknown>;
}

/** A report over rows of any kind. Throws where a value names no column of the report. */
export function defineReport<S>({ name, identity, rows, companyId, values }: ReportDefinition<S>): Report {
  const columns = REPORT_COLUMNS[name];
  const getters = new Map(Object.entries(values));
  for (const column of [...getters.keys(), ...(identity ? [identity] : [])]) {
    if (!columns.has(column)) throw new Error(`Report ${name} has no column ${column}.`);
  }
  return {
    name,
    columns,
    identity,
    view: (context): ReportView => ({
      rows: rows(context),
      read: (row, column) => getters.get(column)?.(row as S, context) ?? null,
      companyId: (row) => companyId(row as S, context),
    }),
  };
}
