import type { HostForm } from '../host/forms.ts';

/**
 * What a form showed before the person touched it. Fields are filled late (cw-dom §2), so the reading is renewed until the first
 * key; afterwards it stays, to tell which stored record is being edited.
 */
export function asOpened<T>(read: (form: HostForm) => T, signal: AbortSignal): (form: HostForm) => T {
  let touched = false;
  let reading: T | undefined;
  const listened = new WeakSet<Node>();
  return (form) => {
    if (!listened.has(form.scope)) {
      listened.add(form.scope);
      // Both come before the value changes. The page's own filling makes neither; our own write makes a keydown.
      for (const type of ['beforeinput', 'keydown']) {
        form.scope.addEventListener(type, () => (touched = true), { capture: true, signal });
      }
    }
    if (!touched || reading === undefined) reading = read(form);
    return reading;
  };
}
