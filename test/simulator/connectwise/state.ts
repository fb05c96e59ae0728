import type { SimulatorClock } from '../clock.ts';
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
  'tickets',
  'members',
  'apiMembers',
  /** Rows carry `securityRoleId`. */
  'securityRoleSettings',
] as const;
export type TableName = (typeof TABLES)[number];

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
  };
}
