import { LONGEST_LABEL } from '../domain/page-limits.ts';
import type { HostControl } from './fields.ts';
import { labelKey, labelText } from './labels.ts';
import { FIELD_ROW, type FieldTable, GRID, LABELS } from './selectors.ts';

/**
 * One document as seen at one look: the labels and lists that any screen of ours could be made of, collected once, because a busy
 * page has ten thousand elements and most of them say nothing to us. Nothing here asks for layout: visibility is asked later,
 * of the few that match. Thrown away after the look, since widgets are pooled and rows recycled.
 */
export interface PageIndex {
  root: Document;
  fields: FieldTable;
  /** Elements that carry the label with this key (`labelKey`), visible or not, in document order. */
  labelled(key: string): readonly HTMLElement[];
  /** Header strips of lists, visible or not. */
  headers(): readonly HTMLElement[];
  /** Every control with the class names around it, in lower case. */
  controls(): readonly NamedControl[];
}

export interface NamedControl {
  control: HostControl;
  names: string;
}

export const CONTROLS = 'input:not([type=hidden]):not([type=button]):not([type=submit]), textarea, select';

/** Only labels in a table row can have a field beside them; leaving the others to the browser keeps looks cheap. */
const LABEL_CSS = `${LABELS.map((label) => `tr ${label.css}`).join(', ')}, ${FIELD_ROW.css} > td:first-child`;
const NONE: readonly HTMLElement[] = [];

export function indexPage(root: Document, fields: FieldTable): PageIndex {
  let labels: Map<string, HTMLElement[]> | undefined;
  let headers: readonly HTMLElement[] | undefined;
  let controls: readonly NamedControl[] | undefined;
  return {
    root,
    fields,
    labelled(key) {
      labels ??= collectLabels(root, wordsOf(fields));
      return labels.get(key) ?? NONE;
    },
    headers() {
      headers ??= [...root.querySelectorAll<HTMLElement>(GRID.header.css)];
      return headers;
    },
    controls() {
      controls ??= [...root.querySelectorAll<HostControl>(CONTROLS)].map((control) => ({
        control,
        names: `${control.className} ${control.parentElement?.className ?? ''}`.toLowerCase(),
      }));
      return controls;
    },
  };
}

function collectLabels(root: Document, words: Words): Map<string, HTMLElement[]> {
  const found = new Map<string, HTMLElement[]>();
  const elements = root.querySelectorAll<HTMLElement>(LABEL_CSS);
  for (let index = 0; index < elements.length; index += 1) {
    const element = elements[index];
    if (!element) continue;
    const key = words.keyOf(labelText(element));
    if (key === '') continue;
    const same = found.get(key);
    if (same) same.push(element);
    else found.set(key, [element]);
  }
  return found;
}

/** The label texts that a field table looks for. */
export interface Words {
  /** Key of a text that the table looks for; '' for any other. */
  keyOf(text: string): string;
}

const KEPT_TEXTS = 2_000;
const wordsByTable = new WeakMap<FieldTable, Words>();

/** A busy page has thousands of labels, the same ones at every look: each text is turned into its key once. */
export function wordsOf(fields: FieldTable): Words {
  const known = wordsByTable.get(fields);
  if (known) return known;
  const wanted = new Set<string>();
  for (const { labels, override } of Object.values(fields)) {
    for (const label of labels) wanted.add(labelKey(label));
    for (const label of override?.labels ?? []) wanted.add(labelKey(label));
  }
  const keys = new Map<string, string>();
  const words: Words = {
    keyOf(text) {
      if (text.length > LONGEST_LABEL) return '';
      let key = keys.get(text);
      if (key !== undefined) return key;
      key = labelKey(text);
      if (!wanted.has(key)) key = '';
      if (keys.size >= KEPT_TEXTS) keys.clear();
      keys.set(text, key);
      return key;
    },
  };
  wordsByTable.set(fields, words);
  return words;
}
