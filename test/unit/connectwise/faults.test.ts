import { describe, expect, it } from 'vitest';
import { isPassing } from '../../../lib/shared/errors.ts';
import { revokeKey } from '../../simulator/connectwise/rights.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import type { FaultEffect } from '../../simulator/faults.ts';
import { connected, INPUT, rows, value } from './against-simulator.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const faults: [string, FaultEffect, object, boolean][] = [
  ['500', { kind: 'status', status: 500 }, { code: 'server-error', status: 500 }, true],
  ['503', { kind: 'status', status: 503 }, { code: 'server-error' }, true],
  ['409', { kind: 'status', status: 409 }, { code: 'busy' }, true],
  ['401', { kind: 'status', status: 401 }, { code: 'unauthorized' }, false],
  ['403', { kind: 'status', status: 403 }, { code: 'missing-right', value: 'Finance › Agreements: Inquire' }, false],
  [
    '400',
    { kind: 'status', status: 400, message: 'Bad thing.' },
    { code: 'rejected', message: expect.stringContaining('Bad thing.') },
    false,
  ],
  [
    'too many requests',
    { kind: 'too-many-requests', retryAfterSeconds: 42 },
    { code: 'too-many-requests', retryAfterSeconds: 42 },
    true,
  ],
  ['a web page', { kind: 'html' }, { code: 'not-json' }, true],
  ['half an answer', { kind: 'truncated' }, { code: 'truncated' }, true],
  ['a dropped connection', { kind: 'dropped-before' }, { code: 'unreachable' }, true],
];

describe('a faulty ConnectWise', () => {
  it.each(faults)('%s becomes a failure, and the next call works', async (_, effect, failure, passing) => {
    const { connectWise, simulator } = await connected();
    simulator.traffic.expectErrors(true);
    simulator.faults.add({ site: 'rest', effect });
    const found = await connectWise.agreements(EDDIE);
    expect(found).toMatchObject({ ok: false, failure });
    expect(!found.ok && isPassing(found.failure)).toBe(passing);
    expect(JSON.stringify(found)).not.toContain(INPUT.privateKey);
    simulator.traffic.expectErrors(false);
    expect(rows(await connectWise.agreements(EDDIE))).toHaveLength(1);
  });

  it('is repeated after a short 429', async () => {
    const { connectWise, simulator } = await connected();
    simulator.traffic.expectErrors(true);
    simulator.faults.add({ site: 'rest', effect: { kind: 'too-many-requests', retryAfterSeconds: 3 } });
    expect(rows(await connectWise.agreements(EDDIE))).toHaveLength(1);
  });

  it('is followed after an upgrade', async () => {
    const { connectWise, simulator, learned } = await connected();
    simulator.traffic.expectErrors(true);
    simulator.connectWise.codebase = 'v2025_2/';
    expect(rows(await connectWise.managedIdEntries(EDDIE))).toHaveLength(2);
    expect(learned).toEqual([{ codebase: 'v2025_2/', serverVersion: '2025.1' }]);
  });

  it('finds its codebase automatically when none was stored', async () => {
    const { connectWise, simulator } = await connected({}, { codebase: undefined });
    expect(value(await connectWise.company(EDDIE))).toMatchObject({ id: EDDIE });
    expect(simulator.traffic.exchanges.map(({ url }) => new URL(url).pathname)).toEqual([
      '/login/companyinfo/backupmsp',
      `/v2025_1/apis/3.0/company/companies/${EDDIE}`,
    ]);
  });

  it('refuses a revoked key', async () => {
    const { connectWise, simulator } = await connected();
    simulator.traffic.expectErrors(true);
    revokeKey(simulator.connectWise, SEED.publicKey);
    expect(await connectWise.info()).toMatchObject({ ok: false, failure: { code: 'unauthorized' } });
  });

  it('does not repeat a write whose answer was lost: the write is done and is looked up', async () => {
    const { connectWise, simulator } = await connected();
    simulator.traffic.expectErrors(true);
    const [entry] = rows(await connectWise.managedIdEntries(EDDIE));
    simulator.faults.add({ method: 'PATCH', effect: { kind: 'dropped-after' } });
    const ref = { companyId: EDDIE, id: entry?.id ?? 0 };
    const lost = await connectWise.write({
      id: 'c',
      part: 'management-report',
      resource: 'managed-id-entry',
      op: 'update',
      ref,
      label: '',
      fields: [{ field: 'totalServers', from: null, to: 4 }],
      reason: '',
    });
    expect(lost).toMatchObject({ ok: false, failure: { code: 'unreachable' } });
    expect(value(await connectWise.read('managed-id-entry', ref))).toMatchObject({ totalServers: 4 });
    expect(simulator.traffic.exchanges.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
  });
});
