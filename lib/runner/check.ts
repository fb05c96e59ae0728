import { testConnection } from '../connectwise/test-connection.ts';
import { tenantOf } from '../domain/connection-pair.ts';
import { isPortalAllowed, isTenantAllowed } from '../domain/policy.ts';
import { readPortalInput } from '../portal/config.ts';
import { testPortal } from '../portal/portal.ts';
import type { Failure } from '../shared/errors.ts';
import type { Fetch } from '../shared/http.ts';
import type { Clock } from '../shared/time.ts';
import type { Fault, RunnerConfig } from './config/read-config.ts';
import { openDatabase } from './open-database.ts';
import { migrate } from './store/migrations.ts';

interface CheckDeps {
  config: RunnerConfig;
  fetch: Fetch;
  clock: Clock;
}

/** What a check found: what is right, one line each, and what is wrong. */
export interface CheckReport {
  passed: string[];
  faults: Fault[];
}

/** Tries the database and both connections with reads only, and names each right that is missing. */
export async function check(deps: CheckDeps): Promise<CheckReport> {
  // One after the other: PGlite's first start keeps the process busy for seconds.
  const parts = [await checkDatabase(deps), await checkConnectWise(deps), await checkPortal(deps)];
  return { passed: parts.flatMap(({ passed }) => passed), faults: parts.flatMap(({ faults }) => faults) };
}

async function checkDatabase({ config }: CheckDeps): Promise<CheckReport> {
  try {
    const { sql } = await openDatabase(config, () => undefined);
    await migrate(sql, config.databaseSchema);
    await sql.close();
    const where = config.databaseUrl === undefined ? `PGlite in ${config.dataFolder}` : 'the PostgreSQL server';
    return { passed: [`Database: ${where} answers.`], faults: [] };
  } catch (error) {
    const name = config.databaseUrl === undefined ? 'dataFolder' : 'databaseUrl';
    const message = error instanceof Error ? error.message : 'It does not answer.';
    return { passed: [], faults: [{ name, message }] };
  }
}

async function checkConnectWise({ config, fetch, clock }: CheckDeps): Promise<CheckReport> {
  const tested = await testConnection(config.connectWise, { fetch, clock });
  if (!tested.ok) return { passed: [], faults: [faultOf('connectWise', tested.failure)] };
  const { site, version, member, missingRights } = tested.value.tested;
  const { companyId } = config.connectWise;
  const faults = missingRights.map((failure) => ({ ...faultOf('connectWise', failure), name: 'connectWise (right)' }));
  if (!isTenantAllowed({ site, companyId }, config.policy))
    faults.push({ name: 'policy.allowedTenants', message: `It does not hold ${tenantOf(site, companyId)}.` });
  return { passed: [`ConnectWise: ${site} (${version}) answers as ${member}.`], faults };
}

async function checkPortal({ config, fetch, clock }: CheckDeps): Promise<CheckReport> {
  const tested = await testPortal(config.portal, { fetch, clock });
  if (!tested.ok) return { passed: [], faults: [faultOf('portal', tested.failure)] };
  const { name, customers } = tested.value.tested;
  const read = readPortalInput(config.portal);
  const faults =
    read.ok && isPortalAllowed(read.value.config, config.policy)
      ? []
      : [{ name: 'policy.allowedPortals', message: `It does not hold ${config.portal.kind}.` }];
  return { passed: [`Portal: ${name} answers, with ${customers} customers.`], faults };
}

function faultOf(side: 'connectWise' | 'portal', { field, message, nextStep }: Failure): Fault {
  return { name: field ? `${side}.${field}` : side, message: `${message} ${nextStep}` };
}
