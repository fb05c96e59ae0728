import type { HostField } from './fields.ts';
import { fieldText, isEditable } from './fields.ts';
import { isVisible } from './visible.ts';

export type WriteOutcome = 'written' | 'changed-since-read' | 'not-editable' | 'refused-by-page';

/**
 * Puts a value into one field the way the page's framework notices: native setter, then the events of typing, then the
 * value read back (docs/reference/connectwise-pages.md#writing-values). Only a click on "Use …" calls this. `expected`
 * is the text the user was shown a correction for and `stillSame` whether the same record is open: a pooled widget may
 * hold another record by now.
 */
export function writeField(field: HostField, value: string, expected: string, stillSame: () => boolean): WriteOutcome {
  const { control } = field;
  if (!control || !isEditable(field)) return 'not-editable';
  if (!control.isConnected || !isVisible(control) || fieldText(field) !== expected || !stillSame())
    return 'changed-since-read';
  control.focus();
  setNatively(control, value);
  for (const type of ['keydown', 'input', 'keyup', 'change', 'blur']) {
    control.dispatchEvent(new Event(type, { bubbles: type !== 'blur' }));
  }
  return control.value === value ? 'written' : 'refused-by-page';
}

/** GXT wraps `value` on the instance; the prototype's setter is the one that the browser itself uses. */
function setNatively(control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set;
  if (setter) setter.call(control, value);
  else control.value = value;
}
