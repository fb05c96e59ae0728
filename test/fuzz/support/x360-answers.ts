import fc from 'fast-check';
import type { FakeAnswer } from '../../support/builders/fake-fetch.ts';
import { portalWith } from './portal-fakes.ts';

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

/** What becomes of a value: other types, none, amounts that no portal has, words that nobody knows, copies, depth. */
const REPLACEMENTS: Record<string, (value: unknown) => unknown> = {
  null: () => null,
  missing: () => undefined,
  'empty text': () => '',
  'NaN as text': () => 'NaN',
  'number as text': () => '12',
  'unknown word': () => 'QUIESCED',
  'text of two lines': () => 'A\nB: 5',
  'long text': () => 'x'.repeat(70_000),
  prototype: () => '__proto__',
  'other id': () => 12,
  negative: () => -1,
  'huge negative': () => -1e300,
  fraction: () => 1.5,
  huge: () => 1e300,
  unsafe: () => 2 ** 60,
  zero: () => 0,
  true: () => true,
  'empty list': () => [],
  'empty record': () => ({}),
  'in a list': (value) => [value],
  'in a record': (value) => ({ value }),
  'record with odd keys': () => ({ constructor: 1, length: 3, id: 9 }),
  nested: () => JSON.parse(`${'['.repeat(40)}1${']'.repeat(40)}`),
  'very deep': () => JSON.parse(`${'['.repeat(400)}1${']'.repeat(400)}`),
  'time of another century': () => '0001-01-01T00:00:00Z',
  'time to come': () => '9999-12-31T23:59:59Z',
  'no time': () => '2026-02-30T25:61:00',
  twice: (value) => (Array.isArray(value) ? [...value, ...value] : value),
  'twice, and differently': (value) =>
    Array.isArray(value)
      ? [...value, ...value.map((row) => ({ ...row, local_usage: 1, device_usage: 1, count: 3 }))]
      : value,
  reversed: (value) => (Array.isArray(value) ? value.toReversed() : value),
  'broken off': (value) => (JSON.stringify(value) ?? '').slice(0, -2),
};

/** Replacements that are of lists alone: a third of all mutations, of whatever lists there are. */
const OF_LISTS = ['twice', 'twice, and differently', 'reversed', 'in a list', 'broken off', 'null', 'empty list'];

interface Mutation {
  /** Which of the document's values, or of its lists, counted from the outside. */
  at: number;
  what: string;
  ofLists: boolean;
}

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({
        at: fc.nat(10_000),
        what: fc.constantFrom(...Object.keys(REPLACEMENTS)),
        ofLists: fc.constant(false),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ at: fc.nat(10_000), what: fc.constantFrom(...OF_LISTS), ofLists: fc.constant(true) }),
    },
  ),
  { minLength: 1, maxLength: 4 },
);

export function mutated(changes: readonly Mutation[]): Answers {
  const answers = validAnswers();
  for (const { at, what, ofLists } of changes) {
    const places = placesIn(answers).filter(({ of, key }) => !ofLists || Array.isArray(Reflect.get(of, key)));
    const place = places[at % places.length];
    const replace = REPLACEMENTS[what];
    if (!place || !replace) continue;
    const value = replace(Reflect.get(place.of, place.key));
    if (value === undefined && !Array.isArray(place.of)) Reflect.deleteProperty(place.of, place.key);
    else Reflect.set(place.of, place.key, value ?? null);
  }
  return answers;
}

interface Place {
  of: object;
  key: string;
}

/** Every value of the document by the record or list that holds it. What is deep already is not gone into. */
function placesIn(of: object, depth = 0): Place[] {
  if (depth > 12) return [];
  return Object.keys(of).flatMap((key) => {
    const value: unknown = Reflect.get(of, key);
    const inside = typeof value === 'object' && value !== null ? placesIn(value, depth + 1) : [];
    return [{ of, key }, ...inside];
  });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
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
    const type = ['Cloud', 'Private'].includes(String(vault.type)) ? [] : [`vaults.${nth}.type`];
    return [...type, ...(isWrongAmount(vault.device_usage) ? [`vaults.${nth}.device_usage`] : [])];
  });
}

function isWrongAmount(value: unknown): boolean {
  return value != null && !isAmount(value);
}
