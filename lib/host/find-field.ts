import type { FieldName } from '../domain/page-fields.ts';
import type { FoundBy } from '../domain/page-report.ts';
import { type HostControl, type HostField, ownWindow } from './fields.ts';
import { labelKey } from './labels.ts';
import { CONTROLS, type PageIndex } from './page-index.ts';
import { GRID } from './selectors.ts';
import { isVisible, visibleAll } from './visible.ts';

/** `ambiguous`: a step of the search found two, and two open records must never be mixed up. */
export type FieldSearch = HostField | 'missing' | 'ambiguous';

/** The field, or null where it is missing or ambiguous. */
export function findField(page: PageIndex, name: FieldName, scope?: Element): HostField | null {
  const found = searchField(page, name, scope);
  return typeof found === 'string' ? null : found;
}

/**
 * Looks for one field in a document or in `scope`: by what was taught or set (labels, then classes), by label, by `cw_*` class, by a
 * class that contains the property's name. The first step that finds anything decides
 * (docs/reference/connectwise-pages.md#how-we-read).
 */
export function searchField(page: PageIndex, name: FieldName, scope?: Element): FieldSearch {
  const { labels, classes, override } = page.fields[name];
  return (
    decide('override', override?.labels, (texts) => byLabel(page, texts, scope)) ??
    decide('override', override?.classes, (names) => byClass(page, names, scope)) ??
    decide('label', labels, (texts) => byLabel(page, texts, scope)) ??
    decide('class', classes, (names) => byClass(page, names, scope)) ??
    decide('part-of-class', classes, (names) => byPartOfClass(page, names, scope)) ??
    'missing'
  );
}

/** What one kind of evidence alone leads to: the self-check compares them. */
export function searchOnlyBy(kind: 'label' | 'class', page: PageIndex, name: FieldName): FieldSearch {
  const { labels, classes } = page.fields[name];
  const found =
    kind === 'label'
      ? decide('label', labels, (texts) => byLabel(page, texts, undefined))
      : decide('class', classes, (names) => byClass(page, names, undefined));
  return found ?? 'missing';
}

function decide(
  by: FoundBy,
  names: readonly string[] | undefined,
  look: (names: readonly string[]) => HostField[],
): HostField | 'ambiguous' | undefined {
  if (!names || names.length === 0) return undefined;
  const [first, ...more] = look(names);
  if (!first) return undefined;
  return more.length > 0 ? 'ambiguous' : { ...first, by };
}

function byLabel(page: PageIndex, labels: readonly string[], scope: Element | undefined): HostField[] {
  const found = new Map<HTMLElement, HostField>();
  for (const text of labels) {
    for (const label of page.labelled(labelKey(text))) {
      if ((scope && !scope.contains(label)) || !isVisible(label)) continue;
      const field = fieldOfLabel(label);
      if (field) found.set(field.anchor, field);
    }
  }
  return [...found.values()];
}

const IN_LIST = `${GRID.header.css}, ${GRID.row.css}`;
/** A value may be a `.gwt-Label` too; only labels have a title or the pod's label class. */
const LABEL_IN_CELL = '.mm_podElementLabel, label, .gwt-Label[title]';

/** The control in the label's row, from the label's cell on and before the next label; else the cell that shows the value. */
function fieldOfLabel(label: HTMLElement): HostField | null {
  const row = label.closest('tr');
  const cell = label.closest('td, th');
  if (!row || !cell || label.closest(IN_LIST)) return null;
  let shown: Element | null = null;
  for (let candidate: Element | null = cell; candidate; candidate = candidate.nextElementSibling) {
    const control = controlIn(candidate);
    if (control === 'several') return null;
    if (control) return { anchor: control, control };
    if (candidate === cell) continue;
    const isLast = candidate.nextElementSibling === null && shown === null;
    if (!isLast && isLabelCell(candidate)) break;
    shown = candidate;
  }
  return shown instanceof ownWindow(row).HTMLElement && isVisible(shown) ? { anchor: shown } : null;
}

function isLabelCell(cell: Element): boolean {
  return cell.matches('.mm_podElementLabel') || cell.querySelector(LABEL_IN_CELL) !== null;
}

function controlIn(element: Element): HostControl | 'several' | undefined {
  const controls = visibleAll<HostControl>(element, CONTROLS);
  return controls.length > 1 ? 'several' : controls[0];
}

/** Overrides are typed by users. */
const CLASS_NAME = /^[A-Za-z][\w-]*$/;

function byClass(page: PageIndex, names: readonly string[], scope: Element | undefined): HostField[] {
  const found = new Map<HTMLElement, HostField>();
  for (const name of names) {
    if (!CLASS_NAME.test(name)) continue;
    for (const element of (scope ?? page.root).getElementsByClassName(name)) {
      const field = element instanceof ownWindow(element).HTMLElement ? fieldOfClass(element) : null;
      if (field) found.set(field.anchor, field);
    }
  }
  return [...found.values()];
}

function fieldOfClass(element: HTMLElement): HostField | null {
  if (!isVisible(element)) return null;
  if (element.matches(CONTROLS)) return { anchor: element, control: element as HostControl };
  const control = controlIn(element);
  if (control === 'several') return null;
  if (control) return { anchor: control, control };
  // A value shown as text; anything with parts is a pod or a button that bears the same name.
  return element.childElementCount <= 1 && !element.querySelector('[role=button], .mm_button, a')
    ? { anchor: element }
    : null;
}

/** Short names are parts of too many others. */
const SHORTEST_PART = 9;

/** Only controls are looked at, and their visibility last: this step runs on pages with ten thousand elements. */
function byPartOfClass(page: PageIndex, names: readonly string[], scope: Element | undefined): HostField[] {
  const parts = names
    .map((name) => name.replace(/^cw_/, '').toLowerCase())
    .filter((part) => part.length >= SHORTEST_PART);
  if (parts.length === 0) return [];
  return page
    .controls()
    .filter(({ names: around }) => parts.some((part) => around.includes(part)))
    .filter(({ control }) => (!scope || scope.contains(control)) && isVisible(control))
    .map(({ control }) => ({ anchor: control, control }));
}
