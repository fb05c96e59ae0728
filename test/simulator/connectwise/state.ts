import type { SimulatorClock } from '../clock.ts';
import type { ConnectWiseOptions } from './options.ts';
import type { ReportCopy } from './reports/copies.ts';
import { Table } from './table.ts';

/** Tables of the simulated ConnectWise, by the resource they serve. Child rows name their parent by id. */
export const TABLES = [
  'companies',
  'companyStatuses',
  /** Rows carry `company: {id}`. */
  'managementSummaryReports',
  'managementItSolutions',
  'managedDevicesIntegrations',
  /** Rows carry `managedDevicesIntegration: {id}`. */
  'crossReferences',
  'configurations',
  'configurationTypes',
  'configurationStatuses',
  'agreements',
  'agreementTypes',
  /** Rows carry `agreementId`. */
  'additions',
  'catalog',
  'boards',
  /** Rows carry `board: {id}`. */
  'boardStatuses',
  /** Rows carry `board: {id}`. */
  'boardTypes',
  /** Rows carry `board: {id}` and `typeAssociationIds`. */
  'boardSubTypes',
  'priorities',
  'tickets',
  'members',
  'apiMembers',
  /** Rows carry `securityRoleId`. */
  'securityRoleSettings',
  'companyTypes',
  'integratorLogins',
  /** One row: the job that synchronizes managed IT, and the report's schedule. */
  'management',
  /** Rows carry `ticketId`. */
  'ticketNotes',
  /* From here on: tables that references point to and that no path of ours serves. */
  'contacts',
  'sites',
  'billingCycles',
  'locations',
  'departments',
  'productTypes',
  'productSubcategories',
  'productCategories',
  'unitsOfMeasure',
  'securityRoles',
  /** Rows carry `agreementId` and `companyId`. */
  'invoices',
  /** Rows carry `invoiceId`. */
  'invoiceLines',
] as const;
export type TableName = (typeof TABLES)[number];

/**
 * Codebase that every installation answers to beside its own; the only one on premise
 * (docs/reference/connectwise-rest.md#discovery).
 */
export const GENERIC_CODEBASE = 'v4_6_release/';

/** A key pair of an API member. */
export interface ApiKey {
  publicKey: string;
  privateKey: string;
  /** Id in `apiMembers`. */
  memberId: number;
  revoked: boolean;
}

export interface ConnectWiseState {
  /** Login company id, e.g. `backupmsp`: what discovery and the Authorization header name. */
  companyId: string;
  companyName: string;
  /** e.g. `v2025_1/`; an upgrade moves it. */
  codebase: string;
  /** e.g. `v2025.1.12345`. */
  version: string;
  isCloud: boolean;
  /** Hosts of the web client and the API. */
  uiHost: string;
  apiHost: string;
  tables: Record<TableName, Table>;
  apiKeys: ApiKey[];
  /** Change members while it runs. */
  options: ConnectWiseOptions;
  /** Rows of reports as they were some time ago, by the report's name; used only while reports lag. */
  reportCopies: Map<string, ReportCopy>;
  /** Requests a minute over which REST answers 429; undefined: no limit. */
  requestsPerMinute?: number;
}

export function createConnectWiseState(clock: SimulatorClock): ConnectWiseState {
  return {
    companyId: 'backupmsp',
    companyName: 'Backup MSP',
    codebase: 'v2025_1/',
    version: 'v2025.1.12345',
    isCloud: true,
    uiHost: 'na.myconnectwise.net',
    apiHost: 'api-na.myconnectwise.net',
    tables: Object.fromEntries(TABLES.map((name) => [name, new Table(clock)])) as Record<TableName, Table>,
    apiKeys: [],
    options: {},
    reportCopies: new Map(),
  };
}

/**
 * A cloud upgrade: the release-specific codebase moves and the old one answers 404 from now on
 * (docs/reference/connectwise-rest.md#discovery [DJ]).
 * @param release e.g. `2025.2`, or an older one such as `2018.6`; without it the next one is taken.
 */
export function upgrade(state: ConnectWiseState, release = nextRelease(state.codebase)): void {
  const [year, number] = release.split('.');
  state.codebase = `v${year}_${number}/`;
  state.version = `v${release}.${state.version.split('.').at(-1)}`;
}

/** Year and number of the release that runs, e.g. `2025.1`. */
export function releaseOf({ version }: Pick<ConnectWiseState, 'version'>): string {
  return version.replace(/^v(\d+\.\d+).*$/, '$1');
}

function nextRelease(codebase: string): string {
  const [, year, number] = /^v(\d+)_(\d+)\/$/.exec(codebase) ?? [undefined, '2025', '1'];
  return `${year}.${Number(number) + 1}`;
}
