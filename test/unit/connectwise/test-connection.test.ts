import { describe, expect, it } from 'vitest';
import { type ConnectionInput, testConnection } from '../../../lib/connectwise/test-connection.ts';
import { removeRight } from '../../simulator/connectwise/rights.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { startSimulator } from '../../simulator/server.ts';
import { depsOf, INPUT, value } from './against-simulator.ts';

async function trying(input: Partial<ConnectionInput>) {
  const simulator = await startSimulator({ listen: false });
  simulator.traffic.expectErrors(true);
  const deps = depsOf(simulator);
  return { simulator, test: () => testConnection({ ...INPUT, ...input }, deps) };
}

describe('testing a connection', () => {
  it('returns what to show and what to store', async () => {
    const { simulator, test } = await trying({
      siteUrl: 'https://NA.myconnectwise.net/v2025_1/',
      privateKey: `${INPUT.privateKey}\n`,
    });
    const { tested, connection } = value(await test());
    expect(tested).toEqual({
      site: HOSTS.web,
      apiHost: HOSTS.rest,
      version: simulator.connectWise.version,
      member: SEED.apiMember.identifier,
      cleaned: [
        'Everything after the host was dropped from the site.',
        'One blank or invisible character was removed from the private key.',
      ],
      missingRights: [],
    });
    expect(connection).toMatchObject({
      codebase: 'v2025_1/',
      isCloud: true,
      privateKey: INPUT.privateKey,
      member: SEED.apiMember.identifier,
    });
    for (const secret of [INPUT.privateKey, INPUT.clientId]) expect(JSON.stringify(tested)).not.toContain(secret);
  });

  it("works for a host of the partner's own", async () => {
    const { test } = await trying({ siteUrl: HOSTS.onPremise });
    const { tested, connection } = value(await test());
    expect(tested).toMatchObject({ site: HOSTS.onPremise, apiHost: HOSTS.onPremise });
    expect(connection).toMatchObject({ isCloud: false, codebase: 'v4_6_release/' });
  });

  it.each([
    ['http', { siteUrl: 'http://na.myconnectwise.net' }, { code: 'bad-input', field: 'siteUrl' }],
    [
      'an unknown host',
      { siteUrl: 'nowhere.example' },
      { code: expect.stringMatching(/^(unreachable|unavailable|not-json|unexpected-shape)$/) },
    ],
    ['an unknown company id', { companyId: 'nobody' }, { code: 'unknown-company-id', value: 'nobody' }],
    ['a wrong public key', { publicKey: 'Wrong' }, { code: 'unauthorized' }],
    ['a wrong private key', { privateKey: 'Wrong' }, { code: 'unauthorized' }],
    ['no client id', { clientId: ' ' }, { code: 'bad-input', field: 'clientId' }],
    ['a client id that is none', { clientId: 'abc' }, { code: 'bad-input', field: 'clientId' }],
  ])('names %s', async (_, input, failure) => {
    const { test } = await trying(input);
    const found = await test();
    expect(found).toMatchObject({ ok: false, failure });
    expect(JSON.stringify(found)).not.toContain(INPUT.privateKey);
  });

  it('says that both keys are exchanged where ConnectWise accepts them so, and only if both were typed just now', async () => {
    const { simulator } = await trying({});
    const swapped = { ...INPUT, publicKey: INPUT.privateKey, privateKey: INPUT.publicKey };
    const found = await testConnection(swapped, { ...depsOf(simulator), mayBeSwapped: true });
    expect(found).toMatchObject({ ok: false, failure: { code: 'swapped-keys' } });
    expect(JSON.stringify(found)).not.toContain(INPUT.privateKey);
    const wrong = await testConnection({ ...INPUT, privateKey: 'Wrong' }, { ...depsOf(simulator), mayBeSwapped: true });
    expect(wrong).toMatchObject({ ok: false, failure: { code: 'unauthorized' } });
    expect(await testConnection(swapped, depsOf(simulator))).toMatchObject({ failure: { code: 'unauthorized' } });
  });

  it('names the cloud that knows the company ID', async () => {
    const { simulator, test } = await trying({});
    simulator.connectWise.options.knownAt = 'eu.myconnectwise.net';
    expect(await test()).toMatchObject({
      ok: false,
      failure: { code: 'wrong-cloud', field: 'siteUrl', value: 'eu.myconnectwise.net' },
    });
  });

  it('names a web page in place of the API, at discovery', async () => {
    const { simulator, test } = await trying({});
    simulator.faults.add({ path: '/login/companyinfo', effect: { kind: 'html' } });
    expect(await test()).toMatchObject({ ok: false, failure: { code: 'not-json' } });
  });

  it('names each missing right to write, with what it is for, by the role of the API member', async () => {
    const { simulator, test } = await trying({});
    removeRight(simulator.connectWise, { function: 'Agreements', action: 'edit' });
    removeRight(simulator.connectWise, { function: 'Configurations', action: 'add' });
    removeRight(simulator.connectWise, { function: 'Close Service Tickets', action: 'edit' });
    const { tested } = value(await test());
    expect(tested.missingRights.map((failure) => failure.value)).toEqual([
      'Companies › Configurations: Add',
      'Finance › Agreements: Edit',
      'Service Desk › Close Service Tickets: Edit',
    ]);
    expect(tested.missingRights[1]?.nextStep).toContain('It is needed for quantities of additions.');
  });

  it('names each missing right', async () => {
    const { simulator, test } = await trying({});
    for (const right of ['Agreements', 'Table Setup', 'Product Catalog'] as const) {
      removeRight(simulator.connectWise, { function: right, action: 'inquire' });
    }
    const { tested } = value(await test());
    expect(tested.missingRights.map((failure) => failure.value)).toEqual([
      'Finance › Agreements: Inquire',
      'Procurement › Product Catalog: Inquire',
      'System › Table Setup: Inquire',
    ]);
    for (const failure of tested.missingRights) expect(failure.nextStep).toContain('security role');
  });
});
