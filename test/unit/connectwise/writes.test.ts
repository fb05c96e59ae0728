import { describe, expect, it } from 'vitest';
import type { Change, FieldChange } from '../../../lib/domain/change.ts';
import type { RecordRef, Resource } from '../../../lib/domain/record-ref.ts';
import { removeRight } from '../../simulator/connectwise/rights.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { connected, rows, value } from './against-simulator.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const AGREEMENT = SEED.agreements.eddiesTvRepair;

function change(resource: Resource, op: Change['op'], ref: RecordRef, to: Record<string, FieldChange['to']>): Change {
  const fields = Object.entries(to).map(([field, value]) => ({ field, from: null, to: value }));
  return { id: 'c1', part: 'fix', resource, op, ref, label: 'x', fields, reason: 'x' };
}

describe('a managed-id entry', () => {
  it('is created, patched, its agreement blanked, and deleted', async () => {
    const { connectWise } = await connected();
    const companyId = SEED.companies.northside;
    const made = value(
      await connectWise.write(
        change(
          'managed-id-entry',
          'create',
          { companyId },
          {
            groupIdentifier: 'EFS-77',
            deviceType: 'BackupStats',
            managementSolution: { id: 1, name: 'eFolder' },
            agreement: { id: SEED.agreements.angryFox },
          },
        ),
      ),
    );
    expect(made).toMatchObject({
      companyId,
      groupIdentifier: 'EFS-77',
      managementSolution: { id: 1 },
      agreement: { id: SEED.agreements.angryFox },
    });
    const ref = { companyId, id: made?.id ?? 0 };
    const patched = value(
      await connectWise.write(
        change('managed-id-entry', 'update', ref, { agreement: null, successfulBackupJobs: 12, failedBackupJobs: 0 }),
      ),
    );
    expect(patched).toMatchObject({
      agreement: null,
      successfulBackupJobs: 12,
      failedBackupJobs: 0,
      groupIdentifier: 'EFS-77',
    });
    expect(value(await connectWise.read('managed-id-entry', ref))).toEqual(patched);
    expect(value(await connectWise.write(change('managed-id-entry', 'delete', ref, {})))).toBeNull();
    expect(value(await connectWise.read('managed-id-entry', ref))).toBeNull();
    expect(value(await connectWise.write(change('managed-id-entry', 'delete', ref, {}))), 'already gone').toBeNull();
  });
});

describe('an addition', () => {
  it('is patched in entire fields only, and nothing else changes', async () => {
    const { connectWise, simulator } = await connected();
    const [before] = rows(await connectWise.additions(AGREEMENT));
    if (!before) throw new Error('no addition');
    const ref = { companyId: EDDIE, agreementId: AGREEMENT, id: before.id };
    simulator.traffic.clear();
    const after = value(
      await connectWise.write(
        change('addition', 'update', ref, { quantity: 99.25, cancelledDate: '2030-01-01T00:00:00.000Z' }),
      ),
    );
    expect(after).toEqual({
      ...before,
      quantity: 99.25,
      cancelledDate: '2030-01-01T00:00:00.000Z',
      _info: expect.anything(),
    });
    expect(simulator.traffic.exchanges.map(({ method, requestBody }) => [method, requestBody])).toEqual([
      [
        'PATCH',
        [
          { op: 'replace', path: 'quantity', value: 99.25 },
          { op: 'replace', path: 'cancelledDate', value: '2030-01-01T00:00:00Z' },
        ],
      ],
    ]);
    const cleared = value(await connectWise.write(change('addition', 'update', ref, { cancelledDate: null })));
    expect(cleared).not.toHaveProperty('cancelledDate');
  });

  it('is created with references as ids', async () => {
    const { connectWise, simulator } = await connected();
    const ref = { companyId: EDDIE, agreementId: AGREEMENT };
    const made = value(
      await connectWise.write(
        change('addition', 'create', ref, {
          product: { id: 2, identifier: 'whatever' },
          quantity: 3,
          billCustomer: 'Billable',
          serialNumber: 'EFS-342',
          effectiveDate: '2026-11-01T00:00:00.000Z',
          invoiceDescription: null,
        }),
      ),
    );
    expect(made).toMatchObject({
      agreementId: AGREEMENT,
      product: { id: 2 },
      quantity: 3,
      effectiveDate: '2026-11-01T00:00:00.000Z',
    });
    expect(simulator.traffic.exchanges.at(-1)?.requestBody).toEqual({
      product: { id: 2 },
      quantity: 3,
      billCustomer: 'Billable',
      serialNumber: 'EFS-342',
      effectiveDate: '2026-11-01T00:00:00Z',
    });
  });

  it("reports in ConnectWise's words which field is refused", async () => {
    const { connectWise, simulator } = await connected();
    simulator.traffic.expectErrors(true);
    const [addition] = rows(await connectWise.additions(AGREEMENT));
    const ref = { companyId: EDDIE, agreementId: AGREEMENT, id: addition?.id ?? 0 };
    const refused = await connectWise.write(change('addition', 'update', ref, { serialNumber: 'E'.repeat(51) }));
    expect(refused).toMatchObject({
      ok: false,
      failure: { code: 'rejected', status: 400, field: 'serialNumber', message: expect.stringContaining('50') },
    });
  });

  it('names the right that is missing to change it', async () => {
    const { connectWise, simulator } = await connected();
    removeRight(simulator.connectWise, { function: 'Agreements', action: 'edit' });
    simulator.traffic.expectErrors(true);
    const [addition] = rows(await connectWise.additions(AGREEMENT));
    const ref = { companyId: EDDIE, agreementId: AGREEMENT, id: addition?.id ?? 0 };
    expect(await connectWise.write(change('addition', 'update', ref, { quantity: 1 }))).toMatchObject({
      ok: false,
      failure: { code: 'missing-right', value: 'Finance › Agreements: Edit' },
    });
  });
});

describe('a configuration', () => {
  it('is created for its company, found by company and type, patched, and deleted', async () => {
    const { connectWise } = await connected();
    const type = SEED.configurationTypes.backupStats;
    const made = value(
      await connectWise.write(
        change(
          'configuration',
          'create',
          { companyId: EDDIE },
          {
            name: 'ETV-Primary',
            // As a plan has it, for users: the name is not sent.
            type: { id: type, name: 'Some other name' },
            deviceIdentifier: 'EFS-342:356',
            backupSuccesses: 20,
            lastBackupDate: '2026-11-21T07:00:00.123Z',
          },
        ),
      ),
    );
    expect(made).toMatchObject({
      companyId: EDDIE,
      type: { id: type, name: 'Backup Stats' },
      activeFlag: true,
      lastBackupDate: '2026-11-21T07:00:00.000Z',
    });
    expect(rows(await connectWise.configurations(EDDIE, [type]))).toEqual([made]);
    expect(rows(await connectWise.configurations(SEED.companies.joeTvRepair, [type]))).toEqual([]);
    const ref = { companyId: EDDIE, id: made?.id ?? 0 };
    const patched = value(
      await connectWise.write(change('configuration', 'update', ref, { backupFailed: 2, backupBillableSpaceGb: 1.5 })),
    );
    expect(patched).toMatchObject({ backupSuccesses: 20, backupFailed: 2, backupBillableSpaceGb: 1.5 });
    expect(value(await connectWise.write(change('configuration', 'delete', ref, {})))).toBeNull();
  });
});

describe('what is never sent', () => {
  const companyId = EDDIE;
  it.each([
    ['a derived member', change('addition', 'update', { companyId, agreementId: 1, id: 1 }, { billedQuantity: 1 })],
    [
      'a member that is not ours to write',
      change('managed-id-entry', 'update', { companyId, id: 1 }, { company: { id: 1 } }),
    ],
    ['a name from the prototype', change('configuration', 'update', { companyId, id: 1 }, { constructor: 1 })],
    [
      'a reference without an id',
      change('addition', 'create', { companyId, agreementId: 1 }, { product: { identifier: 'x' } }),
    ],
    [
      'a time that is none',
      change('addition', 'update', { companyId, agreementId: 1, id: 1 }, { cancelledDate: 'soon' }),
    ],
    [
      'a change of a record without an id',
      change('addition', 'update', { companyId, agreementId: 1 }, { quantity: 1 }),
    ],
    ['an addition without its agreement', change('addition', 'create', { companyId }, { quantity: 1 })],
  ])('%s', async (_, wrong) => {
    const { connectWise, simulator } = await connected();
    expect(await connectWise.write(wrong)).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(simulator.traffic.total).toBe(0);
  });
});

describe('the member that wrote', () => {
  it('is learned from the first write where several API members make it unclear', async () => {
    const { connectWise, simulator, learned } = await connected();
    simulator.connectWise.tables.apiMembers.insert({ identifier: 'Other' }, { identifier: 'Admin1' });
    expect(value(await connectWise.actor())).toEqual({ member: `API member ${SEED.publicKey}` });
    const [entry] = rows(await connectWise.managedIdEntries(EDDIE));
    value(
      await connectWise.write(
        change('managed-id-entry', 'update', { companyId: EDDIE, id: entry?.id ?? 0 }, { totalServers: 1 }),
      ),
    );
    expect(value(await connectWise.actor())).toEqual({ member: SEED.apiMember.identifier });
    expect(learned).toEqual([{ member: SEED.apiMember.identifier }]);
  });

  it('works without the right to read API members, and sends no request where it is known', async () => {
    const { connectWise, simulator } = await connected();
    removeRight(simulator.connectWise, { function: 'Member Maintenance', action: 'inquire' });
    simulator.traffic.expectErrors(true);
    expect(value(await connectWise.actor())).toEqual({ member: `API member ${SEED.publicKey}` });
    const known = await connected({}, { member: 'BackupBridge' });
    expect(value(await known.connectWise.actor())).toEqual({ member: 'BackupBridge' });
    expect(known.simulator.traffic.total).toBe(0);
  });
});
