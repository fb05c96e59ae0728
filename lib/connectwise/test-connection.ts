import { unnamedMember } from '../domain/api-member.ts';
import type { Failure } from '../shared/errors.ts';
import { createRequestGuard, originOfHost } from '../shared/request-guard.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { findApiHost } from './api-host.ts';
import { onlyApiMember } from './api-members.ts';
import { createRestClient } from './client.ts';
import type { ConnectWiseConnection, ConnectWiseDeps } from './connection.ts';
import { type CredentialField, cleanCredential } from './credentials.ts';
import { findTenant } from './find-tenant.ts';
import { lacksIn, readMemberRights } from './member-rights.ts';
import { MAIN_LISTS, readLists } from './prove-reads.ts';
import { createReportClient } from './reports/report.ts';
import { redactorOf } from './send-request.ts';
import { openSession } from './session.ts';
import { readSite, type Site } from './site.ts';
import { readInfo } from './system.ts';

/** As typed; '' has been replaced by the stored key by whoever calls. */
export interface ConnectionInput {
  siteUrl: string;
  companyId: string;
  publicKey: string;
  privateKey: string;
  clientId: string;
}

interface TestedConnection {
  site: string;
  apiHost: string;
  version: string;
  member: string;
  cleaned: string[];
  missingRights: Failure[];
}

const CREDENTIALS: readonly CredentialField[] = ['companyId', 'publicKey', 'privateKey', 'clientId'];

interface TestDeps extends ConnectWiseDeps {
  /** Whether the browser lets us call a host, by its name without port. Absent: any. */
  mayCall?: (hostname: string) => Promise<boolean>;
  /** Whether both keys were typed just now, so that they may have been exchanged. */
  mayBeSwapped?: boolean;
}

/** Input without blanks, and where it leads, before anything is asked over the network. */
function readInput(
  input: ConnectionInput,
): Result<{ site: Site; texts: Record<CredentialField, string>; cleaned: string[] }> {
  const site = readSite(input.siteUrl);
  if (!site.ok) return site;
  const cleaned = [...site.value.cleaned];
  const texts: Record<CredentialField, string> = { companyId: '', publicKey: '', privateKey: '', clientId: '' };
  for (const field of CREDENTIALS) {
    const credential = cleanCredential(field, input[field]);
    if (!credential.ok) return credential;
    texts[field] = credential.value.text;
    cleaned.push(...credential.value.cleaned);
  }
  return ok({ site: site.value, texts, cleaned });
}

/**
 * Proves a connection step by step, so that the first thing that is wrong is the one named: site and company id without
 * keys, then the host of the API, still without keys, then keys and client id, then each right. Answers what to store (with
 * secrets) apart from what to show.
 */
export async function testConnection(
  input: ConnectionInput,
  { mayCall = async () => true, mayBeSwapped = false, ...deps }: TestDeps,
): Promise<Result<{ tested: TestedConnection; connection: ConnectWiseConnection }>> {
  const read = readInput(input);
  if (!read.ok) return read;
  const { site, texts, cleaned } = read.value;
  // What is typed may have been sent here before, so it may come back.
  const redactor = redactorOf(texts);
  const asking = { ...deps, redactor, guard: createRequestGuard({ origins: [], mayCall }) };
  const found = await findTenant(site.site, texts.companyId, asking);
  if (!found.ok) return found;
  const { codebase, serverVersion, apiHost: named } = found.value;
  const hosts = named === undefined ? site.apiHosts : [named, ...site.apiHosts];
  const apiHost = await findApiHost(hosts, { ...asking, mayCall, codebase });
  if (!apiHost.ok) return apiHost;
  const connection: ConnectWiseConnection = {
    site: site.site,
    apiHost: apiHost.value,
    isCloud: site.isCloud,
    ...texts,
    codebase,
    ...(serverVersion !== undefined && { serverVersion }),
  };

  const guard = createRequestGuard({ origins: [originOfHost(apiHost.value)], mayCall });
  const session = openSession(connection, { ...deps, guard });
  const client = createRestClient(session, 'user');
  const info = await readInfo(client);
  if (!info.ok) {
    const isRefused = info.failure.code === 'unauthorized';
    if (isRefused && mayBeSwapped && (await areSwapped(connection, { ...deps, guard }))) return fail(SWAPPED);
    return info;
  }

  const lists = await readLists(client, MAIN_LISTS);
  if (!lists.ok) return lists;
  const member = await onlyApiMember(client);
  if (member.ok && member.value) connection.member = member.value;
  const denied = lists.value.flatMap(({ lack }) => lack ?? []);
  const { member: name } = connection;
  const rights = name ? await readMemberRights(client, createReportClient(session, 'user'), name) : undefined;
  // What a read was refused is missing whatever the role says; what may be written, only the role says.
  const lacks = rights?.ok && rights.value ? lacksIn(rights.value) : [];
  const missingRights = [...denied, ...lacks.filter(({ value }) => !denied.some((one) => one.value === value))];
  return ok({
    connection,
    tested: {
      site: connection.site,
      apiHost: connection.apiHost,
      version: info.value.version || found.value.version,
      member: connection.member ?? unnamedMember(connection.publicKey),
      cleaned,
      missingRights,
    },
  });
}

const SWAPPED: Failure = {
  code: 'swapped-keys',
  message: 'The public key and the private key are in each other’s fields.',
  nextStep: 'Swap the two keys.',
  field: 'publicKey',
};

/** Whether ConnectWise accepts the keys the other way round: nothing else shows which of them is which. */
async function areSwapped(connection: ConnectWiseConnection, deps: ConnectWiseDeps): Promise<boolean> {
  const { publicKey, privateKey } = connection;
  const session = openSession({ ...connection, publicKey: privateKey, privateKey: publicKey }, deps);
  return (await readInfo(createRestClient(session, 'user'))).ok;
}
