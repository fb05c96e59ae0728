import type { FieldName } from './page-fields.ts';

/**
 * Screens of the ConnectWise web client, by our names for them: pure data. Everything that concerns one screen is declared here
 * once, its fields in `page-fields.ts`; `lib/host` finds it by that, and settings, messages and the options page name it by that.
 */

/** Setup tables with a screen of ours, by their name in the address or a breadcrumb. */
const setupTables = {
  /** docs/reference/setup-guides.md#2022-managed-id; the exact `st` text is in no public source. */
  integration: /managed\s*devices?\s*integration/i,
  /** docs/reference/setup-guides.md#step-4 and #2022-step-4. */
  'management-solution': /management\s*it(?:\s*solution)?/i,
  /** `Setup Tables > Service Board List > Status List > Status` (docs/reference/setup-guides.md#figure-1). */
  'service-board': /service\s*board/i,
};
export type SetupTable = keyof typeof setupTables;
export const SETUP_TABLES: Readonly<Record<SetupTable, RegExp>> = setupTables;

/** Fields that a form or list must show to be the one meant (users can move and remove columns), and those read besides. */
export interface PartFields {
  required: readonly FieldName[];
  others: readonly FieldName[];
  /** The screen holds nothing but this form, in several pods: its other fields may be anywhere on it. */
  wholePage?: boolean;
}

/** A form or a list of a screen. */
export interface ScreenPart extends PartFields {
  kind: 'form' | 'list';
  /** Where it is looked for: outside of setup tables, in one of them. */
  places: readonly ('record' | SetupTable)[];
  /** Only names its screen: no feature works on it, so it is looked for where nothing surer names the screen. */
  onlyNames?: boolean;
  evidence: string;
}

const parts = {
  managedIdList: {
    kind: 'list',
    places: ['record', 'integration'],
    required: ['managedId', 'deviceType'],
    others: ['solution', 'entryAgreement'],
    evidence: 'setup-guides.md#figure-17',
  },
  managedIdForm: {
    kind: 'form',
    places: ['record', 'integration'],
    required: ['managedId', 'deviceType'],
    others: ['solution', 'entryAgreement'],
    evidence: 'setup-guides.md#figure-13 and #figure-16',
  },
  additionList: {
    kind: 'list',
    places: ['record'],
    required: ['serialNumber', 'product', 'quantity'],
    others: ['lessIncluded', 'unitPrice', 'effectiveDate', 'cancelledDate', 'invoiceDescription'],
    evidence: 'betterinvoice column list, connectwise-pages.md#screens-that-are-checked',
  },
  additionForm: {
    kind: 'form',
    places: ['record'],
    required: ['serialNumber', 'lessIncluded', 'unitPrice'],
    others: ['product', 'quantity', 'unitCost', 'effectiveDate', 'cancelledDate', 'billCustomer', 'invoiceDescription'],
    evidence: 'setup-guides.md#figure-19',
  },
  integrationForm: {
    kind: 'form',
    places: ['integration'],
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
  crossReferenceList: {
    kind: 'list',
    places: ['integration'],
    required: ['crossReferenceLevel', 'crossReferenceType', 'crossReferenceProduct'],
    others: ['crossReferenceConfigurationType', 'crossReferenceAgreementType'],
    evidence: 'setup-guides.md#figure-7',
  },
  crossReferenceForm: {
    kind: 'form',
    places: ['integration'],
    required: ['crossReferenceLevel', 'crossReferenceType'],
    others: ['crossReferenceConfigurationType', 'crossReferenceAgreementType', 'crossReferenceProduct'],
    evidence: 'setup-guides.md#figure-7',
  },
  integrationList: {
    kind: 'list',
    places: ['integration'],
    required: ['integrationName', 'integrationSolution'],
    others: ['loginBy'],
    onlyNames: true,
    evidence: 'setup-guides.md#2022-step-4',
  },
  integrationCompanyList: {
    kind: 'list',
    places: ['integration'],
    required: ['companyName', 'companyId'],
    others: [],
    onlyNames: true,
    evidence: 'setup-guides.md#2022-managed-id',
  },
  // The custom name is not required: it may be there for the type Custom alone, and another type is what we look for.
  managementSolutionForm: {
    kind: 'form',
    places: ['management-solution'],
    required: ['managementSolutionName', 'managementSolutionType'],
    others: ['customSolutionName', 'loginName', 'loginPassword'],
    wholePage: true,
    evidence: 'setup-guides.md#figure-5',
  },
  boardStatusForm: {
    kind: 'form',
    places: ['service-board'],
    required: ['statusDescription', 'externalIntegrationXRef'],
    others: ['statusBoard', 'closedStatus', 'statusInactive'],
    wholePage: true,
    evidence: 'setup-guides.md#figure-1',
  },
} as const satisfies Record<string, ScreenPart>;

export type PartName = keyof typeof parts;
type PartLike<Member> = { [N in PartName]: (typeof parts)[N] extends Member ? N : never }[PartName];
export type FormName = PartLike<{ kind: 'form' }>;
export type ListName = PartLike<{ kind: 'list' }>;
/** Parts that features work on. */
export type ReadPartName = Exclude<PartName, PartLike<{ onlyNames: true }>>;
export const PARTS: Readonly<Record<PartName, ScreenPart>> = parts;

interface Screen {
  /** As users find it in ConnectWise. */
  title: string;
  /** What of the address names it (docs/reference/connectwise-pages.md#addresses). */
  address?: {
    /** `routeTo` of an entry link. */
    routeTo?: string;
    /** Name after `??` in the hash. */
    suffix?: RegExp;
    /** Screen key of the plain form of the hash, which names the screen where a record is open. */
    key?: string;
    /** The open tab of the record. */
    tab?: RegExp;
    /** The suffix counts only where a record is open. */
    needsRecord?: boolean;
  };
  /** The setup table that it belongs to. */
  table?: SetupTable;
  /** The table in the address is enough to name it, if a record is open or if none is. */
  byTable?: 'with-record' | 'without-record';
  /** Supposed to be open where its table is, and nothing else says what is. */
  usual?: boolean;
  /** A tab of the company: its list counts only where a company is open. */
  onCompany?: boolean;
  form?: FormName;
  list?: ListName;
}

/** Suffixes under which the company record is open; its tabs rename it (`CompanyServiceList`). */
export const COMPANY_SUFFIX = /^Company(?!Search|List|Finder)/;

const screens = {
  /** On any tab but Management. */
  company: { title: 'Company', address: { routeTo: 'CompanyFV', suffix: COMPANY_SUFFIX, needsRecord: true } },
  'company-management': {
    title: 'Company › Management',
    address: { suffix: COMPANY_SUFFIX, tab: /management/i, needsRecord: true },
    onCompany: true,
    list: 'managedIdList',
  },
  /** On any tab but Additions. */
  agreement: { title: 'Agreement', address: { routeTo: 'AgreementFV' } },
  'agreement-additions': { title: 'Agreement › Additions', list: 'additionList' },
  'agreement-addition': { title: 'Agreement addition', form: 'additionForm' },
  /**
   * Lists of tickets are `ServiceSearchList`, `ServiceBoard` (docs/reference/connectwise-pages.md#location-hash); the
   * key is of [TP].
   */
  'service-ticket': {
    title: 'Service ticket',
    address: { routeTo: 'ServiceFV', suffix: /^ServiceTicket(?:New|Detail)?$/, key: 'sr150' },
  },
  'integration-list': {
    title: 'Managed Devices Integration: list',
    table: 'integration',
    byTable: 'without-record',
    list: 'integrationList',
  },
  'integration-details': {
    title: 'Managed Devices Integration: details',
    table: 'integration',
    usual: true,
    form: 'integrationForm',
    list: 'crossReferenceList',
  },
  'integration-companies': {
    title: 'Managed Devices Integration: companies',
    table: 'integration',
    list: 'integrationCompanyList',
  },
  'integration-company': {
    title: 'Managed Devices Integration: a company',
    table: 'integration',
    list: 'managedIdList',
  },
  /** Being made or edited, in the setup table or on Company › Management. */
  'managed-id-entry': { title: 'Managed-id entry', form: 'managedIdForm' },
  'management-solution': {
    title: 'Management IT Solution',
    table: 'management-solution',
    byTable: 'with-record',
    usual: true,
    form: 'managementSolutionForm',
  },
  'board-status': { title: 'Service board status', table: 'service-board', usual: true, form: 'boardStatusForm' },
} satisfies Record<string, Screen>;

export type ScreenId = keyof typeof screens;
export const SCREENS: Readonly<Record<ScreenId, Screen>> = screens;
export const SCREEN_IDS = Object.keys(screens) as readonly ScreenId[];

/** Screens of one table have parts in common, so here the order says which is meant: the first part that is found names it. */
export const PART_ORDER: Partial<Record<SetupTable, readonly (readonly [PartName, ScreenId])[]>> = {
  integration: [
    ['managedIdForm', 'managed-id-entry'],
    ['managedIdList', 'integration-company'],
    ['crossReferenceList', 'integration-details'],
    ['crossReferenceForm', 'integration-details'],
    ['integrationCompanyList', 'integration-companies'],
    ['integrationForm', 'integration-details'],
    ['integrationList', 'integration-list'],
  ],
};
