import type { CrossReferenceDraft, IntegrationDraft } from '../../domain/rules/setup/setup-rules.ts';
import type { HostGrid, HostRow } from '../../host/grids.ts';
import type { SetupForm } from '../marks/setup-form.ts';

/** Integration Details (docs/reference/setup-guides.md#figure-6). Of the login only whether it is filled in. */
export function readIntegration(form: SetupForm): IntegrationDraft {
  return {
    ...form.exact('name', 'integrationName'),
    ...form.exact('solution', 'integrationSolution'),
    ...form.word('loginBy', 'loginBy'),
    ...form.flag('disableNewCrossReferences', 'disableNewCrossReferences'),
    ...form.word('billingLevel', 'billingLevel'),
    ...form.flag('matchOnSerialNumber', 'matchOnSerialNumber'),
    ...form.chosen('portalUrl', 'portalUrl'),
    ...form.chosen('defaultLocation', 'defaultLocation'),
    ...form.chosen('defaultBusinessUnit', 'defaultBusinessUnit'),
    ...form.filled('hasLoginName', 'loginName'),
    ...form.filled('hasLoginPassword', 'loginPassword'),
  };
}

/** One cross-reference while it is made or edited. */
export function readCrossReference(form: SetupForm): CrossReferenceDraft {
  return {
    ...form.exact('type', 'crossReferenceType'),
    ...form.exact('level', 'crossReferenceLevel'),
    ...form.chosen('configurationType', 'crossReferenceConfigurationType'),
    ...form.chosen('agreementType', 'crossReferenceAgreementType'),
    ...form.chosen('product', 'crossReferenceProduct'),
  };
}

/**
 * The rows of the list as it is now (docs/reference/setup-guides.md#figure-7). A row without any text is one that is
 * still being filled.
 */
export function readCrossReferences(list: HostGrid): CrossReferenceDraft[] {
  return list.rows.flatMap(({ cells }, row) => {
    if (isUnfilled(cells)) return [];
    return {
      row,
      ...member('type', cells.crossReferenceType),
      ...member('level', cells.crossReferenceLevel),
      ...member('configurationType', cells.crossReferenceConfigurationType),
      ...member('agreementType', cells.crossReferenceAgreementType),
      ...member('product', cells.crossReferenceProduct),
    };
  });
}

/**
 * Whether the list shows all that there is: rows are filled late and recycled while scrolling
 * (docs/reference/connectwise-pages.md#grids), and a filter above the columns hides some. An empty list may be one that
 * is still read, so it is not complete either.
 */
export function isComplete({ header, rows }: HostGrid): boolean {
  const [first] = rows;
  if (!first || rows.some(({ cells }) => isUnfilled(cells))) return false;
  let around: Element | null = first.element.parentElement;
  while (around && !around.contains(header)) {
    if (around.scrollHeight > around.clientHeight + 1 && around.clientHeight > 0) return false;
    around = around.parentElement;
  }
  const filters = around?.querySelectorAll<HTMLInputElement>('input[id$="-input"], .cw-ml-header input') ?? [];
  return [...filters].every(({ type, value }) => type === 'checkbox' || value === '');
}

function isUnfilled(cells: HostRow['cells']): boolean {
  return Object.values(cells).every((text) => !text);
}

function member<K extends keyof CrossReferenceDraft>(key: K, value: CrossReferenceDraft[K]): CrossReferenceDraft {
  return value === undefined ? {} : { [key]: value };
}
