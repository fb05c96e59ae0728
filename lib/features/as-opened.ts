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
      // The page's own filling makes no trusted events; a person's typing does.
      form.scope.addEventListener('beforeinput', (event) => (touched ||= event.isTrusted), { capture: true, signal });
    }
    if (!touched || reading === undefined) reading = read(form);
    return reading;
  };
}
