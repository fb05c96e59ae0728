import { describe, expect, it } from 'vitest';
import { isoTime, MINUTE } from '../../../lib/shared/time.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import type { Simulator } from '../../simulator/server.ts';
import { connected, rows } from './against-simulator.ts';

const TYPE = SEED.configurationTypes.backupStats;
const USER_MEMBER = { identifier: 'Admin1' };
const CUSTOMERS = 900;

function conditions(simulator: Simulator): (string | null)[] {
  return simulator.traffic.exchanges.map(({ url }) => new URL(url).searchParams.get('conditions'));
}

function addConfiguration(simulator: Simulator, companyId: number, deviceIdentifier: string, typeId: number = TYPE) {
  const row = { name: 'x', company: { id: companyId }, type: { id: typeId }, deviceIdentifier };
  return simulator.connectWise.tables.configurations.insert(row, USER_MEMBER).id;
}

/** A host of the partner's own as long as names may be, so that addresses are as long as they get. */
const LONG_HOST = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example`;

describe('many companies at once', () => {
  it('need few requests with short addresses, by id, and omit unknown ids', async () => {
    const { connectWise, simulator } = await connected({ customers: CUSTOMERS });
    const all = simulator.connectWise.tables.companies.all().map(({ id }) => id);
    simulator.traffic.clear();
    const found = rows(await connectWise.companiesByIds([...all.toReversed(), 999_999_999]));
    expect(found.map(({ id }) => id)).toEqual(all);
    expect(simulator.traffic.total).toBeLessThan(10);
    for (const { url } of simulator.traffic.exchanges) expect(url.length).toBeLessThan(2_000);
    expect(rows(await connectWise.companiesByIds([]))).toEqual([]);
  });

  it('return their names in one request per thousand, without deleted ones', async () => {
    const { connectWise, simulator } = await connected({ customers: 1_100 });
    const { companies } = simulator.connectWise.tables;
    const [first, ...others] = companies.all();
    companies.update(first?.id ?? 0, { deletedFlag: true }, USER_MEMBER);
    simulator.traffic.clear();
    const named = rows(await connectWise.companyNames());
    expect(named).toEqual(others.map(({ id, name }) => ({ id, name })));
    expect(simulator.traffic.total).toBe(2);
    expect(conditions(simulator)[0]).toBe('deletedFlag=False');
  });

  it('return their agreements and configurations', async () => {
    const { connectWise, simulator } = await connected({ customers: CUSTOMERS });
    const companies = simulator.connectWise.tables.companies.all().map(({ id }) => id);
    for (const id of companies) addConfiguration(simulator, id, `EFS-${id}:1`);
    addConfiguration(simulator, companies[0] ?? 0, 'other type', SEED.configurationTypes.license);
    simulator.traffic.clear();
    const agreements = rows(await connectWise.agreementsOfCompanies(companies));
    expect(agreements.map(({ id }) => id).sort((a, b) => a - b)).toEqual(
      simulator.connectWise.tables.agreements.all().map(({ id }) => id),
    );
    const some = companies.slice(0, 500);
    const configurations = rows(await connectWise.configurationsOfCompanies(some, [TYPE]));
    expect(configurations.map(({ companyId }) => companyId)).toEqual(some);
    expect(simulator.traffic.total).toBeLessThan(20);
    expect(conditions(simulator)[0]).toMatch(/^company\/id in \(\d+(,\d+)*\)$/);
    expect(conditions(simulator).at(-1)).toMatch(new RegExp(`^type/id=${TYPE} and company/id in \\(\\d+(,\\d+)*\\)$`));
    for (const { url } of simulator.traffic.exchanges) expect(url.length).toBeLessThan(2_000);
    expect(rows(await connectWise.agreementsOfCompanies([]))).toEqual([]);
    expect(rows(await connectWise.configurationsOfCompanies([], [TYPE]))).toEqual([]);
  });

  it('return configurations of several types in the same requests, and only those with the prefix', async () => {
    const { connectWise, simulator } = await connected();
    const { eddiesTvRepair: eddie, joeTvRepair: joe } = SEED.companies;
    const { license } = SEED.configurationTypes;
    const ours = [
      addConfiguration(simulator, eddie, 'EFS-342:1'),
      addConfiguration(simulator, eddie, 'EFS-342:sp-servers', license),
      addConfiguration(simulator, joe, 'EFS-355:sp-servers', license),
    ];
    addConfiguration(simulator, eddie, 'M365-1', license);
    addConfiguration(simulator, eddie, 'EFS-342:2', SEED.configurationTypes.managedServer);
    simulator.traffic.clear();
    const ids = (found: { id: number }[]) => found.map(({ id }) => id);
    const types = [TYPE, license];
    expect(ids(rows(await connectWise.configurationsOfCompanies([eddie, joe], types, 'EFS')))).toEqual(ours);
    expect(ids(rows(await connectWise.configurations(eddie, types, 'EFS')))).toEqual(ours.slice(0, 2));
    const ofTypes = `type/id in (${TYPE},${license}) and deviceIdentifier like "EFS-%"`;
    expect(conditions(simulator)).toEqual([
      `${ofTypes} and company/id in (${eddie},${joe})`,
      `company/id=${eddie} and ${ofTypes}`,
    ]);
  });

  it('say which configuration types are inactive', async () => {
    const { connectWise, simulator } = await connected();
    const { license } = SEED.configurationTypes;
    simulator.connectWise.tables.configurationTypes.update(license, { inactiveFlag: true }, USER_MEMBER);
    const types = rows(await connectWise.configurationTypes());
    expect(types.find(({ id }) => id === license)).toEqual({ id: license, name: 'License', inactiveFlag: true });
    expect(types.find(({ id }) => id === TYPE)).toEqual({ id: TYPE, name: 'Backup Stats' });
  });

  it('fit into an address at the longest host', async () => {
    const { connectWise, simulator } = await connected({}, { apiHost: LONG_HOST, isCloud: false });
    simulator.traffic.expectErrors(true);
    const ids = Array.from({ length: 2_000 }, (_, index) => 2_147_480_000 + index);
    for (const ask of [
      connectWise.companiesByIds(ids),
      connectWise.agreementsOfCompanies(ids),
      connectWise.configurationsOfCompanies(ids, [2_147_480_000]),
    ]) {
      // There is no answer; what counts is that the request was not refused for its length.
      expect(await ask).toMatchObject({ ok: false, failure: { code: expect.not.stringMatching('bad-input') } });
    }
  });
});

describe('owners of our configurations', () => {
  it('are requested by the beginning of the device identifier, page by page', async () => {
    const { connectWise, simulator } = await connected();
    const company = SEED.companies.eddiesTvRepair;
    for (let nth = 0; nth < 2_100; nth += 1) addConfiguration(simulator, company, `EFS-342:${nth}`);
    addConfiguration(simulator, company, 'EFSX-1');
    addConfiguration(simulator, company, 'RMM EFS-1');
    addConfiguration(simulator, company, 'EFS-9:1', SEED.configurationTypes.license);
    simulator.traffic.clear();
    const owners = rows(await connectWise.configurationOwners(TYPE, 'EFS'));
    expect(owners).toHaveLength(2_100);
    expect(owners[0]).toEqual({
      companyId: company,
      deviceIdentifier: 'EFS-342:0',
      lastUpdated: expect.stringMatching(/Z$/),
      updatedBy: 'Admin1',
    });
    expect(simulator.traffic.total).toBe(3);
    expect(conditions(simulator)[0]).toBe(`type/id=${TYPE} and deviceIdentifier like "EFS-%"`);
  });

  it('may be limited to what was written at a moment or later', async () => {
    const { connectWise, simulator } = await connected();
    const company = SEED.companies.eddiesTvRepair;
    addConfiguration(simulator, company, 'EFS-342:1');
    simulator.clock.advance(10 * MINUTE);
    const since = isoTime(Math.floor(simulator.clock.now() / 1000) * 1000);
    addConfiguration(simulator, company, 'EFS-342:2');
    expect(
      rows(await connectWise.configurationOwners(TYPE, 'EFS', since)).map(({ deviceIdentifier }) => deviceIdentifier),
    ).toEqual(['EFS-342:2']);
    expect(conditions(simulator).at(-1)).toBe(
      `type/id=${TYPE} and deviceIdentifier like "EFS-%" and lastUpdated>=[${since.slice(0, 19)}Z]`,
    );
  });
});
