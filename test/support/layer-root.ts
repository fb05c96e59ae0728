import { LAYER } from '../../lib/content/layer-host.ts';

/*
 * The layer's shadow root is closed: no script of a page reaches it, and neither does a test. From the import of this file on, every
 * root that is made in this document is remembered; the product is not changed by it.
 */
const roots = new WeakMap<Element, ShadowRoot>();
const { attachShadow } = Element.prototype;

Element.prototype.attachShadow = function rememberRoot(init) {
  const root = attachShadow.call(this, init);
  roots.set(this, root);
  return root;
};

/** Returns the root of our layer over the page, as long as the layer is in the document. */
export function layerRoot(host: Element | null = document.querySelector(LAYER)): ShadowRoot | undefined {
  return host ? roots.get(host) : undefined;
}
