import type { FieldName, ScreenId } from '../domain/page-screens.ts';

/** Headers that a list must show to be the one meant (columns can be moved and removed by the user), and those read besides. */
export interface ListParts {
  required: readonly FieldName[];
  others: readonly FieldName[];
  evidence?: string;
}

export const LISTS = {
  managedIds: {
    required: ['managedId', 'deviceType'],
    others: ['solution', 'entryAgreement'],
    evidence: 'setup-guides.md#figure-17',
  },
  additions: {
    required: ['serialNumber', 'product', 'quantity'],
    others: ['lessIncluded', 'unitPrice', 'effectiveDate', 'cancelledDate', 'invoiceDescription'],
    evidence: 'betterinvoice column list, connectwise-pages.md#screens-that-are-checked',
  },
  crossReferences: {
    required: ['crossReferenceLevel', 'crossReferenceType', 'crossReferenceProduct'],
    others: ['crossReferenceConfigurationType', 'crossReferenceAgreementType'],
    evidence: 'setup-guides.md#figure-7',
  },
  integrations: {
    required: ['integrationName', 'integrationSolution'],
    others: ['loginBy'],
    evidence: 'setup-guides.md#2022-managed-id',
  },
  integrationCompanies: {
    required: ['companyName', 'companyId'],
    others: [],
    evidence: 'setup-guides.md#2022-managed-id',
  },
} as const satisfies Record<string, ListParts>;

/** Fields that a form must have to be the one meant, and those looked for besides. */
export interface FormParts {
  required: readonly FieldName[];
  others: readonly FieldName[];
  /** The screen holds nothing but this form, in several pods: the others may stand anywhere on it. */
  wholePage?: boolean;
  evidence?: string;
}

export const FORMS = {
  managedId: {
    required: ['managedId', 'deviceType'],
    others: ['solution', 'entryAgreement'],
    evidence: 'setup-guides.md#figure-13 and #figure-16',
  },
  addition: {
    required: ['serialNumber', 'lessIncluded', 'unitPrice'],
    others: ['product', 'quantity', 'unitCost', 'effectiveDate', 'cancelledDate', 'billCustomer', 'invoiceDescription'],
    evidence: 'setup-guides.md#figure-19',
  },
  integration: {
    required: ['integratorLogin', 'loginBy'],
    others: [
      'integrationName',
      'integrationSolution',
      'portalUrl',
      'disableNewCrossReferences',
      'billingLevel',
      'matchOnSerialNumber',
      'defaultLocation',
      'defaultBusinessUnit',
      'loginName',
      'loginPassword',
    ],
    wholePage: true,
    evidence: 'setup-guides.md#figure-6',
  },
  crossReference: {
    required: ['crossReferenceLevel', 'crossReferenceType'],
    others: ['crossReferenceConfigurationType', 'crossReferenceAgreementType', 'crossReferenceProduct'],
    evidence: 'setup-guides.md#figure-7',
  },
  // The custom name is not required: it may be there for the type Custom alone, and another type is what we look for.
  managementSolution: {
    required: ['managementSolutionName', 'managementSolutionType'],
    others: ['customSolutionName', 'loginName', 'loginPassword'],
    wholePage: true,
    evidence: 'setup-guides.md#figure-5',
  },
  boardStatus: {
    required: ['statusDescription', 'externalIntegrationXRef'],
    others: ['statusBoard', 'closedStatus', 'statusInactive'],
    wholePage: true,
    evidence: 'setup-guides.md#figure-1',
  },
} as const satisfies Record<string, FormParts>;

/** What each screen should show, where it shows a form or a list of ours. */
export const SCREEN_PARTS: Partial<Record<ScreenId, { form?: FormParts; list?: ListParts }>> = {
  'company-management': { list: LISTS.managedIds },
  'agreement-additions': { list: LISTS.additions },
  'agreement-addition': { form: FORMS.addition },
  'integration-list': { list: LISTS.integrations },
  'integration-details': { form: FORMS.integration, list: LISTS.crossReferences },
  'integration-companies': { list: LISTS.integrationCompanies },
  'integration-company': { list: LISTS.managedIds },
  'managed-id-entry': { form: FORMS.managedId },
  'management-solution': { form: FORMS.managementSolution },
  'board-status': { form: FORMS.boardStatus },
};
