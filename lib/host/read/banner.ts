import { fieldText } from '../fields.ts';
import { findField } from '../find-field.ts';
import type { PageIndex } from '../page-index.ts';
import { BANNER, BREADCRUMB } from '../selectors.ts';
import { tidy, visibleAll } from '../visible.ts';

export interface Banner {
  /** What the header says about the open record, e.g. `Managed Services for Angry Fox`; '' where nothing is sure. */
  text: string;
  /** Breadcrumb, outermost first, e.g. `Company Search`, `Company`. */
  trail: string[];
}

const MAX_LENGTH = 300;
const MAX_TRAIL = 12;
const BANNER_CSS = BANNER.map((entry) => entry.css).join(', ');

/**
 * Reads the header above the screen (docs/reference/connectwise-pages.md#header): the top document's, else that of the
 * one frame that has one; a company's own form names it where no header does.
 */
export function readBanner(pages: readonly PageIndex[]): Banner {
  const found = pages.map(({ root }) => inDocument(root)).filter(({ text, trail }) => text !== '' || trail.length > 0);
  const [first, ...more] = found;
  // Without a header in the top document, two frames with one each are two open records.
  const sure = more.length === 0 || (pages[0] && first && isOf(pages[0].root, first)) ? first : undefined;
  const text = sure?.text || (more.length === 0 && pages[0] ? companyInForm(pages[0]) : '');
  return { text: text.slice(0, MAX_LENGTH), trail: sure?.trail ?? [] };
}

interface Found extends Banner {
  root: Document;
}

function isOf(root: Document, found: Found): boolean {
  return found.root === root;
}

function inDocument(root: Document): Found {
  const labels = visibleAll(root, BANNER_CSS).filter((label) => !label.matches(BREADCRUMB.css));
  const texts = labels.map((label) => tidy(label.textContent));
  const trail = visibleAll(root, BREADCRUMB.css).map((entry) => tidy(entry.textContent).slice(0, MAX_LENGTH));
  return { root, text: [...new Set(texts)].filter(Boolean).join(' · '), trail: trail.slice(-MAX_TRAIL) };
}

function companyInForm(page: PageIndex): string {
  const name = findField(page, 'companyName');
  return name && findField(page, 'companyId') ? tidy(fieldText(name)) : '';
}
