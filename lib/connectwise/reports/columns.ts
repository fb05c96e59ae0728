import type { ConnectWiseConnection, ConnectWiseDeps } from '../connection.ts';

/** The columns of a report that we read: our spelling to the server's. A column that the server does not have is absent. */
export type ColumnNames = Readonly<Record<string, string>>;

/** Which columns a site's reports have, so that it is asked once (docs/reference/connectwise-reports.md#columns). */
export interface ReportColumns {
  /** Undefined: not known, or not for all of these columns. */
  of(report: string, columns: readonly string[]): ColumnNames | undefined;
  learned(report: string, columns: readonly string[], names: ColumnNames): void;
  /** The site runs another release, or refused what is known: it is asked again. Without a report: all are forgotten. */
  forget(report?: string): void;
}

/**
 * Keeps them, for the next workers too. A report without one of our columns is asked again by each worker: the column may have come
 * with another release of the site.
 * @param known what an earlier worker learned.
 */
export function createReportColumns(
  known: ConnectWiseConnection['reportColumns'],
  onLearned: ConnectWiseDeps['onLearned'],
): ReportColumns {
  const all = new Map<string, { asked: ReadonlySet<string>; names: ColumnNames }>();
  for (const [report, names] of Object.entries(known ?? {})) {
    all.set(report, { asked: new Set(Object.keys(names)), names });
  }
  const store = () => {
    onLearned?.({ reportColumns: Object.fromEntries([...all].map(([report, { names }]) => [report, names])) });
  };
  return {
    of(report, columns) {
      const found = all.get(report);
      return found && columns.every((column) => found.asked.has(column)) ? found.names : undefined;
    },
    learned(report, columns, names) {
      all.set(report, { asked: new Set(columns), names });
      store();
    },
    forget(report) {
      if (all.size === 0) return;
      if (report === undefined) all.clear();
      else all.delete(report);
      store();
    },
  };
}

/**
 * Names of columns as a report answers them, in their order: an array of `{ "<Column>": {…} }`. Undefined for anything else.
 */
export function columnNames(definitions: unknown): string[] | undefined {
  if (!Array.isArray(definitions)) return undefined;
  const isEach = definitions.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
  return isEach ? definitions.flatMap((one: object) => Object.keys(one)) : undefined;
}
