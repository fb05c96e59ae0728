const NAME = 'data-backup-bridge';

/**
 * Finds the one element that we put beside <body>; entrypoints/connectwise.content/style.css says the same. A plain `div`: an element
 * of a name of our own could be defined by the page as a custom element, whose constructor is given our closed root
 * (`attachInternals`).
 */
export const LAYER = `div[${NAME}]`;

export function createLayerHost(page: Document): HTMLElement {
  const host = page.createElement('div');
  host.setAttribute(NAME, '');
  return host;
}

export function isLayerHost(element: Element): boolean {
  return element.localName === 'div' && element.hasAttribute(NAME);
}
