/**
 * Hidden old views stay in the document and widgets are pooled (docs/reference/connectwise-pages.md#screens): nothing
 * counts that is not visible.
 */
export function isVisible(element: Element): boolean {
  if (element.closest('[hidden], [aria-hidden="true"]')) return false;
  // checkVisibility sees display:none and visibility:hidden of any ancestor; the rects see zero-sized and detached ones.
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  return element.getClientRects().length > 0;
}

/** Visible elements that match, in document order. */
export function visibleAll<E extends Element = HTMLElement>(root: ParentNode, css: string): E[] {
  return [...root.querySelectorAll<E>(css)].filter(isVisible);
}

/** Text for users: blanks joined, none outside. */
export function tidy(text: string | null | undefined): string {
  return (text ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
}
