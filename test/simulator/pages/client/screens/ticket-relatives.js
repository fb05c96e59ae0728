import { gss } from '../ui/boot.js';
import { el, setShown } from '../ui/dom.js';

/** Tells of a merged ticket where it lives on, of a child its parent, of a parent its children. Wording is ours. */
export function ticketRelatives(app) {
  const element = el('div.x-hide-display', { class: gss('stamp') });
  const link = ({ serviceRecID }) =>
    el(
      'a.multilineClickable',
      {
        href: 'javascript:;',
        class: gss('link'),
        onclick: (event) => {
          event.preventDefault();
          app.go({ screen: 'ticket', ticket: serviceRecID });
        },
      },
      `#${serviceRecID}`,
    );
  const line = (...parts) => el('div', {}, ...parts);
  return {
    element,
    set({ mergedInto, parent, children }) {
      const lines = [
        mergedInto && line('This ticket was merged into ', link(mergedInto), `: ${mergedInto.summary}`),
        parent && line('This ticket is a child of ', link(parent), `: ${parent.summary}`),
        children.length > 0 && line('Child tickets: ', ...children.flatMap((child) => [link(child), ' '])),
      ].filter(Boolean);
      element.replaceChildren(...lines);
      setShown(element, lines.length > 0);
    },
  };
}
