import type { SelectorOverride } from '../domain/in-page-config.ts';
import type { FieldName } from '../domain/page-fields.ts';
import { hostDocuments } from './documents.ts';
import { searchField } from './find-field.ts';
import { headersWith } from './grids.ts';
import { labelText } from './labels.ts';
import { CONTROLS, indexPage } from './page-index.ts';
import { type FieldTable, GRID, LABELS } from './selectors.ts';
import { fieldClasses, structureText } from './structure-text.ts';

/** What a field that a user pointed at would be found by. */
export interface LearnedSelector {
  labels: string[];
  classes: string[];
}

/**
 * The names of the field that an element belongs to: its row's label, and the stable `cw_*` classes around its control. Never
 * compiler classes, generated ids, or texts that might be values. null: nothing stable leads there.
 */
export function selectorOf(element: Element): LearnedSelector | null {
  const header = element.closest(GRID.header.css);
  if (header) {
    const text = header === element ? null : structureText(labelText(element));
    return text ? { labels: [withoutMarks(text)], classes: [] } : null;
  }
  if (element.closest(GRID.row.css)) return null;
  const label = labelOf(element);
  const classes = classesOf(element);
  return label || classes.length > 0 ? { labels: label ? [label] : [], classes } : null;
}

/** Whether a learned selector, alone, would find exactly one field or column on the page that is open. */
export function previewOf(
  top: Document,
  fields: FieldTable,
  field: FieldName,
  learned: SelectorOverride,
): 'one' | 'none' | 'several' {
  const table = { ...fields, [field]: { ...fields[field], labels: [], classes: [], override: learned } };
  let count = 0;
  for (const root of hostDocuments(top)) {
    const page = indexPage(root, table);
    const found = searchField(page, field);
    if (found === 'ambiguous') return 'several';
    count += found === 'missing' ? headersWith(page, { required: [field], others: [] }).length : 1;
  }
  return count === 0 ? 'none' : count === 1 ? 'one' : 'several';
}

const LABEL_CSS = LABELS.map(({ css }) => css).join(', ');

/** The text of the label in the same row: the nearest one before the element, or the element itself. */
function labelOf(element: Element): string | null {
  const cell = element.closest('td, th');
  if (!cell?.closest('tr')) return null;
  const inCell = [...cell.querySelectorAll(LABEL_CSS)].filter((label) => isLabel(label, element));
  if (cell.matches('.mm_podElementLabel')) inCell.unshift(cell);
  for (const label of inCell) {
    const text = structureText(labelText(label));
    if (text) return withoutMarks(text);
  }
  for (let before = cell.previousElementSibling; before; before = before.previousElementSibling) {
    // Behind another field's control there is no label of ours.
    if (before.querySelector(CONTROLS)) return null;
    const label = before.matches('.mm_podElementLabel') ? before : (before.querySelector(LABEL_CSS) ?? before);
    const text = structureText(labelText(label));
    // In between may be another field's value, shown as text.
    const isFirst = before.previousElementSibling === null;
    if (text && (isFirst || isNamed(label))) return withoutMarks(text);
  }
  return null;
}

/** In the own cell: only what is a label by itself, since the value may be a `.gwt-Label` as well. */
function isLabel(label: Element, pointedAt: Element): boolean {
  const isPointedAt = label.contains(pointedAt) || pointedAt.contains(label);
  return isNamed(label) && (!isPointedAt || !label.hasAttribute('title') || /:\s*$/.test(label.textContent ?? ''));
}

/** Says of itself that it is a label. */
function isNamed(label: Element): boolean {
  if (label.matches('label') || label.closest('.mm_podElementLabel')) return true;
  return label.hasAttribute('title') || /:\s*$/.test(label.textContent ?? '');
}

function withoutMarks(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s:*：]/.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end).trim();
}

/** From the element itself and its holders up to the cell; a control inside speaks for a holder that was pointed at. */
function classesOf(element: Element): string[] {
  const controls = element.matches(CONTROLS) ? [element] : [...element.querySelectorAll(CONTROLS)];
  const start = controls.length === 1 ? (controls[0] ?? element) : element;
  const found = new Set<string>();
  for (let holder: Element | null = start; holder && !holder.matches('tr, body'); holder = holder.parentElement) {
    if (holder !== start && holder.querySelectorAll(CONTROLS).length > 1) break;
    for (const name of fieldClasses(holder)) found.add(name);
    if (holder.matches('td, th')) break;
  }
  return [...found];
}
