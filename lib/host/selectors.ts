import type { SelectorOverride, SelectorOverrides } from '../domain/in-page-config.ts';
import type { FieldName } from '../domain/page-screens.ts';

/**
 * What we look for in ConnectWise's pages: data, newest last, each entry with its date and evidence. No one here has seen a live
 * ConnectWise; labels come from the guides' screenshots and vendors' documents, classes from public user scripts
 * (docs/reference/connectwise-pages.md). Prefixed compiler classes (`GMDB3DUB…`), `x-auto-NN` ids and positions are
 * never used: they change with every build.
 */
export interface Selector {
  css: string;
  since: string;
  evidence: string;
}

/** One field of a form: how people see it named, and the class that its model property would give it. */
export interface FieldSelector {
  /** Compared without case, outer blanks, `:`, `*` and `?`. */
  labels: readonly string[];
  /** `cw_` + model property. Where no source shows the class it follows the naming pattern and is only a second choice. */
  classes: readonly string[];
  since: string;
  evidence: string;
  /** What an administrator set or a user taught: looked for before all else. */
  override?: SelectorOverride;
}

/** How every field is looked for. */
export type FieldTable = Readonly<Record<FieldName, FieldSelector>>;

/** The fields that came with this version, with what was set or taught laid before them. */
export function fieldTable(overrides: SelectorOverrides): FieldTable {
  const laid = Object.entries(overrides) as [FieldName, SelectorOverride][];
  return { ...FIELDS, ...Object.fromEntries(laid.map(([name, override]) => [name, { ...FIELDS[name], override }])) };
}

/** Label elements of a field row; the text stands in `title` first. */
export const LABELS: readonly Selector[] = [
  { css: 'label', since: '2019-01', evidence: 'plain HTML, second UI document' },
  { css: '.gwt-Label', since: '2019-01', evidence: 'connectwise-pages.md#fields [TP, ATT]' },
  { css: '.mm_podElementLabel', since: '2026-01', evidence: 'connectwise-pages.md#fields [RAMI, TP]' },
];

export const FIELD_ROW: Selector = {
  css: 'tr.pod-element-row',
  since: '2026-01',
  evidence: 'connectwise-pages.md#fields [RAMI, TP]',
};

export const BANNER: readonly Selector[] = [
  { css: '.cw-main-banner .detailLabel', since: '2025-06', evidence: 'connectwise-pages.md#header [ATT]' },
  { css: '.cw_BannerView .detailLabel', since: '2025-06', evidence: 'connectwise-pages.md#header [6 sources]' },
];
export const BREADCRUMB: Selector = {
  css: '.navigationEntry',
  since: '2025-06',
  evidence: 'connectwise-pages.md#header [ATT]',
};

export const GRID = {
  header: {
    css: '.cw-ml-header',
    since: '2025-06',
    evidence: 'connectwise-pages.md#grids: sibling strip, not a thead',
  },
  row: { css: 'tr.cw-ml-row', since: '2021-01', evidence: 'connectwise-pages.md#grids [TP, ATT, RAMI, NELS]' },
  cell: { css: 'td[cellindex]', since: '2021-01', evidence: 'connectwise-pages.md#grids' },
} as const satisfies Record<string, Selector>;

const GUIDE_OF_2015 = '2015-10';
const PATTERN = 'class: naming pattern, unconfirmed';

export const FIELDS: FieldTable = {
  managedId: field(
    ['Managed ID', 'Managed Id', 'Management ID'],
    ['cw_managedId', 'cw_groupIdentifier'],
    'setup-guides.md#company-step-1',
  ),
  deviceType: field(['Device Type', 'Device Types'], ['cw_deviceType'], 'setup-guides.md#company-step-1'),
  solution: field(['Solution', 'Management Solution'], ['cw_managementSolution'], 'setup-guides.md#company-step-1'),
  entryAgreement: field(['Agreement', 'Default Agreement'], ['cw_agreement'], 'setup-guides.md#company-step-1'),
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
  ticketBoard: field(['Board', 'Service Board'], ['cw_serviceBoard'], 'connectwise-pages.md#fields'),
  ticketStatus: field(['Status'], ['cw_status'], 'connectwise-pages.md#fields'),
  ticketSummary: field(['Summary'], ['cw_PsaSummaryHeader'], 'connectwise-pages.md#fields'),
  integrationName: field(['Name'], ['cw_name'], 'setup-guides.md#figure-6'),
  integrationSolution: field(['Solution'], ['cw_solution'], 'setup-guides.md#figure-6'),
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
  crossReferenceLevel: field(['Level'], ['cw_vendorLevel'], 'setup-guides.md#figure-7'),
  crossReferenceType: field(['Type'], ['cw_vendorType'], 'setup-guides.md#figure-7'),
  crossReferenceConfigurationType: field(['Configuration Type'], ['cw_configurationType'], 'setup-guides.md#figure-7'),
  crossReferenceAgreementType: field(['Agreement Type'], ['cw_agreementType'], 'setup-guides.md#figure-7'),
  crossReferenceProduct: field(['Product'], ['cw_product'], 'setup-guides.md#figure-7'),
  managementSolutionName: field(['Name'], ['cw_name'], 'setup-guides.md#figure-5'),
  managementSolutionType: field(
    ['Management IT Solution'],
    ['cw_managementItSolutionType'],
    'setup-guides.md#figure-5',
  ),
  customSolutionName: field(['Custom Solution Name'], ['cw_managementSolutionName'], 'setup-guides.md#figure-5'),
  loginName: field(['Username', 'User Name'], ['cw_globalLoginUsername'], 'setup-guides.md#figure-5 and #figure-6'),
  loginPassword: field(['Password'], ['cw_globalLoginPassword'], 'setup-guides.md#figure-5 and #figure-6'),
  statusDescription: field(['Status Description'], ['cw_statusDescription'], 'setup-guides.md#figure-1'),
  statusBoard: field(['Board'], ['cw_board'], 'setup-guides.md#figure-1'),
  externalIntegrationXRef: field(
    ['External Integration XRef'],
    ['cw_externalIntegrationXRef'],
    'setup-guides.md#figure-1',
  ),
  closedStatus: field(['Closed Status?', 'Closed Status'], ['cw_closedStatus'], 'setup-guides.md#figure-1'),
  statusInactive: field(['Inactive', 'Inactive?'], ['cw_inactive'], 'setup-guides.md#figure-1'),
};

/** Suffixes under which the company record is open; its tabs rename it (`CompanyServiceList`). */
export const COMPANY_SUFFIX = /^Company(?!Search|List|Finder)/;

/**
 * Breadcrumb of everything below a company: `Company Search ► Company ► Agreement Maintenance`
 * (docs/reference/setup-guides.md#figure-19).
 */
export const COMPANY_CRUMB = /^company(?: search)?$/i;

/** The name of the table, as either guide has it (docs/reference/setup-guides.md#step-4 and #2022-step-4). */
export const MANAGEMENT_SOLUTION_TABLE = /management\s*it(?:\s*solution)?/i;

/** `Setup Tables > Service Board List > Status List > Status` (docs/reference/setup-guides.md#figure-1). */
export const SERVICE_BOARD_TABLE = /service\s*board/i;

/** First part of the way to any setup table (docs/reference/setup-guides.md#figure-1 and #figure-6). */
export const SETUP_CRUMB = /^setup\s*tables?$/i;

/** `Company Search ► Company ► Agreement Maintenance` (docs/reference/setup-guides.md#figure-19). */
export const AGREEMENT_CRUMB = /^agreement(?:\s*maintenance|s)?$/i;

/**
 * Suffixes of a ticket's own screen; lists are `ServiceSearchList`, `ServiceBoard`
 * (docs/reference/connectwise-pages.md#location-hash).
 */
export const TICKET_SUFFIX = /^ServiceTicket(?:New|Detail)?$/;

/** Screen key of a ticket in the plain form (docs/reference/connectwise-pages.md#location-hash [TP]). */
export const TICKET_KEY = 'sr150';

/** The ticket pod's header, where the banner does not name the ticket. */
export const TICKET_POD: Selector = {
  css: '.pod_service_ticket_ticket_header',
  since: '2025-06',
  evidence: 'connectwise-pages.md#record-ids [6 sources]',
};

/**
 * `Service Ticket #26251 - summary` (docs/reference/connectwise-pages.md#header, six sources). The number is the record
 * id.
 */
export const TICKET_BANNER = /\bticket\s*#\s*(\d{1,10})\b/i;

/** Its name in docs/reference/setup-guides.md#2022-managed-id; the exact `st` text is in no public source. */
export const INTEGRATION_TABLE = /managed\s*devices?\s*integration/i;

function field(labels: readonly string[], classes: readonly string[], evidence: string): FieldSelector {
  return { labels, classes, since: GUIDE_OF_2015, evidence: `${evidence}; ${PATTERN}` };
}

const OBSTACLE_BUTTON = '[class*="cw_ToolbarButton_"], [class*="cw-toolbar-"]';
const OBSTACLE_DIALOG = '.cw-gxt-wnd, .x-combo-list, .x-menu, .x-menu-floating, .x-layer';

/**
 * What our panel must leave free (docs/reference/connectwise-pages.md#toolbars, #dialogs and #header; the tab strip is
 * GXT's).
 */
export const OBSTACLES = {
  button: OBSTACLE_BUTTON,
  dialog: OBSTACLE_DIALOG,
  all: `.cw-main-banner, .cw_BannerView, .x-tab-strip, ${OBSTACLE_BUTTON}, ${OBSTACLE_DIALOG}`,
} as const;
