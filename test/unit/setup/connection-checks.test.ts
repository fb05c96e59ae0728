import { describe, expect, it } from 'vitest';
import { removeRight, revokeKey, setRight } from '../../simulator/connectwise/rights.ts';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { checked, SET_UP } from './support.ts';

const failure = (code: 'not-connected' | 'missing-client-id' | 'unreachable') =>
  ({ ok: false, failure: { code, message: 'It is so.', nextStep: 'Do this.' } }) as const;

describe('the checks of the connection to ConnectWise', () => {
  it('are all ok where it works', async () => {
    for (const id of ['site-url', 'company-id', 'api-keys', 'client-id', 'managed-services-license', 'member-rights']) {
      expect(await checked(id), id).toMatchObject({ state: 'ok' });
    }
  });

  it('say once that nothing is connected', async () => {
    const nothing = () => ({ site: null, connectWise: failure('not-connected') });
    expect(await checked('site-url', nothing)).toMatchObject({
      state: 'failed',
      evidence: ['ConnectWise is not connected.'],
      fix: { kind: 'place', place: 'connections' },
    });
    for (const id of ['company-id', 'api-keys', 'client-id', 'management-solution', 'member-rights', 'board-status']) {
      expect(await checked(id, nothing), id).toMatchObject({ state: 'unknown' });
    }
  });

  it('site-url fails where the site does not answer, and the company ID is then unknown', async () => {
    const down = (id: string) =>
      checked(id, ({ simulator }) => {
        simulator.faults.add({ times: 'always', effect: { kind: 'dropped-before' } });
      });
    expect(await down('site-url')).toMatchObject({
      state: 'failed',
      evidence: [expect.stringContaining('na.myconnectwise.net')],
    });
    expect(await down('company-id')).toMatchObject({ state: 'unknown' });
  });

  it('company-id fails where the site denies it, and the site is ok', async () => {
    const unknown = (id: string) =>
      checked(id, ({ deps, simulator }) => {
        simulator.connectWise.options.knownAt = 'eu.myconnectwise.net';
        return deps;
      });
    expect(await unknown('company-id')).toMatchObject({
      state: 'failed',
      evidence: [`na.myconnectwise.net knows no company ID "${SEED.companyId}".`],
    });
    expect(await unknown('site-url')).toMatchObject({ state: 'ok' });
  });

  it('api-keys fails where they are revoked, or cannot be opened any more', async () => {
    expect(
      await checked('api-keys', ({ simulator }) => void revokeKey(simulator.connectWise, SEED.publicKey)),
    ).toMatchObject({ state: 'failed', fix: { kind: 'place' } });
    expect(await checked('api-keys', () => ({ connectWise: failure('not-connected') }))).toMatchObject({
      state: 'failed',
      evidence: ['It is so.'],
      nextStep: 'Do this.',
    });
    expect(await checked('api-keys', () => ({ connectWise: failure('unreachable') }))).toMatchObject({
      state: 'unknown',
    });
  });

  it('client-id fails where it is refused', async () => {
    expect(await checked('client-id', () => ({ connectWise: failure('missing-client-id') }))).toMatchObject({
      state: 'failed',
    });
    expect(await checked('api-keys', () => ({ connectWise: failure('missing-client-id') }))).toMatchObject({
      state: 'unknown',
    });
  });

  it('managed-services-license fails without the add-on, and is unknown where licenses are not listed', async () => {
    const licenses = (listed: Record<string, boolean> | null) =>
      checked('managed-services-license', ({ simulator }) => {
        simulator.connectWise.options.licenses = listed;
      });
    expect(await licenses({ Agreements: true })).toMatchObject({ state: 'failed' });
    expect(await licenses({ ManagedServices: false })).toMatchObject({ state: 'failed' });
    expect(await licenses(null)).toMatchObject({ state: 'unknown' });
    expect(await licenses({ 'Managed Services': true })).toMatchObject({ state: 'ok' });
  });
});

describe('the rights of the API member', () => {
  const without = (...removed: Parameters<typeof removeRight>[1][]) =>
    checked('member-rights', ({ simulator }) => {
      for (const right of removed) removeRight(simulator.connectWise, right);
    });

  it('are proved by the report, to write too: each missing one is named with its level and reason', async () => {
    expect(
      await without(
        { function: 'Agreements', action: 'edit' },
        { function: 'Close Service Tickets', action: 'edit' },
        { function: 'Company Maintenance', action: 'inquire' },
        { function: 'Configurations', action: 'add' },
      ),
    ).toMatchObject({
      state: 'failed',
      evidence: [
        'Companies › Company Maintenance: Inquire is missing; it is needed for companies and their managed-ID entries.',
        'Companies › Configurations: Add is missing; it is needed for backup statistics.',
        'Finance › Agreements: Edit is missing; it is needed for quantities of additions.',
        'Service Desk › Close Service Tickets: Edit is missing; it is needed for closing the tickets of incidents that are over.',
      ],
    });
  });

  it('are listed to be copied into the role', async () => {
    const { values, path } = await checked('member-rights');
    expect(values).toContainEqual({
      label: 'Finance › Agreements',
      value: 'Inquire, Edit: All; may be left out: Add, Delete: All',
    });
    expect(path?.[1]).toBe('Security Roles');
  });

  it('must cover all records', async () => {
    const { state, evidence } = await checked('member-rights', ({ simulator }) =>
      setRight(simulator.connectWise, { function: 'Service Tickets', action: 'inquire' }, 'My'),
    );
    expect([state, evidence[0]]).toEqual([
      'failed',
      'Service Desk › Service Tickets: Inquire covers own records only; it is needed for tickets and their notes.',
    ]);
  });

  it('are needed only for what the settings use', async () => {
    const noTickets = { ...SET_UP, tickets: { ...SET_UP.tickets, board: null } };
    const { state } = await checked('member-rights', ({ simulator }) => {
      removeRight(simulator.connectWise, { function: 'Service Tickets', action: 'add' });
      return { settings: noTickets };
    });
    expect(state).toBe('ok');
    const viewer = await checked('member-rights', ({ simulator }) => {
      removeRight(simulator.connectWise, { function: 'Agreements', action: 'edit' });
      return { settings: { ...SET_UP, role: 'viewer' } };
    });
    expect(viewer.state).toBe('ok');
  });

  it('that may be left out are named, and fail nothing', async () => {
    const { state, evidence } = await without({ function: 'Product Catalog', action: 'add' });
    expect(state).toBe('ok');
    expect(evidence).toContain('May be left out, and is: Procurement › Product Catalog: Add.');
  });

  it('are proved by the settings of the role without the right to reports', async () => {
    const role = await without({ function: 'API Reports', action: 'inquire' });
    expect(role).toMatchObject({
      state: 'ok',
      evidence: [expect.stringContaining('by its security role'), expect.anything()],
    });
    const lacking = await without(
      { function: 'API Reports', action: 'inquire' },
      { function: 'Agreements', action: 'edit' },
    );
    expect(lacking.evidence[0]).toContain('Finance › Agreements: Edit is missing');
  });

  it('are proved by the role too where the report has levels that are not known', async () => {
    const { evidence } = await checked('member-rights', ({ simulator }) => {
      simulator.connectWise.options.reports = {
        columns: { MemberSecurityRoles: { Inquire_Level: 'Add_Level', Add_Level: 'Inquire_Level' } },
      };
      setRight(simulator.connectWise, { function: 'API Reports', action: 'add' }, 'None');
    });
    expect(evidence[0]).toContain('by its security role');
  });

  it('are proved by reads where neither may be read: then those to write are compared by a user', async () => {
    const hidden = [
      { function: 'API Reports', action: 'inquire' },
      { function: 'Security Roles', action: 'inquire' },
    ] as const;
    const { state, evidence, values } = await without(...hidden);
    expect([state, values?.length]).toEqual(['manual', 10]);
    expect(evidence.join(' ')).toContain('System › Security Roles: Inquire');
    expect(await without(...hidden, { function: 'Product Catalog', action: 'inquire' })).toMatchObject({
      state: 'failed',
      evidence: [expect.stringContaining('Procurement › Product Catalog: Inquire is missing'), expect.anything()],
    });
  });

  it('are a list for a user where several API members may be ours', async () => {
    const { state, evidence } = await checked('member-rights', ({ simulator }) => {
      const { apiMembers } = simulator.connectWise.tables;
      apiMembers.insert({ identifier: 'Other', inactiveFlag: false }, { identifier: 'Admin1' });
    });
    expect(state).toBe('manual');
    expect(evidence.join(' ')).toContain('several API members');
  });
});
