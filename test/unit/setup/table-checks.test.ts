import { describe, expect, it } from 'vitest';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import type { TableName } from '../../simulator/connectwise/state.ts';
import { checked, SET_UP, type World } from './support.ts';

const ADMIN = { identifier: 'Admin1' };
const change = (table: TableName, id: number, members: Record<string, unknown>) => (made: World) =>
  void made.simulator.connectWise.tables[table].update(id, members, ADMIN);
/** Takes something away that is not at its seeded place. */
const remove =
  (table: TableName, ...ids: number[]) =>
  (made: World) => {
    for (const id of ids) made.simulator.connectWise.tables[table].remove(id);
  };
const solution = (members: Record<string, unknown>) =>
  change('managementItSolutions', SEED.managementSolution, members);
const integration = (members: Record<string, unknown>) =>
  change('managedDevicesIntegrations', SEED.managedDevicesIntegration, members);

describe('the check of the management solution', () => {
  it('is ok as the guides have it', async () => {
    expect(await checked('management-solution')).toMatchObject({ state: 'ok' });
  });

  it('fails without one, with a plan and the values to copy', async () => {
    expect(
      await checked('management-solution', remove('managementItSolutions', SEED.managementSolution)),
    ).toMatchObject({
      state: 'failed',
      fix: { kind: 'plan' },
      values: [
        { label: 'Name', value: 'eFolder' },
        { label: 'Management IT Solution', value: 'Custom' },
        { label: 'Custom Solution Name', value: 'eFolder' },
      ],
    });
  });

  it('fails where none is chosen: chosen where one is there, else created', async () => {
    const none = { settings: { ...SET_UP, managementSolution: '' } };
    expect(await checked('management-solution', () => none)).toMatchObject({
      state: 'failed',
      fix: { kind: 'place', place: 'services' },
    });
    expect(await checked('management-solution', () => none, { variant: 'not-set-up' })).toMatchObject({
      state: 'failed',
      fix: { kind: 'plan' },
    });
  });

  it.each([
    ['another type', { managementItSolutionType: 'NAble' }, 'failed'],
    ['another custom name', { managementSolutionName: 'Other' }, 'failed'],
    ['a name in another case', { name: 'EFOLDER' }, 'failed'],
    ['a login', { globalLoginFlag: true }, 'warning'],
  ])('says %s', async (_, members, state) => {
    const { evidence, ...found } = await checked('management-solution', solution(members));
    expect(found).toMatchObject({ state, fix: { kind: 'plan' } });
    expect(evidence).not.toEqual([]);
  });
});

describe('the check of the managed devices integration', () => {
  it('is ok as the guides have it', async () => {
    expect(await checked('managed-devices-integration')).toMatchObject({ state: 'ok' });
  });

  it('fails without one', async () => {
    expect(
      await checked(
        'managed-devices-integration',
        remove('managedDevicesIntegrations', SEED.managedDevicesIntegration),
      ),
    ).toMatchObject({ state: 'failed', fix: { kind: 'plan' } });
  });

  it.each([
    ['the solution', { solution: 'efolder' }, 'failed', 'Solution is “efolder”'],
    ['Login By', { loginBy: 'Member' }, 'failed', 'Login By is “Member”'],
    ['new cross-references', { disableNewCrossReferencesFlag: false }, 'warning', 'Newly discovered'],
    ['the billing level', { defaultBillingLevel: 'Summary' }, 'failed', 'Billing Level is “Summary”'],
    ['the serial number', { matchOnSerialNumberFlag: false }, 'failed', 'Match on Serial Number'],
  ])('says when %s is wrong', async (_, members, state, said) => {
    const { evidence, ...found } = await checked('managed-devices-integration', integration(members));
    expect(found).toMatchObject({ state, fix: { kind: 'plan' } });
    expect(evidence.join(' ')).toContain(said);
  });
});

describe('the check of the executive report', () => {
  it('is ok where it is scheduled, and says when', async () => {
    expect(await checked('executive-report')).toMatchObject({
      state: 'ok',
      evidence: [expect.stringContaining('day 1 of the month at 06:00')],
    });
  });

  it('warns where it is not', async () => {
    expect(
      await checked('executive-report', change('management', 1, { scheduleExecutiveSummaryReportFlag: false })),
    ).toMatchObject({ state: 'warning' });
  });
});

describe('the check of services', () => {
  it('names what is off', async () => {
    expect(await checked('service-toggles')).toMatchObject({
      state: 'ok',
      evidence: [expect.any(String), expect.stringContaining('Email Archiving # Mailboxes')],
    });
  });

  it('fails with none on', async () => {
    const toggles = Object.fromEntries(Object.keys(SET_UP.toggles).map((toggle) => [toggle, false]));
    const settings = { ...SET_UP, toggles: toggles as typeof SET_UP.toggles };
    expect(await checked('service-toggles', () => ({ settings }))).toMatchObject({ state: 'failed' });
  });
});

describe('the check of products', () => {
  it('is ok in a catalog that is set up', async () => {
    expect(await checked('products')).toMatchObject({ state: 'ok' });
  });

  it.each([
    ['is inactive', { inactiveFlag: true }, 'failed', 'is inactive', 'plan'],
    ['is a bundle', { productClass: 'Bundle' }, 'failed', 'is a bundle', 'place'],
    ['has another unit', { unitOfMeasure: { id: 2, name: 'Hours' } }, 'warning', 'is “Hours”', 'plan'],
    ['has no price', { price: 0 }, 'warning', 'has no price', 'place'],
  ])('says when one %s', async (_, members, state, said, kind) => {
    const { evidence, ...found } = await checked('products', change('catalog', 1, members));
    expect(found).toMatchObject({ state, fix: { kind } });
    expect(evidence).toEqual([expect.stringContaining(said)]);
  });

  it('says it of several products without a price in one sentence', async () => {
    const { evidence } = await checked('products', (made) => {
      change('catalog', 1, { price: 0 })(made);
      change('catalog', 2, { price: 0 })(made);
    });
    expect(evidence).toEqual([
      expect.stringMatching(/^\{2\} products have no price, so they bill nothing: “.+”, “.+”\.$/),
    ]);
  });

  it('fails where one is gone', async () => {
    expect(await checked('products', remove('catalog', 1))).toMatchObject({
      state: 'failed',
      evidence: [expect.stringContaining('does not exist any more')],
    });
  });

  it('has a plan for services without one, and one sentence for all of them', async () => {
    const { evidence, ...found } = await checked('products', () => undefined, { variant: 'not-set-up' });
    expect(found).toMatchObject({ state: 'failed', fix: { kind: 'plan' } });
    expect(evidence).toEqual([
      expect.stringMatching(/^\{10\} services have no product, so they are not billed: Select Online Backup Storage, /),
    ]);
  });
});

describe('the check of cross-references', () => {
  const rowOf = ({ simulator }: World, type: string, level: string): number =>
    Number(
      simulator.connectWise.tables.crossReferences
        .all()
        .find(({ vendorType, vendorLevel }) => vendorType === type && vendorLevel === level)?.id,
    );
  const bdr = (members: Record<string, unknown>) => (made: World) =>
    change('crossReferences', rowOf(made, 'Online Storage', 'ShadowProtect BDR'), members)(made);

  it('is ok where every enabled service has one', async () => {
    expect(await checked('cross-references')).toMatchObject({ state: 'ok' });
  });

  it('fails for a service without any, and warns where others of its switch are billed', async () => {
    expect(
      await checked('cross-references', (made) => remove('crossReferences', rowOf(made, 'Local Storage', ''))(made)),
    ).toMatchObject({
      state: 'failed',
      evidence: ['Local Backup Storage has no cross-reference (Type “Local Storage”, Level blank).'],
      fix: { kind: 'plan', label: 'Create the cross-references' },
    });
    expect(
      await checked('cross-references', (made) =>
        remove('crossReferences', rowOf(made, 'Online Storage', 'Basic'))(made),
      ),
    ).toMatchObject({ state: 'warning' });
  });

  it('names services without any in one sentence for each severity', async () => {
    const kept = (made: World) => [rowOf(made, 'Online Storage', 'Select'), rowOf(made, 'Online Storage', 'Basic')];
    const found = await checked('cross-references', (made) => {
      const { crossReferences } = made.simulator.connectWise.tables;
      for (const { id } of crossReferences.all()) if (!kept(made).includes(id)) crossReferences.remove(id);
    });
    expect(found).toMatchObject({
      state: 'failed',
      evidence: [
        expect.stringMatching(/^\{\d\} services have no cross-reference: Online Backup # Servers, .*\.$/),
        expect.stringMatching(/^ShadowProtect BDR Storage has no cross-reference \(Type/),
      ],
    });
  });

  it.each([
    ['a Level in another case', { vendorLevel: 'shadowprotect bdr' }, 'failed'],
    ['an inactive row', { inactiveFlag: true }, 'warning'],
    ['another configuration type', { configurationType: { id: 2, name: 'License' } }, 'warning'],
    ['no product', { product: null }, 'failed'],
  ])('says %s', async (_, members, state) => {
    expect(await checked('cross-references', bdr(members))).toMatchObject({ state, fix: { kind: 'plan' } });
  });

  it('says a flat fee', async () => {
    const { state, evidence } = await checked('cross-references', (made) => {
      change('catalog', 13, { identifier: 'Online Backup Basic Storage Flat Fee' })(made);
      bdr({ product: { id: 13 } })(made);
    });
    expect([state, evidence.join(' ')]).toEqual(['failed', expect.stringContaining('is a flat-fee product')]);
  });

  it('fails without an integration: both are created', async () => {
    const { values, ...found } = await checked('cross-references', () => undefined, { variant: 'not-set-up' });
    expect(found).toMatchObject({ state: 'failed', fix: { kind: 'plan' } });
    expect(values).toHaveLength(10);
  });

  it('fails where no solution is there to be chosen, and waits where one is', async () => {
    const none = () => ({ settings: { ...SET_UP, managementSolution: '' } });
    for (const id of ['managed-devices-integration', 'cross-references']) {
      expect(await checked(id, none, { variant: 'not-set-up' }), id).toMatchObject({
        state: 'failed',
        fix: { kind: 'plan' },
      });
      expect(await checked(id, none), id).toMatchObject({ state: 'unknown' });
    }
  });
});
