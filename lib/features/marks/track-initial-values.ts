import type { HostForm } from '../../host/forms.ts';

/** What of a reading the page itself never changes while a record stays open: when it does, it shows another record. */
type Typed<T> = (reading: T) => string;

/**
 * What a form showed before the user touched it. Fields are filled late (docs/reference/connectwise-pages.md#fields),
 * so the reading is renewed until the first key; afterwards it stays, to tell which stored record is being edited.
 * Widgets are pooled: the same form is filled again for the next record, perhaps under the same address. That is recognized
 * by what only typing changes having changed without typing.
 */
export function trackInitialValues<T>(
  read: (form: HostForm) => T,
  typed: Typed<T>,
  signal: AbortSignal,
): (form: HostForm) => T {
  let touched = false;
  let touchedLately = false;
  let last: string | undefined;
  let opened: T | undefined;
  const listened = new WeakSet<Node>();
  const touch = (): void => {
    touched = true;
    touchedLately = true;
  };
  return (form) => {
    if (!listened.has(form.scope)) {
      listened.add(form.scope);
      // All come before the value changes. The page's own filling makes none; our own write makes a keydown.
      for (const type of ['beforeinput', 'keydown', 'pointerdown']) {
        form.scope.addEventListener(type, touch, { capture: true, signal });
      }
    }
    const reading = read(form);
    const now = typed(reading);
    if (now !== last && !touchedLately) touched = false;
    if (!touched || opened === undefined) opened = reading;
    last = now;
    touchedLately = false;
    return opened;
  };
}
