import type { FieldName } from '../domain/page-fields.ts';
import type { PartFields } from '../domain/page-screens.ts';
import type { HostField } from './fields.ts';
import { findField } from './find-field.ts';
import type { PageIndex } from './page-index.ts';

/** A form that is open on the page: its scope, and those of its fields that were found. */
export interface HostForm {
  scope: Element;
  fields: Partial<Record<FieldName, HostField>>;
}

/**
 * The form around the fields that it must have: the smallest part of the page that holds them all. Null unless each of
 * them is there exactly once, so a hidden copy, a second open record or a renamed label leave us silent.
 */
export function findForm(page: PageIndex, parts: PartFields): HostForm | null {
  const fields: HostForm['fields'] = {};
  for (const name of parts.required) {
    const field = findField(page, name);
    if (!field) return null;
    fields[name] = field;
  }
  const scope = parts.wholePage ? page.root.body : smallestAround(Object.values(fields).map((field) => field.anchor));
  if (!scope) return null;
  for (const name of parts.others) {
    const field = findField(page, name, scope);
    if (field) fields[name] = field;
  }
  return { scope, fields };
}

function smallestAround(elements: HTMLElement[]): Element | null {
  let scope: Element | null = elements[0]?.parentElement ?? null;
  while (scope && !elements.every((element) => scope?.contains(element))) scope = scope.parentElement;
  // One step out of the table body: optional rows may be in a neighbouring pod of the same form.
  return scope?.closest('form, .cw_PsaRootContainer, .cw-gxt-wnd, .main-form-view-center') ?? scope;
}
