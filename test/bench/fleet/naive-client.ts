import { ManageAPI } from 'connectwise-rest';
import type { Change } from '../../../lib/domain/change.ts';
import type { JsonValue } from '../../../lib/shared/json.ts';
import { planCompany } from '../../../lib/sync/plan/plan-company.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { findEach, type NaiveInput, readLists, type Way } from './naive-reads.ts';

/** The public client for ConnectWise's API, towards a simulator that listens on this port of this machine. */
export function publicClient(port: number): ManageAPI {
  const { companyId, publicKey, privateKey, clientId } = SEED;
  return new ManageAPI({
    companyUrl: `${HOSTS.rest}:${port}`,
    entryPoint: 'v2025_1',
    companyId,
    publicKey,
    privateKey,
    clientId,
    logger: () => undefined,
  });
}

/**
 * The work of a bulk sync as an ordinary integration does it: a loop over the customers. What is right is decided by
 * the product's own plan, so that both sides do the same work; only how it is found and written differs.
 */
export async function syncStraightforwardly(api: ManageAPI, input: NaiveInput, way: Way): Promise<void> {
  for (const side of input.customers) {
    const observation = way === 'record' ? await findEach(api, side, input) : await readLists(api, side, input);
    if (!observation) continue;
    for (const change of planCompany([side], observation, input.settings, input.now).changes) {
      if (change.guard) continue;
      if (way === 'customer' && change.op === 'update') await api.request({ path: pathOf(change) });
      await write(api, change);
    }
  }
}

async function write(api: ManageAPI, change: Change): Promise<void> {
  if (change.op === 'create') {
    const members = Object.fromEntries(change.fields.map(({ field, to }) => [field, valueFor(to)]));
    const data = change.resource === 'configuration' ? { ...members, company: { id: change.ref.companyId } } : members;
    await api.request({ path: pathOf(change), method: 'post', data });
    return;
  }
  if (change.op !== 'update') throw new Error(`A daily push plans no ${change.op}.`);
  const data = change.fields.map(({ field, to }) => ({ op: 'replace', path: field, value: valueFor(to) }));
  await api.request({ path: pathOf(change), method: 'patch', data });
}

function pathOf({ resource, ref, op }: Change): string {
  const lists: Partial<Record<Change['resource'], string>> = {
    configuration: '/company/configurations',
    'managed-id-entry': `/company/companies/${ref.companyId}/managementSummaryReports`,
    addition: `/finance/agreements/${ref.agreementId}/additions`,
  };
  const list = lists[resource];
  if (!list) throw new Error(`A push of figures writes no ${resource}.`);
  return op === 'create' ? list : `${list}/${ref.id}`;
}

/** References by id; times to the second (docs/reference/connectwise-rest.md#times). */
function valueFor(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+Z$/, '$1Z');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return { id: value.id ?? null };
}
