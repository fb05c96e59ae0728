import { Refusal } from '../rpc.js';
import { boot, gss, t } from './boot.js';
import { el, setShown } from './dom.js';

/** What is at the top of a form: the sentence for the user, and when the record was last stored. */
export function messageArea() {
  // Class names of the real message area are unknown: it has none but the compiler's.
  const message = el('div.gwt-HTML.cw_CwHTML.x-hide-display', { class: gss('message'), role: 'status' });
  const stamp = el('div.gwt-Label.mm_label.x-hide-display', { class: gss('stamp') });
  const error = (text) => {
    message.textContent = text;
    message.classList.add(boot.classes.error);
    setShown(message, true);
  };
  return {
    element: el('div', {}, message, stamp),
    info(text) {
      message.textContent = t(text);
      message.classList.remove(boot.classes.error);
      setShown(message, text !== '');
    },
    error,
    /** Runs what a button does; a refusal of the server is reported here. */
    async attempt(action) {
      try {
        await action();
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        error(refusal.message);
      }
    },
    stamp(text) {
      stamp.textContent = text;
      setShown(stamp, text !== '');
    },
  };
}
