import { gss } from './boot.js';
import { el } from './dom.js';
import { gxtWindow } from './window.js';

/** A question in a window: built at its first use, then only shown again with other words. */
export function confirmWindow(title) {
  let made = null;
  const make = () => {
    const text = el('div.gwt-HTML.cw_CwHTML', { class: gss('confirmtext') });
    const state = { text, onYes: null };
    const yes = () => {
      state.window.close();
      state.onYes();
    };
    state.window = gxtWindow(title, text, {
      width: 420,
      height: 90,
      buttons: [
        { label: 'No', icon: 'clear', onClick: () => state.window.close() },
        { label: 'Yes', icon: 'save', onClick: yes },
      ],
    });
    return state;
  };
  return {
    ask(question, onYes) {
      made ??= make();
      made.text.textContent = question;
      made.onYes = onYes;
      made.window.open();
    },
  };
}
