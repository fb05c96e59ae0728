import type { FieldName } from '../domain/page-fields.ts';
import type { PartFields } from '../domain/page-screens.ts';
import { rectInTop } from './documents.ts';
import { labelKey, labelText } from './labels.ts';
import { type PageIndex, wordsOf } from './page-index.ts';
import { GRID } from './selectors.ts';
import { isVisible, tidy, visibleAll } from './visible.ts';

/** A list on the page: header strip and rows are siblings; columns can be moved, rows are recycled and filled late. */
export interface HostGrid {
  header: HTMLElement;
  rows: HostRow[];
}

export interface HostRow {
  element: HTMLElement;
  /** Place among the rows that are in the document now; a list with many rows holds only those near the window. */
  index: number;
  cells: Partial<Record<FieldName, string>>;
}

type Columns = Map<FieldName, HTMLElement>;

const HEADER_CELLS = '[title], .gwt-Label, .mm_label, th, td, div, span';

/** The visible list that has a header for every required name; null unless there is exactly one. */
export function findGrid(page: PageIndex, parts: PartFields): HostGrid | null {
  const [only, second] = headersWith(page, parts);
  return only && !second ? { header: only.header, rows: rowsOf(page, only.header, only.columns) } : null;
}

/** Every visible header strip with a column for each required name. */
export function headersWith(page: PageIndex, parts: PartFields): { header: HTMLElement; columns: Columns }[] {
  const found: { header: HTMLElement; columns: Columns }[] = [];
  for (const header of page.headers()) {
    const columns = columnsOf(page, header, parts);
    if (columns && isVisible(header)) found.push({ header, columns });
  }
  return found;
}

function columnsOf(page: PageIndex, header: HTMLElement, parts: PartFields): Columns | null {
  const byKey = headerCells(page, header);
  if (byKey.size === 0) return null;
  const columns: Columns = new Map();
  for (const names of [parts.required, parts.others]) {
    for (const name of names) {
      const { labels, override } = page.fields[name];
      const column = columnNamed(byKey, override?.labels ?? []) ?? columnNamed(byKey, labels);
      if (column) columns.set(name, column);
      else if (names === parts.required) return null;
    }
  }
  return columns;
}

function columnNamed(byKey: Map<string, HTMLElement | null>, labels: readonly string[]): HTMLElement | undefined {
  for (const label of labels) {
    const cell = byKey.get(labelKey(label));
    if (cell) return cell;
  }
  return undefined;
}

/** The innermost visible element with each label; null where two columns have the same one. */
function headerCells(page: PageIndex, header: HTMLElement): Map<string, HTMLElement | null> {
  const words = wordsOf(page.fields);
  const byKey = new Map<string, HTMLElement | null>();
  for (const cell of header.querySelectorAll<HTMLElement>(HEADER_CELLS)) {
    const key = words.keyOf(labelText(cell));
    if (key === '' || !isVisible(cell)) continue;
    const before = byKey.get(key);
    byKey.set(key, before === undefined || before?.contains(cell) ? cell : null);
  }
  return byKey;
}

/** Rows of the nearest container that holds this header and no other. */
function rowsOf(page: PageIndex, header: HTMLElement, columns: Columns): HostRow[] {
  let container: Element | null = header.parentElement;
  while (container && !container.querySelector(GRID.row.css)) {
    container = container.parentElement;
    const around = container;
    if (around && page.headers().some((other) => other !== header && around.contains(other) && isVisible(other)))
      return [];
  }
  if (!container) return [];
  const places = new Map<string, Map<FieldName, number>>();
  const tables: (Element | null)[] = [];
  return visibleAll(container, GRID.row.css).map((element, index) => {
    const cells = [...element.querySelectorAll<HTMLElement>(GRID.cell.css)];
    // Rows of one table share their columns, so one of them gives the places for all with as many cells.
    const table = element.closest('table');
    if (!tables.includes(table)) tables.push(table);
    const kind = `${tables.indexOf(table)} ${cells.length}`;
    const known = places.get(kind) ?? placesIn(cells, columns);
    if (known.size > 0) places.set(kind, known);
    return { element, index, cells: textsAt(cells, known) };
  });
}

/** Cells by horizontal position: a check-box column shifts the indices, a narrowed column does not move its middle. */
function placesIn(cells: readonly HTMLElement[], columns: Columns): Map<FieldName, number> {
  const rects = cells.map(rectInTop);
  const places = new Map<FieldName, number>();
  for (const [name, header] of columns) {
    const box = rectInTop(header);
    const start = box.left + Math.min(box.width / 2, 8);
    const place = rects.findIndex((rect) => rect.width > 0 && rect.left <= start && start < rect.right);
    if (place >= 0) places.set(name, place);
  }
  return places;
}

function textsAt(cells: readonly HTMLElement[], places: Map<FieldName, number>): HostRow['cells'] {
  const texts: HostRow['cells'] = {};
  for (const [name, place] of places) {
    const cell = cells[place];
    if (cell) texts[name] = tidy(cell.textContent);
  }
  return texts;
}
