import type { FoundBy } from '../domain/page-report.ts';
import { tidy } from './visible.ts';

/** A field found on the page: one control, or the cell that shows its value where the screen is read-only. */
export interface HostField {
  /** Where a mark is placed: the control, else the value's cell. */
  anchor: HTMLElement;
  /** What led to it. Absent in readings that do not say it. */
  by?: FoundBy;
  /** Absent where the value is shown as text. */
  control?: HostControl;
}

export type HostControl = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What is shown for a password that is there: its text is never read. */
export const MASKED = '••••••';

/** The value as typed or shown; a checkbox gives `true` or `false`, a password that is not blank `MASKED`. */
export function fieldText(field: HostField): string {
  const { control, anchor } = field;
  if (!control) return tidy(anchor.textContent) || pictureText(anchor);
  if (isInput(control) && control.type === 'checkbox') return String(control.checked);
  if (isInput(control) && control.type === 'password') return isBlank(field) ? '' : MASKED;
  if (control instanceof ownWindow(control).HTMLSelectElement) return tidy(control.selectedOptions[0]?.textContent);
  return control.value;
}

/** Whether the field is empty; all that is ever read of a password. */
export function isBlank(field: HostField): boolean {
  const { control } = field;
  if (control && isInput(control) && control.type === 'password') return control.value.length === 0;
  return tidy(fieldText(field)) === '';
}

const YES = /^(?:true|yes|y|on|checked|x|[✓✔☑☒✗])$/i;
const NO = /^(?:false|no|n|off|unchecked|not checked|☐)$/i;

/** A check box, or how a read-only screen shows one: `Yes`, `✓`, an image with such a name. null: it does not say. */
export function isChecked(field: HostField): boolean | null {
  const text = tidy(fieldText(field));
  if (YES.test(text)) return true;
  return NO.test(text) ? false : null;
}

/** Whether a user could type here now. */
export function isEditable(field: HostField): boolean {
  const { control } = field;
  return control !== undefined && !control.disabled && !('readOnly' in control && control.readOnly);
}

/** A frame has its own constructors, so `instanceof` must ask the element's own window. */
export function ownWindow(element: Element): typeof globalThis {
  return (element.ownerDocument.defaultView ?? globalThis) as typeof globalThis;
}

function isInput(control: HostControl): control is HTMLInputElement {
  return control instanceof ownWindow(control).HTMLInputElement;
}

/** What an image or a drawn check box says in place of text. */
function pictureText(anchor: HTMLElement): string {
  const drawn = anchor.matches('[aria-checked]') ? anchor : anchor.querySelector('[aria-checked]');
  if (drawn) return drawn.getAttribute('aria-checked') ?? '';
  const image = anchor.querySelector('img');
  return tidy(image?.getAttribute('alt') || image?.getAttribute('title'));
}
