import { forbidden, unauthorized } from './errors.ts';
import type { ApiKey, ConnectWiseState } from './state.ts';
import type { Row, Writer } from './table.ts';

/**
 * Functions of a security role that guard our resources, with their module: the matrix of
 * docs/reference/connectwise-rest.md#rights [MSP360], plus Configurations (N-able, Cyberfox) and API Reports
 * (docs/reference/connectwise-rest.md#reports). That reading API members
 * and role settings needs Member Maintenance and Security Roles is INFERRED: the facts name no function for them.
 */
export const RIGHT_FUNCTIONS = {
  'Company Maintenance': 'Companies',
  Configurations: 'Companies',
  Contacts: 'Companies',
  Agreements: 'Finance',
  'Company Finance': 'Finance',
  'Product Catalog': 'Procurement',
  Products: 'Procurement',
  'Product Billable Option': 'Procurement',
  'Service Tickets': 'Service Desk',
  'Close Service Tickets': 'Service Desk',
  'Table Setup': 'System',
  'Member Maintenance': 'System',
  'Security Roles': 'System',
  'API Reports': 'System',
} as const;
export type RightFunction = keyof typeof RIGHT_FUNCTIONS;
export type Action = 'inquire' | 'add' | 'edit' | 'delete';
export type Level = 'None' | 'My' | 'All';

export interface Right {
  function: RightFunction;
  action: Action;
  /** Without it: every role. */
  securityRoleId?: number;
}

const SYSTEM: Writer = { identifier: 'Admin1' };

/** Gives a role every right at one level; REST shows the rows under `/system/securityRoles/{id}/settings`. */
export function grantAll(state: ConnectWiseState, securityRoleId: number, level: Level = 'All'): void {
  for (const [index, [moduleFunctionName, moduleName]] of Object.entries(RIGHT_FUNCTIONS).entries()) {
    state.tables.securityRoleSettings.insert(
      {
        securityRoleId,
        moduleName,
        moduleIdentifier: moduleName.replaceAll(' ', ''),
        moduleDescription: moduleName,
        moduleFunctionName,
        moduleFunctionIdentifier: moduleFunctionName.replaceAll(' ', ''),
        moduleFunctionDescription: moduleFunctionName,
        addLevel: level,
        editLevel: level,
        deleteLevel: level,
        inquireLevel: level,
        customFlag: false,
        myAllFlag: true,
        reportFlag: false,
        restrictFlag: false,
        sortOrder: index + 1,
      },
      SYSTEM,
    );
  }
}

export function setRight(state: ConnectWiseState, right: Right, level: Level): void {
  for (const row of state.tables.securityRoleSettings.where('moduleFunctionName', right.function)) {
    if (right.securityRoleId !== undefined && row.securityRoleId !== right.securityRoleId) continue;
    state.tables.securityRoleSettings.update(row.id, { [`${right.action}Level`]: level }, SYSTEM);
  }
}

export function removeRight(state: ConnectWiseState, right: Right): void {
  setRight(state, right, 'None');
}

export function restoreRight(state: ConnectWiseState, right: Right): void {
  setRight(state, right, 'All');
}

/** Answers false when there is no such key. */
export function revokeKey(state: ConnectWiseState, publicKey: string): boolean {
  return markKey(state, publicKey, true);
}

export function restoreKey(state: ConnectWiseState, publicKey: string): boolean {
  return markKey(state, publicKey, false);
}

/**
 * The API member of `Authorization: Basic base64("{companyId}+{publicKey}:{privateKey}")`
 * (docs/reference/connectwise-rest.md#rights). Throws 401 for anything else. (The guide says that a cloud site "can"
 * answer 404 instead under `v4_6_release`; here it never does.)
 */
export function authenticate(state: ConnectWiseState, authorization: string | undefined): Row {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  const [, company, publicKey, privateKey] = /^([^+]+)\+([^:]+):(.+)$/.exec(encoded ? decodeBase64(encoded) : '') ?? [];
  const key = state.apiKeys.find((known) => known.publicKey === publicKey && known.privateKey === privateKey);
  const member = key && !key.revoked ? state.tables.apiMembers.get(key.memberId) : undefined;
  const sameCompany = company?.toLowerCase() === state.companyId.toLowerCase();
  if (!member || !sameCompany || member.inactiveFlag === true) throw unauthorized();
  return member;
}

/**
 * Throws 403 unless the member's role has the right. With level My only records that the member entered count; lists
 * are to be filtered with the answer, a record is to be passed.
 */
export function requireRight(
  state: ConnectWiseState,
  member: Row,
  required: RightFunction | undefined,
  action: Action,
  record?: Row,
): Level {
  const level = required ? levelOf(state, member, required, action) : 'All';
  if (level === 'None') throw forbidden();
  if (level === 'My' && record && !isOwn(record, member)) throw forbidden();
  return level;
}

export function isOwn(record: Row, member: Row): boolean {
  return record._info?.enteredBy === member.identifier;
}

function levelOf(state: ConnectWiseState, member: Row, name: RightFunction, action: Action): Level {
  const roleId = (member.securityRole as { id?: number } | undefined)?.id;
  const setting = state.tables.securityRoleSettings
    .where('moduleFunctionName', name)
    .find((row) => row.securityRoleId === roleId);
  const level = setting?.[`${action}Level`];
  return level === 'All' || level === 'My' ? level : 'None';
}

function markKey(state: ConnectWiseState, publicKey: string, revoked: boolean): boolean {
  const keys: ApiKey[] = state.apiKeys.filter((key) => key.publicKey === publicKey);
  for (const key of keys) key.revoked = revoked;
  return keys.length > 0;
}

function decodeBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}
