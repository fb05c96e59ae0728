/** A field or column of ConnectWise's pages: how users see it named, and the class that its model property would give it. */
export interface PageField {
  /** Compared without case, outer blanks, `:`, `*` and `?`. */
  labels: readonly string[];
  /** `cw_` + model property. Where no source shows the class it follows the naming pattern and is only a second choice. */
  classes: readonly string[];
  since: string;
  evidence: string;
  /** In our own texts, where the first label alone would not say which field is meant. */
  title?: string | undefined;
}

const GUIDE_OF_2015 = '2015-10';
const PATTERN = 'class: naming pattern, unconfirmed';

/**
 * Every field that we look for, with what it is looked for by; where ConnectWise has a REST member for one, it has the member's name.
 * No one here has seen a live ConnectWise: labels come from the guides' screenshots and vendors' documents, classes
 * from public user scripts (docs/reference/connectwise-pages.md). Prefixed compiler classes (`GMDB3DUB…`), `x-auto-NN`
 * ids and positions change with every build and are never used.
 */
const fields = {
  managedId: field(
    ['Managed ID', 'Managed Id', 'Management ID'],
    ['cw_managedId', 'cw_groupIdentifier'],
    'setup-guides.md#company-step-1',
  ),
  deviceType: field(['Device Type', 'Device Types'], ['cw_deviceType'], 'setup-guides.md#company-step-1'),
  solution: field(['Solution', 'Management Solution'], ['cw_managementSolution'], 'setup-guides.md#company-step-1'),
  entryAgreement: field(
    ['Agreement', 'Default Agreement'],
    ['cw_agreement'],
    'setup-guides.md#company-step-1',
    'Agreement of a managed-id entry',
  ),
  serialNumber: field(
    ['SerialNumber', 'Serial Number', 'Serial #', 'Serial No.'],
    ['cw_serialNumber'],
    'setup-guides.md#figure-19',
  ),
  lessIncluded: field(['Less Included', 'Less Include'], ['cw_lessIncluded'], 'setup-guides.md#figure-19, Barracuda'),
  product: field(['Product', 'Product ID'], ['cw_product'], 'setup-guides.md#figure-19'),
  quantity: field(['Total Quantity', 'Quantity'], ['cw_quantity'], 'setup-guides.md#figure-19'),
  unitPrice: field(['Unit Price'], ['cw_unitPrice'], 'setup-guides.md#figure-19; class contains UnitPrice [PRICE]'),
  unitCost: field(['Unit Cost'], ['cw_unitCost'], 'setup-guides.md#figure-19; class contains UnitCost [PRICE]'),
  effectiveDate: field(['Effective Date', 'Effective'], ['cw_effectiveDate'], 'setup-guides.md#figure-19'),
  cancelledDate: field(
    ['Cancelled Date', 'Canceled Date', 'Cancelled'],
    ['cw_cancelledDate'],
    'setup-guides.md#figure-19',
  ),
  billCustomer: field(['Bill Customer', 'Bill Customer?'], ['cw_billCustomer'], 'setup-guides.md#figure-19'),
  invoiceDescription: field(['Invoice Description'], ['cw_invoiceDescription'], 'setup-guides.md#figure-19'),
  companyName: field(['Company', 'Company Name'], ['cw_company'], 'connectwise-pages.md#fields [FILL]'),
  companyId: field(['Company ID', 'Company Id'], ['cw_companyId'], 'connectwise-pages.md#fields [FILL]'),
  ticketBoard: field(
    ['Board', 'Service Board'],
    ['cw_serviceBoard'],
    'connectwise-pages.md#fields',
    'Board of a ticket',
  ),
  ticketStatus: field(['Status'], ['cw_status'], 'connectwise-pages.md#fields', 'Status of a ticket'),
  ticketSummary: field(['Summary'], ['cw_PsaSummaryHeader'], 'connectwise-pages.md#fields', 'Summary of a ticket'),
  integrationName: field(['Name'], ['cw_name'], 'setup-guides.md#figure-6', 'Name of an integration'),
  integrationSolution: field(['Solution'], ['cw_solution'], 'setup-guides.md#figure-6', 'Solution of an integration'),
  integratorLogin: field(['Integrator Login'], ['cw_integratorLogin'], 'setup-guides.md#figure-6'),
  loginBy: field(['Login By'], ['cw_loginBy'], 'setup-guides.md#figure-6'),
  portalUrl: field(['Portal URL'], ['cw_portalUrl'], 'setup-guides.md#figure-6'),
  disableNewCrossReferences: field(
    ['Disable Newly discovered Cross-References', 'Disable New Cross-References'],
    ['cw_disableNewCrossReferences', 'cw_disableNewCrossReferencesFlag'],
    'setup-guides.md#figure-6, SolarWinds',
  ),
  billingLevel: field(['Billing Level'], ['cw_billingLevel', 'cw_defaultBillingLevel'], 'setup-guides.md#figure-6'),
  matchOnSerialNumber: field(['Match on Serial Number'], ['cw_matchOnSerialNumberFlag'], 'setup-guides.md#figure-6'),
  defaultLocation: field(['Location'], ['cw_defaultLocation'], 'setup-guides.md#figure-6'),
  defaultBusinessUnit: field(['Business Unit', 'Department'], ['cw_defaultDepartment'], 'setup-guides.md#figure-6'),
  crossReferenceLevel: field(['Level'], ['cw_vendorLevel'], 'setup-guides.md#figure-7', 'Level of a cross-reference'),
  crossReferenceType: field(['Type'], ['cw_vendorType'], 'setup-guides.md#figure-7', 'Type of a cross-reference'),
  crossReferenceConfigurationType: field(['Configuration Type'], ['cw_configurationType'], 'setup-guides.md#figure-7'),
  crossReferenceAgreementType: field(['Agreement Type'], ['cw_agreementType'], 'setup-guides.md#figure-7'),
  crossReferenceProduct: field(['Product'], ['cw_product'], 'setup-guides.md#figure-7', 'Product of a cross-reference'),
  managementSolutionName: field(['Name'], ['cw_name'], 'setup-guides.md#figure-5', 'Name of a management solution'),
  managementSolutionType: field(
    ['Management IT Solution'],
    ['cw_managementItSolutionType'],
    'setup-guides.md#figure-5',
  ),
  customSolutionName: field(['Custom Solution Name'], ['cw_managementSolutionName'], 'setup-guides.md#figure-5'),
  loginName: field(['Username', 'User Name'], ['cw_globalLoginUsername'], 'setup-guides.md#figure-5 and #figure-6'),
  loginPassword: field(['Password'], ['cw_globalLoginPassword'], 'setup-guides.md#figure-5 and #figure-6'),
  statusDescription: field(['Status Description'], ['cw_statusDescription'], 'setup-guides.md#figure-1'),
  statusBoard: field(['Board'], ['cw_board'], 'setup-guides.md#figure-1', 'Board of a status'),
  externalIntegrationXRef: field(
    ['External Integration XRef'],
    ['cw_externalIntegrationXRef'],
    'setup-guides.md#figure-1',
  ),
  closedStatus: field(
    ['Closed Status?', 'Closed Status'],
    ['cw_closedStatus'],
    'setup-guides.md#figure-1',
    'Closed Status',
  ),
  statusInactive: field(['Inactive', 'Inactive?'], ['cw_inactive'], 'setup-guides.md#figure-1'),
};

export type FieldName = keyof typeof fields;

export const FIELDS: Readonly<Record<FieldName, PageField>> = fields;

export const PAGE_FIELDS = Object.keys(fields) as readonly FieldName[];

/** Returns the name of a field in our own texts. */
export function fieldTitle(field: FieldName): string {
  const { title, labels } = FIELDS[field];
  return title ?? labels[0] ?? field;
}

function field(labels: readonly string[], classes: readonly string[], evidence: string, title?: string): PageField {
  return { labels, classes, since: GUIDE_OF_2015, evidence: `${evidence}; ${PATTERN}`, title };
}
