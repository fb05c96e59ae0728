import { tidy } from './visible.ts';

/** The label text as compared: lower case, without `:`, `*`, `?` and doubled blanks. */
export function labelKey(text: string): string {
  return tidy(text.replace(/[:*?：]/g, ' ')).toLowerCase();
}

/** What users read on a label: its `title`, else its text. */
export function labelText(element: Element): string {
  return element.getAttribute('title') || element.textContent || '';
}
