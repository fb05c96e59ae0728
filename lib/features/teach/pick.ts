import { hostDocuments } from '../../host/documents.ts';

export interface Pointing {
  /** What would be picked now: under the pointer, or focused; null: nothing. */
  onHover(element: Element | null): void;
  onPick(element: Element): void;
  onCancel(): void;
  /** Events in our own layer are skipped. */
  isOurs(event: Event): boolean;
}

/** All that one click sends; the page must not react to any of it. */
const CLICK = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick'];
const TOUCH = ['touchstart', 'touchend'];
const KEYS = ['keydown', 'keypress', 'keyup'];
/** A disabled field has no click, but the pointer's own events. */
const NO_CLICK_MS = 120;

/**
 * Lets the user point at one element, by mouse, pen, finger or keyboard, and keeps that one click or key from the page. Listens at
 * the windows of the page and of its same-origin frames, before anything inside. Ends with the signal.
 * @returns looks for frames that came since; to be called now and then.
 */
export function pickElement(top: Document, signal: AbortSignal, reported: Pointing): () => void {
  const listening = new WeakSet<Document>();
  let held: string | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const pick = (element: Element): void => {
    clearTimeout(waiting);
    if (!signal.aborted) reported.onPick(fieldAt(element));
  };
  const onPointer = (event: Event): void => {
    const target = elementOf(event);
    const button = 'button' in event ? event.button : 0;
    if (reported.isOurs(event) || !target || (typeof button === 'number' && button > 0)) return;
    swallow(event);
    if (event.type === 'click') pick(target);
    if (event.type === 'pointerup') waiting = setTimeout(() => pick(target), NO_CLICK_MS);
  };
  const onKey = (event: Event): void => {
    const key = 'key' in event ? event.key : '';
    if (key !== 'Escape' && (key !== 'Enter' || reported.isOurs(event))) return;
    swallow(event);
    if (event.type === 'keydown') held = key;
    // Only when it is let go: the page would otherwise see the end of a key that it never saw pressed.
    if (event.type !== 'keyup' || held !== key) return;
    held = null;
    const target = elementOf(event);
    if (key === 'Escape') reported.onCancel();
    else if (target && !isGround(target)) pick(target);
  };
  const onHover = (event: Event): void => {
    const target = reported.isOurs(event) ? null : elementOf(event);
    reported.onHover(target && !isGround(target) ? fieldAt(target) : null);
  };

  const attach = (root: Document): void => {
    const view = root.defaultView;
    if (!view || listening.has(root)) return;
    listening.add(root);
    for (const type of CLICK) view.addEventListener(type, onPointer, { capture: true, signal });
    // Not prevented, only hidden: a prevented touch has no click.
    for (const type of TOUCH)
      view.addEventListener(type, (event) => reported.isOurs(event) || event.stopImmediatePropagation(), {
        capture: true,
        passive: true,
        signal,
      });
    for (const type of KEYS) view.addEventListener(type, onKey, { capture: true, signal });
    for (const type of ['pointerover', 'focusin'])
      view.addEventListener(type, onHover, { capture: true, passive: true, signal });
  };
  const attachAll = (): void => {
    for (const root of hostDocuments(top)) attach(root);
  };
  signal.addEventListener('abort', () => clearTimeout(waiting));
  attachAll();
  return attachAll;
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** What the event happened at, also inside a frame, whose elements have constructors of their own. */
function elementOf(event: Event): Element | null {
  const target = event.composedPath()[0] ?? event.target;
  return target && 'nodeType' in target && target.nodeType === 1 ? (target as Element) : null;
}

/** The control that is meant, where a part of it or its label was hit. */
function fieldAt(element: Element): Element {
  const control = element.closest('input, textarea, select');
  const label = element.closest('label');
  return control ?? label?.control ?? element;
}

function isGround(element: Element): boolean {
  return element.matches('html, body');
}
