import { classInBuild } from '../stable-classes.js';
import { boot } from './boot.js';

/**
 * Makes an element: `el('div.gwt-Label.mm_label', {title}, 'Text', child)`. Members that start with `on` are listeners.
 * A space-separated `class` is added to the classes of the name.
 */
export function el(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const node = document.createElement(tag);
  const given = [...classes, ...(attributes.class ?? '').split(' ')].filter(Boolean);
  node.className = given.map((one) => classInBuild(one, boot.classesGone, boot.seed)).join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'class' || value === undefined || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (key === 'style') node.style.cssText = value;
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

let lastId = 10;
/** GXT numbers its widgets as they are made, so the same field has another id after every reload and on every path. */
export function autoId() {
  lastId += 1 + Math.floor(Math.random() * 3);
  return `x-auto-${lastId}`;
}

/** Shows or hides the GXT way: hidden views stay in the document. */
export function setShown(node, isShown) {
  node.classList.toggle('x-hide-display', !isShown);
}

export function px(number) {
  return `${Math.round(number)}px`;
}
