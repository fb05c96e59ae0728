import type { FieldName } from '../domain/page-screens.ts';
import { rectInTop } from './documents.ts';
import { labelKey, labelText } from './fields.ts';
import { FIELDS, GRID } from './selectors.ts';
import { isVisible, tidy, visibleAll } from './visible.ts';

/** A list on the page: header strip and rows are siblings; columns can be moved, rows are recycled and filled late. */
export interface HostGrid {
  header: HTMLElement;
  rows: HostRow[];
}

export interface HostRow {
  element: HTMLElement;
  cells: Partial<Record<FieldName, string>>;
}

const HEADER_CELLS = '[title], .gwt-Label, .mm_label, th, td, div, span';

/** The visible list that has a header for every name of `required`; null unless there is exactly one. */
export function findGrid(
  root: Document,
  required: readonly FieldName[],
  others: readonly FieldName[],
): HostGrid | null {
  const found: HostGrid[] = [];
  for (const header of visibleAll(root, GRID.header.css)) {
    const columns = columnsOf(header, [...required, ...others]);
    if (required.every((name) => columns.has(name))) found.push({ header, rows: rowsOf(header, columns) });
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The innermost element with the column's label. */
function columnsOf(header: HTMLElement, names: readonly FieldName[]): Map<FieldName, HTMLElement> {
  const columns = new Map<FieldName, HTMLElement>();
  const byLabel = new Map<string, HTMLElement>();
  for (const cell of header.querySelectorAll<HTMLElement>(HEADER_CELLS)) {
    const text = labelText(cell);
    if (text.length <= 60 && isVisible(cell)) byLabel.set(labelKey(text), cell);
  }
  for (const name of names) {
    for (const label of FIELDS[name].labels) {
      const cell = byLabel.get(labelKey(label));
      if (cell && !columns.has(name)) columns.set(name, cell);
    }
  }
  return columns;
}

/** Rows of the nearest container that holds this header and no other. */
function rowsOf(header: HTMLElement, columns: Map<FieldName, HTMLElement>): HostRow[] {
  let container: Element | null = header.parentElement;
  while (container && !container.querySelector(GRID.row.css)) {
    container = container.parentElement;
    if (container && visibleAll(container, GRID.header.css).length > 1) return [];
  }
  if (!container) return [];
  return visibleAll(container, GRID.row.css).map((element) => ({ element, cells: cellsOf(element, columns) }));
}

/** Cells by horizontal position: a check-box column shifts the indices, a narrowed column does not move its middle. */
function cellsOf(row: HTMLElement, columns: Map<FieldName, HTMLElement>): Partial<Record<FieldName, string>> {
  const cells = [...row.querySelectorAll<HTMLElement>(GRID.cell.css)].map((cell) => ({ cell, rect: rectInTop(cell) }));
  const values: Partial<Record<FieldName, string>> = {};
  for (const [name, header] of columns) {
    const box = rectInTop(header);
    const start = box.left + Math.min(box.width / 2, 8);
    const hit = cells.find(({ rect }) => rect.width > 0 && rect.left <= start && start < rect.right);
    if (hit) values[name] = tidy(hit.cell.textContent);
  }
  return values;
}
