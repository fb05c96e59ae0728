import { labelKey, labelText } from './labels.ts';
import { CONTROLS, wordsOf } from './page-index.ts';
import { BANNER, BREADCRUMB, FIELD_ROW, type FieldTable, GRID, LABELS } from './selectors.ts';
import { structureName, structureText } from './structure-text.ts';
import { isVisible, tidy } from './visible.ts';

const STABLE_CLASS = /^(?:cw[_-]|pod[_-]|mm_|x-tab|x-combo)/;
const MOST_NAMES = 400;
const MOST_LABELS = 300;
const MOST_LISTS = 20;
const LABEL_CSS = [...LABELS.map(({ css }) => css), `${FIELD_ROW.css} > td:first-child`].join(', ');
const NEVER_LABEL = `a, ${GRID.row.css}, ${GRID.header.css}, ${BREADCRUMB.css}, ${BANNER.map(({ css }) => css).join(', ')}`;
/** What users wrote: the texts of these are never reported, not even where a label happens to say the same. */
const VALUES = `${GRID.row.css} td, a, ${BREADCRUMB.css}, .detailLabel, ${FIELD_ROW.css} > td:not(:first-child), option`;

/** Stable classes with counts, labels, lists and frames of one document; names only, no text that a user wrote. */
export function describeInventory(root: Document, title: string, fields: FieldTable): string[] {
  const values = valuesOf(root);
  return [
    title,
    `  elements: ${root.getElementsByTagName('*').length}; frames: ${framesOf(root)}`,
    `  classes: ${classesOf(root)}`,
    `  labels: ${labelsOf(root, fields, values).join(' | ') || 'none'}`,
    ...listsOf(root, values),
  ];
}

function classesOf(root: Document): string {
  const counts = new Map<string, number>();
  for (const element of root.querySelectorAll('[class]')) {
    for (const name of element.classList) {
      if (STABLE_CLASS.test(name) && structureName(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const names = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, MOST_NAMES);
  return names.map(([name, count]) => `${name}×${count}`).join(' ') || 'none';
}

function framesOf(root: Document): string {
  const frames = [...root.getElementsByTagName('iframe')].slice(0, MOST_LISTS);
  const own = frames.filter(isReadable).length;
  return `${frames.length}, of the same origin ${own}`;
}

function isReadable(frame: HTMLIFrameElement): boolean {
  try {
    return frame.contentDocument !== null;
  } catch {
    return false;
  }
}

function labelsOf(root: Document, fields: FieldTable, values: ReadonlySet<string>): string[] {
  const words = wordsOf(fields);
  const found = new Map<string, boolean>();
  for (const element of root.querySelectorAll(LABEL_CSS)) {
    if (found.size >= MOST_LABELS) break;
    if (element.closest(NEVER_LABEL) || element.querySelector(CONTROLS)) continue;
    const text = structureText(labelText(element));
    if (text === null) continue;
    const isKnown = words.keyOf(text) !== '';
    if (!isKnown && (!isLabelByPlace(element) || values.has(labelKey(text)))) continue;
    found.set(text, found.get(text) === true || isVisible(element));
  }
  return [...found].map(([text, visible]) => (visible ? text : `${text} (hidden)`));
}

/** A value can be a `.gwt-Label` with a title: a text that we do not know counts only where labels are. */
function isLabelByPlace(element: Element): boolean {
  if (element.closest('.mm_podElementLabel')) return true;
  const cell = element.closest('td, th');
  // Alone in its row is what users wrote, such as a note.
  const isFirst = cell?.previousElementSibling === null && cell.nextElementSibling !== null;
  return isFirst && cell.parentElement?.matches(FIELD_ROW.css) === true;
}

function listsOf(root: Document, values: ReadonlySet<string>): string[] {
  return [...root.querySelectorAll(GRID.header.css)].slice(0, MOST_LISTS).map((header) => {
    const titles = [...header.querySelectorAll('[title]')]
      .map((cell) => structureText(labelText(cell)))
      .filter((text) => text !== null && !values.has(labelKey(text)));
    const filters = [...header.querySelectorAll('input[id$="-input"]')].map(({ id }) =>
      /^x-auto/.test(id) ? null : structureName(id),
    );
    const around = header.closest('.mm_grid') ?? header.parentElement;
    const table = around?.querySelector('table[class*="-grid"]');
    const names = [...(table?.classList ?? [])].filter((name) => name.endsWith('-grid') && structureName(name));
    const scroller = structureName(around?.querySelector('[id$="-listview-scroller"]')?.id);
    const rows = around?.querySelectorAll(GRID.row.css).length ?? 0;
    return [
      `  list ${names.join(' ') || 'unnamed'}${isVisible(header) ? '' : ' (hidden)'}: rows ${rows}`,
      `scroller ${scroller ?? 'none'}`,
      `columns ${[...new Set(titles)].join(' | ') || 'none'}`,
      `filters ${filters.filter(Boolean).join(' ') || 'none'}`,
    ].join('; ');
  });
}

function valuesOf(root: Document): ReadonlySet<string> {
  const values = new Set<string>();
  const add = (text: string | null | undefined): void => {
    const value = labelKey(tidy(text).slice(0, 200));
    if (value !== '') values.add(value);
  };
  for (const element of root.querySelectorAll(VALUES)) add(element.textContent);
  for (const control of root.querySelectorAll<HTMLInputElement>('input:not([type=password]), textarea')) {
    add(control.value);
  }
  return values;
}
