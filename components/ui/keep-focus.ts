/** What a field, or a row, offers to work with. */
const CONTROLS = 'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea, summary';

/**
 * Keeps the focus of a user who works by keyboard or ear where it was: when what has it is taken away, hidden or disabled, a control
 * of the same field or row takes it, else the heading before it. A view that gives the focus to something else by itself goes first.
 * @param signal ends it
 */
export function keepFocus(signal: AbortSignal): void {
  let last: { element: Element; next: () => HTMLElement | undefined } | undefined;
  const give = () => {
    if (!last || signal.aborted || !document.hasFocus() || !isLost(last.element)) return;
    const target = last.next();
    if (!target) return;
    if (!target.matches(CONTROLS)) target.tabIndex = -1;
    target.focus();
  };
  // What a view does by itself, it does after the next frame.
  const giveLater = () => requestAnimationFrame(() => requestAnimationFrame(give));
  const observer = new MutationObserver(() => {
    if (last && isLost(last.element)) giveLater();
  });
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden'],
  });
  const listen = { capture: true, signal };
  addEventListener(
    'focusin',
    ({ target }) => {
      if (target instanceof Element) last = { element: target, next: successorOf(target) };
    },
    listen,
  );
  // A click beside everything takes the focus away on purpose; one on a control brings it back at once.
  addEventListener('pointerdown', () => (last = undefined), listen);
  addEventListener('focus', giveLater, listen);
  signal.addEventListener('abort', () => observer.disconnect());
}

/** Whether the element had the focus and can have it no longer, and nothing else has taken it. */
function isLost(element: Element): boolean {
  const { activeElement, body } = document;
  if (activeElement !== null && activeElement !== body && activeElement !== element) return false;
  return !isThere(element) || element.matches(':disabled');
}

function isThere(element: Element): boolean {
  return element.isConnected && element.checkVisibility();
}

/** Remembers what is around an element, for the time when it is gone. */
function successorOf(element: Element): () => HTMLElement | undefined {
  const group = element.closest('.bb-field, li, tr');
  const isBefore = (other: Element) =>
    Boolean(other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) && other !== element;
  const headings = [...document.querySelectorAll<HTMLElement>('h1, h2, h3, h4, legend')].filter(isBefore).reverse();
  const main = element.closest<HTMLElement>('main');
  return () => {
    const controls = group?.isConnected ? [...group.querySelectorAll<HTMLElement>(CONTROLS)] : [];
    const places = [...controls, ...headings, ...(main ? [main] : [])];
    return places.find((place) => isThere(place) && !place.matches('.bb-visually-hidden'));
  };
}
