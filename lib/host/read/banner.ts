import { fieldText, findField } from '../fields.ts';
import { BANNER, BREADCRUMB, FIELDS } from '../selectors.ts';
import { tidy, visibleAll } from '../visible.ts';

export interface Banner {
  /** What the header says about the open record, e.g. `Managed Services for Angry Fox`; '' where nothing is sure. */
  text: string;
  /** Breadcrumb, outermost first, e.g. `Company Search`, `Company`. */
  trail: string[];
}

const MAX_LENGTH = 300;

/** Reads the header above the screen (cw-dom §2 "Header/banner"); a company's own form names it where the header does not. */
export function readBanner(root: Document): Banner {
  const labels = visibleAll(root, BANNER.map((entry) => entry.css).join(', '));
  const texts = labels.filter((label) => !label.matches(BREADCRUMB.css)).map((label) => tidy(label.textContent));
  const trail = visibleAll(root, BREADCRUMB.css).map((entry) => tidy(entry.textContent));
  const text = [...new Set(texts)].filter(Boolean).join(' · ') || companyInForm(root);
  return { text: text.slice(0, MAX_LENGTH), trail };
}

function companyInForm(root: Document): string {
  const name = findField(root, FIELDS.companyName);
  return name && findField(root, FIELDS.companyId) ? tidy(fieldText(name)) : '';
}
