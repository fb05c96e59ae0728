import { gss, t } from './boot.js';
import { el, px, setShown } from './dom.js';
import { surface } from './surface.js';
import { button } from './toolbar.js';

/** A cross on a transparent square: the close image of a GXT window. */
const CROSS =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 14 14"><path d="M2 2l10 10M12 2L2 12" stroke="#fff" stroke-width="2"/></svg>',
  );

/** A window on the body: built once, then only shown again. `buttons` are `{label, icon, onClick}`. */
export function gxtWindow(title, content, { width, height, buttons = [] }) {
  const mask = el('div', { class: gss('mask') });
  const close = () => {
    setShown(mask, false);
    setShown(node, false);
  };
  const foot = buttons.map(({ label, icon, onClick }, index) =>
    el(
      'div',
      { class: gss('toolbutton'), style: `right:${px(12 + index * 96)};top:7px;position:absolute` },
      button(label, icon, onClick),
    ),
  );
  const node = el(
    'div.cw-gxt-wnd',
    { role: 'dialog', 'aria-label': title, style: `width:${px(width)}` },
    el(
      'div.x-panel-toolbar',
      { class: gss('wndhead') },
      el('span', {}, t(title)),
      el('img.cw-gxt-wnd-cls.mm_icon', { src: CROSS, alt: 'Close', onclick: close }),
    ),
    el('div', { class: gss('wndbody'), style: `height:${px(height)}` }, content),
    el('div', { class: gss('wndfoot') }, ...foot),
  );
  setShown(mask, false);
  setShown(node, false);
  surface.body.append(mask, node);
  return {
    element: node,
    close,
    open() {
      const view = surface.body.getBoundingClientRect();
      node.style.left = px((view.width - width) / 2);
      node.style.top = px(Math.max(20, (view.height - height - 80) / 2));
      setShown(mask, true);
      setShown(node, true);
    },
  };
}
