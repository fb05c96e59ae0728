import { gss, t } from './boot.js';
import { el, px, setShown } from './dom.js';

/**
 * Tabs of a record: `[{key, label}]`. Bodies are made when first shown and stay in the document afterwards. The markup of
 * the real tab strip is unknown; this is GXT's.
 */
export function tabPanel(tabs, top, { onSelect, build }) {
  const bodies = new Map();
  const items = new Map(
    tabs.map(({ key, label }) => [
      key,
      el('li', { role: 'tab', onclick: () => onSelect(key) }, el('span.x-tab-strip-text', {}, t(label))),
    ]),
  );
  const strip = el('ul.x-tab-strip', { role: 'tablist' }, ...items.values());
  const holder = el('div', {}, strip);
  return {
    element: holder,
    /** Shows a tab and gives what `build(key)` made for it. */
    show(key) {
      if (!bodies.has(key)) {
        const content = build(key);
        const body = el('div', { class: gss('tabbody'), style: `top:${px(top)}`, role: 'tabpanel' }, content.element);
        bodies.set(key, { body, content });
        holder.append(body);
      }
      for (const [name, { body }] of bodies) setShown(body, name === key);
      for (const [name, item] of items) {
        item.classList.toggle('x-tab-strip-active', name === key);
        item.setAttribute('aria-selected', String(name === key));
      }
      return bodies.get(key).content;
    },
  };
}
