import type { FoundBy } from '../domain/page-report.ts';
import type { FieldSelector } from './selectors.ts';
import { FIELD_ROW, LABELS } from './selectors.ts';
import { isVisible, tidy, visibleAll } from './visible.ts';

/** A field found on the page: one control, or the cell that shows its value where the screen is read-only. */
export interface HostField {
  /** Where a mark is placed: the control, else the value's cell. */
  anchor: HTMLElement;
  /** What led to it. Absent in readings that do not tell. */
  by?: FoundBy;
  /** Absent where the value is shown as text. */
  control?: HostControl;
}

export type HostControl = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const CONTROLS = 'input:not([type=hidden]):not([type=button]):not([type=submit]), textarea, select';
/** Only labels in a table row can have a field beside them; leaving the others to the browser keeps looks cheap. */
const LABEL_CSS = `${LABELS.map((label) => `tr ${label.css}`).join(', ')}, ${FIELD_ROW.css} > td:first-child`;

/**
 * Finds one field in `scope`: by label, then by `cw_*` class, then by a class that contains the property's name. A step that
 * matches twice ends the search: two open records must never be mixed up, so the answer is null (spec connectwise.md, "Fields").
 */
export function findField(scope: ParentNode, selector: FieldSelector): HostField | null {
  for (const step of [byLabel, byClass, byPartOfClass]) {
    const found = step(scope, selector);
    if (found.length > 0) return found.length === 1 ? (found[0] ?? null) : null;
  }
  return null;
}

/** The label text as compared: lower case, without `:`, `*` and doubled blanks. */
export function labelKey(text: string): string {
  return tidy(text.replace(/[:*]/g, ' ')).toLowerCase();
}

/** What people read on a label: its `title`, else its text. */
export function labelText(element: Element): string {
  return element.getAttribute('title') || element.textContent || '';
}

/** The value as typed or shown; a checkbox gives `true` or `false`. */
export function fieldText(field: HostField): string {
  const { control, anchor } = field;
  if (!control) return tidy(anchor.textContent);
  if (control instanceof ownWindow(control).HTMLInputElement && control.type === 'checkbox')
    return String(control.checked);
  if (control instanceof ownWindow(control).HTMLSelectElement) return tidy(control.selectedOptions[0]?.textContent);
  return control.value;
}

/** Whether a person could type here now. */
export function isEditable(field: HostField): boolean {
  const { control } = field;
  return control !== undefined && !control.disabled && !('readOnly' in control && control.readOnly);
}

function byLabel(scope: ParentNode, selector: FieldSelector): HostField[] {
  const wanted = new Set(selector.labels.map(labelKey));
  const found = new Map<HTMLElement, HostField>();
  for (const label of scope.querySelectorAll<HTMLElement>(LABEL_CSS)) {
    if (!wanted.has(keyOf(labelText(label))) || !isVisible(label)) continue;
    const field = fieldOfLabel(label);
    if (field) found.set(field.anchor, field);
  }
  return [...found.values()];
}

/** Keys of texts seen before: a busy page has thousands of labels, the same ones at every look. */
const keys = new Map<string, string>();
const KEPT_KEYS = 2_000;

function keyOf(text: string): string {
  // Long texts are containers (a first cell that holds a whole table), never labels.
  if (text.length > 60) return '';
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = labelKey(text);
  if (keys.size >= KEPT_KEYS) keys.clear();
  keys.set(text, key);
  return key;
}

/** The control in the label's row, from the label's cell on and before the next label. */
function fieldOfLabel(label: HTMLElement): HostField | null {
  const row = label.closest('tr');
  const cell = label.closest('td, th');
  if (!row || !cell) return null;
  const cells = [...row.children];
  const start = cells.indexOf(cell);
  for (const candidate of cells.slice(Math.max(start, 0))) {
    if (
      candidate !== cell &&
      candidate.querySelector(LABELS.map((entry) => entry.css).join(', ')) &&
      !controlIn(candidate)
    ) {
      break;
    }
    const control = controlIn(candidate);
    if (control === 'several') return null;
    if (control) return { anchor: control, control };
  }
  const last = cells.at(-1);
  return last instanceof ownWindow(row).HTMLElement && last !== cell && isVisible(last) ? { anchor: last } : null;
}

function controlIn(element: Element): HostControl | 'several' | undefined {
  const controls = visibleAll<HostControl>(element, CONTROLS);
  return controls.length > 1 ? 'several' : controls[0];
}

function byClass(scope: ParentNode, selector: FieldSelector): HostField[] {
  return distinctControls(selector.classes.flatMap((name) => visibleAll(scope, `.${name}`)));
}

/** Only controls are looked at, and their visibility last: this step runs on pages with ten thousand elements. */
function byPartOfClass(scope: ParentNode, selector: FieldSelector): HostField[] {
  const parts = selector.classes
    .map((name) => name.replace(/^cw_/, '').toLowerCase())
    .filter((part) => part.length > 8);
  if (parts.length === 0) return [];
  const named = [...scope.querySelectorAll<HTMLElement>(CONTROLS)].filter((control) => {
    const names = `${control.className} ${control.parentElement?.className ?? ''}`.toLowerCase();
    return parts.some((part) => names.includes(part)) && isVisible(control);
  });
  return distinctControls(named);
}

function distinctControls(elements: HTMLElement[]): HostField[] {
  const controls = new Set<HostControl>();
  for (const element of elements) {
    const control = element.matches(CONTROLS) ? (element as HostControl) : controlIn(element);
    if (control && control !== 'several') controls.add(control);
  }
  return [...controls].map((control) => ({ anchor: control, control }));
}

/** A frame has its own constructors, so `instanceof` must ask the element's own window. */
function ownWindow(element: Element): typeof globalThis {
  return (element.ownerDocument.defaultView ?? globalThis) as typeof globalThis;
}
