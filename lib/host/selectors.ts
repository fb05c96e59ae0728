/**
 * What we look for in ConnectWise's pages: data, newest last, each entry with its date and evidence. No one here has seen a live
 * ConnectWise; labels come from the seeds' screenshots and vendors' documents, classes from public user scripts (cw-dom).
 * Prefixed compiler classes (`GMDB3DUB…`), `x-auto-NN` ids and positions are never used: they change with every build.
 */
export interface Selector {
  css: string;
  since: string;
  evidence: string;
}

/** One field of a form: how people see it named, and the class that its model property would give it. */
export interface FieldSelector {
  /** Compared without case, outer blanks, `:` and `*`. */
  labels: readonly string[];
  /** `cw_` + model property. Where no source shows the class it follows the naming pattern and is only a second choice. */
  classes: readonly string[];
  since: string;
  evidence: string;
}

/** Label elements of a field row; the text stands in `title` first. */
export const LABELS: readonly Selector[] = [
  { css: 'label', since: '2019-01', evidence: 'plain HTML, second UI document' },
  { css: '.gwt-Label', since: '2019-01', evidence: 'cw-dom §2 Fields [TP, ATT]' },
  { css: '.mm_podElementLabel', since: '2026-01', evidence: 'cw-dom §2 Fields [RAMI, TP]' },
];

export const FIELD_ROW: Selector = { css: 'tr.pod-element-row', since: '2026-01', evidence: 'cw-dom §2 [RAMI, TP]' };

export const BANNER: readonly Selector[] = [
  { css: '.cw-main-banner .detailLabel', since: '2025-06', evidence: 'cw-dom §2 Header/banner [ATT]' },
  { css: '.cw_BannerView .detailLabel', since: '2025-06', evidence: 'cw-dom §2 Header/banner [6 sources]' },
];
export const BREADCRUMB: Selector = { css: '.navigationEntry', since: '2025-06', evidence: 'cw-dom §2 [ATT]' };

export const GRID = {
  header: { css: '.cw-ml-header', since: '2025-06', evidence: 'cw-dom §2 Grids: sibling strip, not a thead' },
  row: { css: 'tr.cw-ml-row', since: '2021-01', evidence: 'cw-dom §2 Grids [TP, ATT, RAMI, NELS]' },
  cell: { css: 'td[cellindex]', since: '2021-01', evidence: 'cw-dom §2 Grids' },
} as const satisfies Record<string, Selector>;

const S15 = '2015-10';
const PATTERN = 'class: naming pattern, unconfirmed';

export const FIELDS = {
  managedId: field(['Managed ID', 'Managed Id', 'Management ID'], ['cw_managedId', 'cw_groupIdentifier'], 'S15 p.15'),
  deviceType: field(['Device Type', 'Device Types'], ['cw_deviceType'], 'S15 p.16, S22 step 11'),
  solution: field(['Solution', 'Management Solution'], ['cw_managementSolution'], 'S15 p.15'),
  entryAgreement: field(['Agreement', 'Default Agreement'], ['cw_agreement'], 'S15 p.16, S22 step 12'),
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
} as const satisfies Record<string, FieldSelector>;

export type FieldName = keyof typeof FIELDS;

/** Headers that a list must show to be the one meant (columns can be moved and removed by the person). */
export const LISTS = {
  managedIds: { required: ['managedId', 'deviceType'], evidence: 'S15 fig. 17' },
  additions: { required: ['serialNumber', 'product', 'quantity'], evidence: 'betterinvoice column list, cw-dom §7' },
} as const satisfies Record<string, { required: readonly FieldName[]; evidence: string }>;

/** Suffixes under which the company record is open; its tabs rename it (`CompanyServiceList`). */
export const COMPANY_SUFFIX = /^Company(?!Search|List|Finder)/;

/** Breadcrumb of everything below a company: `Company Search ► Company ► Agreement Maintenance` (S15 figure 19). */
export const COMPANY_CRUMB = /^company(?: search)?$/i;

/** S22 "System › Setup Tables › Managed Devices Integration"; the exact `st` text is in no public source. */
export const INTEGRATION_TABLE = /managed\s*devices?\s*integration/i;

function field(labels: readonly string[], classes: readonly string[], evidence: string): FieldSelector {
  return { labels, classes, since: S15, evidence: `${evidence}; ${PATTERN}` };
}
