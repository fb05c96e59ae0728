import type { Report, ReportContext, ReportView } from './report.ts';

/** All rows of a report as they were at one moment. */
export interface ReportCopy {
  /** Milliseconds since the epoch, of the simulator's clock. */
  takenAt: number;
  view: ReportView;
}

interface CopiedRow {
  values: ReadonlyMap<string, unknown>;
  companyId: number | undefined;
}

/** A report as it was at most `seconds` ago: the last copy, or a new one where that is older. */
export function laggingView(report: Report, context: ReportContext, seconds: number): ReportView {
  const { reportCopies } = context.state;
  const now = context.clock.now();
  const known = reportCopies.get(report.name);
  if (known && now - known.takenAt < seconds * 1000) return known.view;
  const copy = { takenAt: now, view: copyOf(report, context) };
  reportCopies.set(report.name, copy);
  return copy.view;
}

function copyOf(report: Report, context: ReportContext): ReportView {
  const { rows, read, companyId } = report.view(context);
  const names = [...report.columns.keys()];
  return {
    rows: rows.map((row): CopiedRow => {
      return { values: new Map(names.map((name) => [name, read(row, name)])), companyId: companyId(row) };
    }),
    read: (row, column) => (row as CopiedRow).values.get(column) ?? null,
    companyId: (row) => (row as CopiedRow).companyId,
  };
}
