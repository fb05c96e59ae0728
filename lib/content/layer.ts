import { type ComponentChild, render } from 'preact';
import { trustRoot } from './genuine-events.ts';
import { createLayerHost } from './layer-host.ts';

/**
 * Our own layer over the page: one element beside <body> with a shadow root, fixed to the viewport. Nothing of ours is
 * ever put into ConnectWise's layout, and its style sheets (`span, td, a { font-family: … !important }`) do not reach in.
 */
export interface Layer {
  /** A place for one feature's view; empty and gone when the signal aborts. */
  place(name: string, signal: AbortSignal): Place;
  /** Where our own panel is now, in the viewport: what is smaller keeps clear of it. */
  panels(): DOMRect[];
}

export interface Place {
  element: HTMLElement;
  /** Draws, or draws again. */
  show(view: ComponentChild): void;
}

/** Marks the view that keeps its place, and that the others keep clear of. */
const PANEL = '[data-panel]';

/** Events that ConnectWise's global handlers must not see while the user works in our layer (hot keys, drag, close-on-click). */
const KEPT_INSIDE = [
  'keydown',
  'keyup',
  'keypress',
  'mousedown',
  'mouseup',
  'click',
  'wheel',
  'focusin',
  'input',
  'change',
];

export function createLayer(
  page: Document,
  css: string,
  signal: AbortSignal,
  /** Whether an event comes from a user; a page script's synthetic click must not press a button of ours. */
  fromUser: (event: Event) => boolean = (event) => event.isTrusted,
): Layer {
  const host = createLayerHost(page);
  // Above their dialogs only where our own parts are; the layer itself lets every click through. Hidden but for the manifest's style
  // sheet (entrypoints/connectwise.content/style.css): Firefox takes that away with the extension, but stops us before we can go.
  host.style.cssText =
    'all: initial; position: fixed; inset: 0; pointer-events: none; z-index: 2147483000; display: none; contain: layout style;';
  const root = host.attachShadow({ mode: 'closed' });
  trustRoot(root);
  addStyle(root, css);
  for (const type of ['click', 'keydown', 'input', 'change']) {
    root.addEventListener(type, (event) => fromUser(event) || refuse(event), true);
  }
  for (const type of KEPT_INSIDE) host.addEventListener(type, (event) => event.stopPropagation());
  signal.addEventListener('abort', () => host.remove());

  return {
    panels: () => [...root.querySelectorAll(PANEL)].map((panel) => panel.getBoundingClientRect()),
    place(name, placeSignal) {
      const element = page.createElement('div');
      element.className = `bb-place bb-${name}`;
      root.append(element);
      // Re-attached at every use: an app that rebuilds <html> would otherwise lose us for good.
      if (!host.isConnected && !signal.aborted) page.documentElement.append(host);
      placeSignal.addEventListener('abort', () => {
        render(null, element);
        element.remove();
      });
      return {
        element,
        show(view) {
          if (!placeSignal.aborted) render(view, element);
        },
      };
    },
  };
}

function refuse(event: Event): void {
  event.stopImmediatePropagation();
  event.preventDefault();
}

/** Constructed sheets need no inline style; Firefox refuses them across its content script boundary. */
function addStyle(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = root.ownerDocument.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}
