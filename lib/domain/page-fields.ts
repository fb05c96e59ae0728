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

const S15 = '2015-10';
const PATTERN = 'class: naming pattern, unconfirmed';

/**
 * Every field that we look for, with what it is looked for by; where ConnectWise has a REST member for one, it has the member's name.
 * No one here has seen a live ConnectWise: labels come from the seeds' screenshots and vendors' documents, classes from public user
 * scripts (cw-dom). Prefixed compiler classes (`GMDB3DUB…`), `x-auto-NN` ids and positions change with every build and are never used.
 */
const fields = {
  managedId: field(['Managed ID', 'Managed Id', 'Management ID'], ['cw_managedId', 'cw_groupIdentifier'], 'S15 p.15'),
  deviceType: field(['Device Type', 'Device Types'], ['cw_deviceType'], 'S15 p.16, S22 step 11'),
  solution: field(['Solution', 'Management Solution'], ['cw_managementSolution'], 'S15 p.15'),
  entryAgreement: field(
    ['Agreement', 'Default Agreement'],
    ['cw_agreement'],
    'S15 p.16, S22 step 12',
    'Agreement of a managed-id entry',
  ),
  serialNumber: field(['SerialNumber', 'Serial Number', 'Serial #', 'Serial No.'], ['cw_serialNumber'], 'S15 fig. 19'),
  lessIncluded: field(['Less Included', 'Less Include'], ['cw_lessIncluded'], 'S15 fig. 19, Barracuda'),
  product: field(['Product', 'Product ID'], ['cw_product'], 'S15 fig. 19'),
  quantity: field(['Total Quantity', 'Quantity'], ['cw_quantity'], 'S15 fig. 19'),
  unitPrice: field(['Unit Price'], ['cw_unitPrice'], 'S15 fig. 19; class contains UnitPrice [PRICE]'),
  unitCost: field(['Unit Cost'], ['cw_unitCost'], 'S15 fig. 19; class contains UnitCost [PRICE]'),
  effectiveDate: field(['Effective Date', 'Effective'], ['cw_effectiveDate'], 'S15 fig. 19'),
  cancelledDate: field(['Cancelled Date', 'Canceled Date', 'Cancelled'], ['cw_cancelledDate'], 'S15 fig. 19'),
  billCustomer: field(['Bill Customer', 'Bill Customer?'], ['cw_billCustomer'], 'S15 fig. 19'),
  invoiceDescription: field(['Invoice Description'], ['cw_invoiceDescription'], 'S15 fig. 19'),
  companyName: field(['Company', 'Company Name'], ['cw_company'], 'cw-dom §2 [FILL]'),
  companyId: field(['Company ID', 'Company Id'], ['cw_companyId'], 'cw-dom §2 [FILL]'),
  ticketBoard: field(['Board', 'Service Board'], ['cw_serviceBoard'], 'cw-dom §2 Fields', 'Board of a ticket'),
  ticketStatus: field(['Status'], ['cw_status'], 'cw-dom §2 Fields', 'Status of a ticket'),
  ticketSummary: field(['Summary'], ['cw_PsaSummaryHeader'], 'cw-dom §2 Fields', 'Summary of a ticket'),
  integrationName: field(['Name'], ['cw_name'], 'S15 fig. 6', 'Name of an integration'),
  integrationSolution: field(['Solution'], ['cw_solution'], 'S15 fig. 6', 'Solution of an integration'),
  integratorLogin: field(['Integrator Login'], ['cw_integratorLogin'], 'S15 fig. 6'),
  loginBy: field(['Login By'], ['cw_loginBy'], 'S15 fig. 6'),
  portalUrl: field(['Portal URL'], ['cw_portalUrl'], 'S15 fig. 6'),
  disableNewCrossReferences: field(
    ['Disable Newly discovered Cross-References', 'Disable New Cross-References'],
    ['cw_disableNewCrossReferences', 'cw_disableNewCrossReferencesFlag'],
    'S15 fig. 6, SolarWinds',
  ),
  billingLevel: field(['Billing Level'], ['cw_billingLevel', 'cw_defaultBillingLevel'], 'S15 fig. 6'),
  matchOnSerialNumber: field(['Match on Serial Number'], ['cw_matchOnSerialNumberFlag'], 'S15 fig. 6'),
  defaultLocation: field(['Location'], ['cw_defaultLocation'], 'S15 fig. 6'),
  defaultBusinessUnit: field(['Business Unit', 'Department'], ['cw_defaultDepartment'], 'S15 fig. 6'),
  crossReferenceLevel: field(['Level'], ['cw_vendorLevel'], 'S15 fig. 7', 'Level of a cross-reference'),
  crossReferenceType: field(['Type'], ['cw_vendorType'], 'S15 fig. 7', 'Type of a cross-reference'),
  crossReferenceConfigurationType: field(['Configuration Type'], ['cw_configurationType'], 'S15 fig. 7'),
  crossReferenceAgreementType: field(['Agreement Type'], ['cw_agreementType'], 'S15 fig. 7'),
  crossReferenceProduct: field(['Product'], ['cw_product'], 'S15 fig. 7', 'Product of a cross-reference'),
  managementSolutionName: field(['Name'], ['cw_name'], 'S15 fig. 5', 'Name of a management solution'),
  managementSolutionType: field(['Management IT Solution'], ['cw_managementItSolutionType'], 'S15 fig. 5'),
  customSolutionName: field(['Custom Solution Name'], ['cw_managementSolutionName'], 'S15 fig. 5'),
  loginName: field(['Username', 'User Name'], ['cw_globalLoginUsername'], 'S15 fig. 5 and 6'),
  loginPassword: field(['Password'], ['cw_globalLoginPassword'], 'S15 fig. 5 and 6'),
  statusDescription: field(['Status Description'], ['cw_statusDescription'], 'S15 fig. 1'),
  statusBoard: field(['Board'], ['cw_board'], 'S15 fig. 1', 'Board of a status'),
  externalIntegrationXRef: field(['External Integration XRef'], ['cw_externalIntegrationXRef'], 'S15 fig. 1'),
  closedStatus: field(['Closed Status?', 'Closed Status'], ['cw_closedStatus'], 'S15 fig. 1', 'Closed Status'),
  statusInactive: field(['Inactive', 'Inactive?'], ['cw_inactive'], 'S15 fig. 1'),
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
  return { labels, classes, since: S15, evidence: `${evidence}; ${PATTERN}`, title };
}
