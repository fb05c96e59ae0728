import type { Finding } from '../../domain/finding.ts';
import type { HostGrid, HostRow } from '../../host/grids.ts';

/** What a row of a list shows now, by column. */
export type Cells = HostRow['cells'];

/** A row of a list on the page with what is wrong with the record that it shows. */
export interface MarkedRow {
  /** What the row shows: the same text, the same key, whichever element carries it. */
  key: string;
  cells: Cells;
  element: HTMLElement;
  findings: readonly Finding[];
}

/** Findings of the one record that a row shows; empty where there are none or the row may be another's. */
export type RowFindings = (cells: Cells) => readonly Finding[];

/** Remembers answers by what the rows show: lists are looked at many times a second, and hold hundreds of rows. */
export function remembering(find: RowFindings): RowFindings {
  const known = new Map<string, readonly Finding[]>();
  return (cells) => {
    const key = keyOf(cells);
    const seen = known.get(key);
    if (seen) return seen;
    const found = find(cells);
    known.set(key, found);
    return found;
  };
}

/** The rows of a list that have findings, in the order of the page. */
export function markedRows(list: HostGrid, find: RowFindings): MarkedRow[] {
  return list.rows.flatMap(({ element, cells }) => {
    const findings = find(cells);
    return findings.length > 0 ? [{ key: keyOf(cells), cells, element, findings }] : [];
  });
}

function keyOf(cells: Cells): string {
  return JSON.stringify(Object.entries(cells));
}

/**
 * Returns the findings of those records that a row may show. One record: its findings. Several: those that all of them have,
 * without a fix, since it is not known which record it would change.
 */
export function agreed(perRecord: readonly (readonly Finding[])[]): readonly Finding[] {
  const [first = [], ...others] = perRecord;
  if (others.length === 0) return first;
  const shared = others.map((findings) => new Set(findings.map(faultOf)));
  return first
    .filter((finding) => shared.every((faults) => faults.has(faultOf(finding))))
    .map(({ fix: _, ...finding }) => finding);
}

function faultOf({ code, where, message }: Finding): string {
  return JSON.stringify([code, where.field ?? '', message]);
}
