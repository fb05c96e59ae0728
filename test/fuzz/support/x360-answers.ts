import type { FakeAnswer } from '../../support/builders/fake-fetch.ts';
import { type Mutation, mutate } from '../../support/json-mutations.ts';
import { portalWith } from '../../unit/portal/portal-fakes.ts';

/** Valid answers of x360Recover about client 342, as one document: each member is what one path answers. */
export interface Answers {
  organization: unknown;
  clients: unknown;
  client: unknown;
  clientDevices: unknown;
  devices: unknown;
  jobs: unknown;
  history: unknown;
}

const AT = '2026-11-21T06:00:00.000Z';
const CLIENT = {
  id: 342,
  name: "Eddie's TV Repair",
  active: 1,
  health_status: 'NORMAL',
  devices_counters: {
    appliance_based: [
      { type: 'SERVER', count: 1 },
      { type: 'WORKSTATION', count: 0 },
    ],
    d2c: [
      { type: 'SERVER', count: 1 },
      { type: 'WORKSTATION', count: 1 },
    ],
    cloud_archive: null,
  },
};
const DEVICES = [
  device(11, 'SRV-1', 'SERVER', {
    d2c: false,
    vaults: [
      { id: 1, type: 'Cloud', device_usage: 500_000_000_000, latest_vault_rp: AT },
      { id: 2, type: 'Private', device_usage: 90_000_000_000, latest_vault_rp: '2026-11-21T05:00:00' },
    ],
    local_usage: 700_000_000_000,
    latest_local_rp: AT,
    current_health_status: { status: 'TROUBLED', reason: 'VAULT_OFFLINE', timestamp: AT },
  }),
  device(12, 'SRV-2', 'SERVER', { cloud_usage: 120_500_000_000, local_usage: 0, latest_cloud_rp: AT, vaults: null }),
  device(13, 'PC-1', 'WORKSTATION', { cloud_usage: 30_000_000_000, latest_cloud_rp: '2026-11-21T06:00:00Z' }),
];

function device(id: number, name: string, type: string, more: object) {
  return {
    id,
    name,
    type,
    product: 'X360RECOVER',
    d2c: true,
    current_health_status: { status: 'NORMAL', reason: null, timestamp: AT },
    thresholds: { cloud_rp_threshold: { value: 240, enabled: true }, local_rp_threshold: 480 },
    latest_autoverify_details: { is_healthy: true, end_timestamp: AT },
    device_details_page_url: `https://my.axcient.net/home/device/${id}`,
    jobs: [{ id: id * 10, name: `${name} backup`, health_status: 'NORMAL' }],
    ...more,
  };
}

export function validAnswers(): Answers {
  return structuredClone({
    organization: { id_: 26, name: 'Backup MSP', active: true },
    clients: [CLIENT, { id: 355, name: 'Joe TV Repair', active: 0 }],
    client: CLIENT,
    clientDevices: DEVICES,
    devices: DEVICES.map((row) => ({ ...row, client_id: 342 })),
    jobs: [{ id: 110, name: 'SRV-1 backup', offsite: false, health_status: 'TROUBLED' }],
    history: [
      { status: 'Failed', start_time: AT, end_time: AT, rp: null, error_msg: 'The vault is offline.' },
      { status: 'Completed', start_time: '2026-11-20T06:00:00Z', end_time: '2026-11-20T06:20:00Z', error_msg: '' },
    ],
  });
}

/** x360Recover with these answers; texts are sent as they are, e.g. JSON that breaks off. */
export function portalAnswering(answers: Answers) {
  return portalWith('x360recover', ({ url }): FakeAnswer => {
    const path = new URL(url).pathname.replace('/api', '');
    return { body: bodyOf(answers, path) };
  }).portal;
}

function bodyOf(answers: Answers, path: string): unknown {
  const body = memberOf(answers, path);
  return typeof body === 'string' ? body : JSON.stringify(body ?? null);
}

function memberOf(answers: Answers, path: string): unknown {
  if (path === '/organization') return answers.organization;
  if (path === '/client') return answers.clients;
  if (path === '/device') return answers.devices;
  if (path.endsWith('/history')) return answers.history;
  if (path.endsWith('/job')) return answers.jobs;
  if (path === '/client/342/device') return answers.clientDevices;
  return path === '/client/342' ? answers.client : [];
}

/** The valid answers with these changes. */
export function changedAnswers(changes: readonly Mutation[]): Answers {
  const answers = validAnswers();
  mutate(answers, changes);
  return answers;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Any value as a word: records of any shape have no text of their own. */
export function wordOf(value: unknown): string {
  return isRecord(value) ? JSON.stringify(value) : String(value);
}

export function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** Places of one client's devices that hold an amount, a kind or a vault's word, and what is wrong with them; by path. */
export function unreadableUsage(answers: Answers): string[] {
  if (!Array.isArray(answers.clientDevices)) return [];
  return answers.clientDevices.flatMap((row, nth) => {
    const path = `client 342: devices[${nth}]`;
    if (!isRecord(row)) return [path];
    const amounts = ['local_usage', 'cloud_usage', 'vault_usage'].filter((name) => isWrongAmount(row[name]));
    const kind = row.type == null || row.type === 'SERVER' || row.type === 'WORKSTATION' ? [] : ['type'];
    return [...amounts, ...kind, ...unreadableVaults(row.vaults)].map((member) => `${path}.${member}`);
  });
}

function unreadableVaults(vaults: unknown): string[] {
  if (vaults == null) return [];
  if (!Array.isArray(vaults)) return ['vaults'];
  return vaults.flatMap((vault, nth) => {
    if (!isRecord(vault) || Array.isArray(vault)) return [`vaults.${nth}`];
    const type = ['Cloud', 'Private'].includes(wordOf(vault.type)) ? [] : [`vaults.${nth}.type`];
    return [...type, ...(isWrongAmount(vault.device_usage) ? [`vaults.${nth}.device_usage`] : [])];
  });
}

function isWrongAmount(value: unknown): boolean {
  return value != null && !isAmount(value);
}
