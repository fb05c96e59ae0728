import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CustomerFacts } from '../../../lib/domain/portal-facts.ts';
import type { FakeAnswer } from '../../support/builders/fake-fetch.ts';
import { portalWith } from './portal-fakes.ts';

/**
 * Every answer that the contract's samples hold goes through the adapter: what the description's own examples say, what other
 * clients report from production, each form of a time, each refusal. A new sample without a test here fails.
 */
const CONTRACTS = process.env.CONTRACTS ?? '../shared/contracts';
const FILE = join(resolve(CONTRACTS), 'x360recover.samples.json');
const isPresent = existsSync(FILE);
if (!isPresent) console.warn(`Skipped: no x360recover.samples.json in ${CONTRACTS}.`);

interface Refusal {
  case: string;
  status: number;
  content_type: string;
  body: unknown;
}

interface Samples {
  live_shapes_reported: Record<string, Record<string, unknown>>;
  timestamp_forms: string[];
  errors_observed: Refusal[];
  openapi_examples: Record<string, Record<string, unknown>>;
}

const NONE: Samples = { live_shapes_reported: {}, timestamp_forms: [], errors_observed: [], openapi_examples: {} };
const SAMPLES: Samples = isPresent ? JSON.parse(readFileSync(FILE, 'utf8')) : NONE;
const { live_shapes_reported: LIVE, openapi_examples: EXAMPLES } = SAMPLES;

const CLIENT = { id: 26, name: 'Acme', active: 1 };
const DEVICE = { id: 6, name: 'SRV-1', type: 'SERVER', product: 'X360RECOVER', d2c: true, cloud_usage: 5_000_000_000 };
const UNWELL = { status: 'TROUBLED', reason: null, timestamp: '2026-11-21T10:00:00Z' };

function portalOf({ client = CLIENT, devices = [DEVICE], more = {} }: Parts = {}) {
  return portalWith('x360recover', ({ url }): FakeAnswer => {
    const path = new URL(url).pathname.replace('/api', '');
    const given = more[path];
    if (given) return given;
    if (path === '/client') return { body: [client] };
    if (/^\/client\/\d+$/.test(path)) return { body: client };
    if (/^(\/client\/\d+)?\/device$/.test(path)) return { body: devices };
    return { body: [] };
  }).portal;
}

interface Parts {
  client?: unknown;
  devices?: unknown[];
  more?: Record<string, FakeAnswer>;
}

async function read(parts: Parts = {}): Promise<CustomerFacts> {
  const { id } = (parts.client ?? CLIENT) as { id: number };
  const found = await portalOf(parts).customer(`${id}`);
  if (!found.ok || !found.value) throw new Error(JSON.stringify(found));
  return found.value;
}

/** The one account of a client with this device. */
async function account(device: Record<string, unknown>, more?: Parts['more']) {
  const { accounts, skipped } = await read({ devices: [{ ...DEVICE, ...device }], ...(more && { more }) });
  expect(accounts).toHaveLength(1);
  return { ...accounts[0], skipped };
}

describe.skipIf(!isPresent)('shapes reported from production', () => {
  const tests: Record<string, (sample: Record<string, unknown>) => Promise<void>> = {
    async client_active_is_int(sample) {
      const found = await portalOf({ client: sample }).customers();
      expect(found).toMatchObject({
        value: { customers: [{ id: '333', name: 'Acme', active: true }], skipped: [] },
      });
      const off = await portalOf({ client: { ...sample, active: 0 } }).customers();
      expect(off).toMatchObject({ value: { customers: [{ id: '333', active: false }] } });
    },
    async organization_id_underscore(sample) {
      const portal = portalOf({ more: { '/organization': { body: sample } } });
      expect(await portal.test()).toEqual({ ok: true, value: { name: 'Spacely Sprockets' } });
      // The same of every other record.
      const { id, ...device } = DEVICE;
      expect((await read({ devices: [{ ...device, id_: id }] })).accounts).toMatchObject([{ id: '6' }]);
    },
    // No quantity or health is made of lists of restore points: the adapter reads the newest ones of a device, in the same forms.
    async restore_point_item({ timestamp }) {
      expect((await account({ latest_cloud_rp: timestamp })).lastBackupAt).toBe('2026-06-12T01:15:00.000Z');
    },
    async restore_point_item_2024({ timestamp }) {
      expect((await account({ latest_cloud_rp: timestamp })).lastBackupAt).toBe('2021-07-01T10:08:00.000Z');
    },
    async autoverify_null(sample) {
      const { autoVerify, skipped } = await account(sample);
      expect({ autoVerify, skipped }).toEqual({ autoVerify: undefined, skipped: [] });
    },
    async job_schedule_is_json_string(sample) {
      const { lastError, skipped } = await account(
        { current_health_status: UNWELL },
        {
          '/client/26/device/6/job': { body: [{ id: 61, name: 'Job', health_status: 'TROUBLED', ...sample }] },
          '/client/26/device/6/job/61/history': {
            body: [{ status: 'Failed', start_time: '2026-11-21T09:00:00Z', error_msg: 'Disk full.' }],
          },
        },
      );
      expect(skipped).toEqual([]);
      expect(lastError?.text).toBe('Disk full.');
    },
  };

  it.each(Object.keys(LIVE))('%s', async (name) => {
    await tests[name]?.(LIVE[name] ?? {});
    expect(tests, 'a test for each sample').toHaveProperty([name]);
  });
});

describe.skipIf(!isPresent)('forms of times', () => {
  const expected: Record<string, string> = {
    '2024-01-03T11:33:07.000Z': '2024-01-03T11:33:07.000Z',
    '2023-01-20T04:56:07Z': '2023-01-20T04:56:07.000Z',
    '2021-07-01T10:08:00': '2021-07-01T10:08:00.000Z',
    '2024-01-3T11:33:00': '2024-01-03T11:33:00.000Z',
  };

  it.each(SAMPLES.timestamp_forms)('%s is read as UTC, in every member that is a time', async (form) => {
    const [text = ''] = form.split(' ');
    const utc = expected[text];
    expect(utc, 'an expectation for each form').toBeDefined();
    for (const member of ['latest_cloud_rp', 'latest_vault_rp', 'latest_local_rp']) {
      const { lastBackupAt, skipped } = await account({ [member]: text });
      expect({ lastBackupAt, skipped }, member).toEqual({ lastBackupAt: utc, skipped: [] });
    }
    const { autoVerify } = await account({ latest_autoverify_details: { is_healthy: true, timestamp: text } });
    expect(autoVerify).toEqual({ healthy: true, at: utc });
  });

  it('that are none are skipped with their path and value, and nothing else is', async () => {
    const { lastBackupAt, onlineBytes, skipped } = await account({ latest_cloud_rp: '13/01/2024 11:33' });
    expect({ lastBackupAt, onlineBytes }).toEqual({ lastBackupAt: undefined, onlineBytes: 5_000_000_000 });
    expect(skipped).toMatchObject([{ path: 'client 26: devices[0].latest_cloud_rp', value: '"13/01/2024 11:33"' }]);
  });
});

describe.skipIf(!isPresent)('refusals observed', () => {
  /** By case: the failure that names it, and how long nothing is asked where production wants that. */
  const failures: Record<string, { code: string; wait?: number }> = {
    'invalid API key': { code: 'unauthorized' },
    'unknown route OR non-numeric path id': { code: 'unauthorized' },
    'not found': { code: 'unavailable' },
    'bad request (job history)': { code: 'rejected' },
    'no permission': { code: 'missing-right' },
    'edge block (possible DDoS protection)': { code: 'blocked-by-portal', wait: 300 },
    'rate limited': { code: 'too-many-requests' },
    'gateway timeout': { code: 'server-error', wait: 60 },
  };

  it.each(SAMPLES.errors_observed.map((refusal) => ({ refusal })))(
    '$refusal.case ($refusal.status) is a named failure with a next step',
    async ({ refusal: { case: name, status, content_type, body } }) => {
      const wanted = failures[name];
      expect(wanted, 'an expectation for each refusal').toBeDefined();
      const answer = { status, headers: { 'content-type': content_type }, body: body ?? '' };
      const portal = portalWith('x360recover', () => answer).portal;
      for (const call of [portal.test(), portal.customers(), portal.customer('26'), portal.events(undefined)]) {
        const failed = await call;
        if (failed.ok) throw new Error('It was answered.');
        const { code, message, nextStep, retryAfterSeconds } = failed.failure;
        expect({ code, retryAfterSeconds }).toEqual({ code: wanted?.code, retryAfterSeconds: wanted?.wait });
        expect(message).toMatch(/^The x360Recover portal .*[."]$/);
        expect(nextStep).toMatch(/\w.*\.$/);
        // A portal's own words are quoted, where there are any that say more than the status.
        const { detail } = (body ?? {}) as { detail?: string };
        if (detail && code !== 'unavailable') expect(message).toContain(detail.slice(0, 20));
      }
    },
  );

  it.each(SAMPLES.errors_observed.map((refusal) => ({ refusal })))(
    '$refusal.case ($refusal.status) of the job history takes nothing but the last error',
    async ({ refusal: { status, content_type, body } }) => {
      const answer = { status, headers: { 'content-type': content_type }, body: body ?? '' };
      const { onlineBytes, lastError, skipped } = await account(
        { current_health_status: UNWELL },
        { '/client/26/device/6/job': answer },
      );
      expect({ onlineBytes, lastError, skipped }).toEqual({
        onlineBytes: 5_000_000_000,
        lastError: undefined,
        skipped: [],
      });
      const portal = portalOf({ more: { '/client/26/device/6/job': answer } });
      const jobs = await portal.jobResults?.('26', ['6'], '2026-11-01T00:00:00Z');
      expect(jobs).toMatchObject({ ok: true, value: { accounts: {}, failure: { nextStep: expect.any(String) } } });
    },
  );
});

describe.skipIf(!isPresent)('examples of the description', () => {
  it('org_level_device: every vault once, bare thresholds as minutes', async () => {
    const { accounts, skipped } = await read({ devices: [EXAMPLES.org_level_device] });
    expect(skipped).toEqual([]);
    expect(accounts).toEqual([
      {
        id: '0',
        customerId: '26',
        userName: 'RMC_device',
        plan: 'X360RECOVER',
        kind: 'server',
        onlineBytes: 1_254_635_435,
        localBytes: 132_153_611,
        vaultBytes: 132_152_007,
        lastBackupAt: '2000-01-23T04:56:07.000Z',
        lastStatus: 'NORMAL',
        copies: [
          { where: 'remote', lastRestorePointAt: '2000-01-23T04:56:07.000Z', thresholdMinutes: 240 },
          { where: 'local', lastRestorePointAt: '2000-01-23T04:56:07.000Z', thresholdMinutes: 480 },
        ],
        autoVerify: { healthy: true, at: '2022-12-13T19:45:45.000Z' },
        // Its page is on localhost: no address of the portal's.
      },
    ]);
  });

  it('org_level_client: the customer, and its six counters', async () => {
    const { customer, figures, skipped } = await read({ client: EXAMPLES.org_level_client });
    expect(customer).toEqual({ id: '26', name: 'name', active: true });
    expect(figures?.map(({ measure, amount }) => `${measure} ${amount}`)).toEqual([
      'x360.appliance.server 0',
      'x360.appliance.workstation 4',
      'x360.d2c.server 2',
      'x360.d2c.workstation 7',
      'x360.cloud-archive.server 2',
      'x360.cloud-archive.workstation 0',
    ]);
    expect(skipped).toEqual([]);
  });

  it('org_level_short_client: a client of nothing but id and name counts as active, and has no counters', async () => {
    const { customer, figures, skipped } = await read({ client: EXAMPLES.org_level_short_client });
    expect({ customer, figures, skipped }).toEqual({
      customer: { id: '26', name: 'name', active: true },
      figures: undefined,
      skipped: [],
    });
  });

  it('org_level_short_vault: its bytes are the device’s online bytes', async () => {
    const { onlineBytes, lastBackupAt } = await account({ vaults: [EXAMPLES.org_level_short_vault] });
    expect({ onlineBytes, lastBackupAt }).toEqual({
      onlineBytes: 1_254_635_435,
      lastBackupAt: '2000-01-23T04:56:07.000Z',
    });
  });

  it('org_level_short_job: the job that is asked for the last error', async () => {
    const { lastError } = await account(
      { current_health_status: UNWELL, jobs: [EXAMPLES.org_level_short_job] },
      {
        '/client/26/device/6/job/65345/history': {
          body: [{ status: 'Failed', end_time: '2026-11-21T09:00:00Z', error_msg: 'Disk full.' }],
        },
      },
    );
    expect(lastError).toEqual({ text: 'Disk full.', at: '2026-11-21T09:00:00.000Z' });
  });

  it('device_os: no kind is made of it, the device’s type is', async () => {
    expect((await account({ os: EXAMPLES.device_os, type: 'WORKSTATION' })).kind).toBe('desktop');
    expect((await account({ os: EXAMPLES.device_os, type: null })).kind).toBe('unknown');
  });

  it.each(Object.keys(EXAMPLES))('%s, wherever it is answered, is read or left out by name', async (name) => {
    const sample = EXAMPLES[name];
    const asClient = await portalOf({ client: sample }).customers();
    const asDevice = await read({ devices: [{ ...DEVICE, id: 600 }, sample] });
    if (!asClient.ok) throw new Error(asClient.failure.message);
    // Either it has what a record needs, or it is named with its path and its value.
    expect(asClient.value.customers.length + named(asClient.value.skipped, 'clients[0]')).toBe(1);
    const { accounts, skipped } = asDevice;
    expect(accounts.length + named(skipped, 'client 26: devices[1]')).toBe(2);
    expect(accounts[0]).toMatchObject({ id: '600', onlineBytes: 5_000_000_000 });
    for (const one of skipped)
      expect(one).toMatchObject({ path: expect.stringMatching(/\w/), why: expect.any(String) });
    // Instead of a list, it is no list: a failure with a next step.
    const asList = await portalOf({ more: { '/client/26/device': { body: sample } } }).customer('26');
    expect(asList).toMatchObject({ ok: false, failure: { code: 'unexpected-shape', nextStep: expect.any(String) } });
  });
});

/** Records that were left out under this path, each once. */
function named(skipped: readonly { record?: string }[], path: string): number {
  return new Set(skipped.flatMap(({ record }) => (record === path ? [record] : []))).size;
}
