import { fromAnyContent, nothing } from './declaration.ts';

export const PAGE = {
  /** Runs the in-page features beside the content script that asks: in the tab and frame that the browser names, no other. */
  'page.load-features': fromAnyContent(nothing).answers<null>(),
};
