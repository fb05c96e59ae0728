import { busyPage } from './busy-page.js';
import { boot, gss } from './ui/boot.js';
import { el, setShown } from './ui/dom.js';

/** Two of a kind: the record that was left stays in the document, hidden, with its values, until its view is needed. */
const VIEWS_PER_SCREEN = 2;

/**
 * Views by screen. A view is built when first needed and then filled again for other records
 * (docs/reference/connectwise-pages.md#screens): the same inputs hold one record now and another one later.
 */
export function viewPool(holder, builders) {
  const slots = [];
  let uses = 0;
  const busy = boot.busyNodes > 0 ? busyPage(boot.busyNodes) : '';

  function slotFor(screen, record) {
    const same = slots.filter((slot) => slot.screen === screen);
    // Two open records keep a view each.
    if (boot.twoRecords) return same[0] ?? make(screen);
    const open = same.find((slot) => slot.record === record);
    if (open) return open;
    if (same.length < VIEWS_PER_SCREEN) return make(screen);
    return same.reduce((oldest, slot) => (slot.lastUse < oldest.lastUse ? slot : oldest));
  }

  function make(screen) {
    const view = builders[screen]();
    const element = el('div.cw-ViewRoot', { class: gss('view') }, view.element);
    const slot = { screen, view, element };
    holder.append(element);
    slots.push(slot);
    return slot;
  }

  return {
    /** The view for a second record of the kind that is shown, below it. */
    openBelow(screen) {
      const [above, below = make(screen)] = slots.filter((slot) => slot.screen === screen);
      above.element.classList.add(boot.classes.viewabove);
      below.element.classList.add(boot.classes.viewbelow);
      setShown(below.element, true);
      return below.view;
    },
    /** The view for a record, now the only one shown. */
    open(screen, record) {
      const slot = slotFor(screen, record);
      slot.record = record;
      slot.lastUse = ++uses;
      for (const other of slots) setShown(other.element, other === slot);
      slot.element.classList.remove(boot.classes.viewabove);
      slot.element.append(busy);
      return slot.view;
    },
  };
}
