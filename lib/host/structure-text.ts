import { LONGEST_LABEL } from '../domain/page-limits.ts';
import { tidy } from './visible.ts';

/**
 * What of a page may be stored or reported: names that its makers gave, never what its users wrote. Ids, phone and serial numbers,
 * addresses and sums are known by their digits and signs.
 */
const VALUE_LIKE = /\d{4,}|@|[A-Za-z]{2,}-\d|https?:|\$|€|£/;

/** A label's text, tidied; null where it might be a value. */
export function structureText(text: string | null | undefined): string | null {
  const name = tidy(text);
  if (name === '' || name.length > LONGEST_LABEL || VALUE_LIKE.test(name)) return null;
  return name;
}

/** A class, id or key that a program gave; null for anything else. */
export function structureName(text: string | null | undefined): string | null {
  return text && /^[A-Za-z][\w-]{0,59}$/.test(text) && !/\d{4,}/.test(text) ? text : null;
}

/**
 * `cw_*` classes name the widget's kind, too; only those of the model's property name a field
 * (docs/reference/connectwise-pages.md#fields).
 */
const KIND_CLASS = /^cw_(?:Cw[A-Z]|Psa(?!Summary)|ToolbarButton|RequiredLabel|BannerView)/;

/** Stable class names of an element that could name its field. */
export function fieldClasses(element: Element): string[] {
  return [...element.classList].filter(
    (name) => /^cw_[A-Za-z]/.test(name) && structureName(name) !== null && !KIND_CLASS.test(name),
  );
}
