import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../lib/domain/change.ts';
import { textsOf } from '../../../../lib/domain/outcomes.ts';
import type { UnreadableRow } from '../../../../lib/domain/record-list.ts';
import { unreadableLabel } from '../../../../lib/domain/unreadable-words.ts';
import { HOUR, MINUTE } from '../../../../lib/shared/time.ts';
import { findCompany } from '../../../../lib/sync/read/link.ts';
import {
  account,
  addition,
  agreement,
  COMPANY,
  company,
  configuration,
  entry,
  facts,
  portalEvent,
  ticket,
} from '../../../support/builders/sync-records.ts';
import { bulkSync, fleet } from '../support/bulk-sync-stage.ts';
import { type Stage, stage, value } from '../support/stage.ts';
import { failure, notesOf, outcomes, report, success, ticketStage, ticketsOf } from '../support/ticket-stage.ts';

const ENTRIES = `/company/companies/${COMPANY}/managementSummaryReports`;
const AGREEMENT: UnreadableRow = {
  path: '/finance/agreements/5',
  id: 5,
  field: 'agreementStatus',
  value: '"Pending"',
  companyId: COMPANY,
};
const ENTRY: UnreadableRow = { path: `${ENTRIES}/9`, id: 9, field: 'deviceType', value: '"SpamStats"' };
const ADDITION: UnreadableRow = {
  path: '/finance/agreements/40/additions/77',
  id: 77,
  field: 'quantity',
  value: '"many"',
};
const CONFIGURATION: UnreadableRow = { path: '/company/configurations/8', id: 8, field: 'backupFailed', value: '"3"' };
const REFERENCE: UnreadableRow = {
  path: '/company/managedDevicesIntegrations/1/crossReferences/3',
  id: 3,
  field: 'vendorType',
  value: '5',
};
const TICKET: UnreadableRow = { path: '/service/tickets/600', id: 600, field: 'status', value: 'nothing' };
const NOTE: UnreadableRow = { path: '/service/tickets/501/notes/8', id: 8, field: 'text', value: '{}' };

async function plan(on: Stage) {
  return value(await on.engine.plan(COMPANY));
}

async function codes(on: Stage): Promise<string[]> {
  return value(await on.engine.companyView(COMPANY, { refresh: true })).findings.map(({ code }) => code);
}

function written(changes: readonly Change[], resource: Change['resource']): Change['op'][] {
  return changes.filter((change) => change.resource === resource).map(({ op }) => op);
}

describe('an unreadable agreement', () => {
  it('is skipped with its additions; the quantities of the others are written', async () => {
    const on = await stage();
    on.connectWise.unreadable = { agreements: [AGREEMENT] };
    const { run } = await on.sync();
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
    expect(run).toMatchObject({ state: 'done', unreadable: 1 });
    expect(textsOf(run.outcomes)).toContainEqual(expect.stringContaining('Agreement 5, agreementStatus "Pending"'));
    expect((await plan(on)).skipped).toContainEqual(
      expect.objectContaining({ part: 'agreement-parts', why: expect.stringContaining('Its additions are skipped.') }),
    );
  });

  it('is shown in the panel, and no addition is called missing', async () => {
    const on = await stage({ tables: { additions: [] } });
    expect(await codes(on)).toContain('ADD-MISSING');
    on.connectWise.unreadable = { agreements: [AGREEMENT] };
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    expect(view.unreadable).toEqual([AGREEMENT]);
    expect(view.findings.map(({ code }) => code)).not.toContain('ADD-MISSING');
    on.connectWise.unreadable = {};
    expect(value(await on.engine.companyView(COMPANY, { refresh: true })).unreadable).toBeUndefined();
  });
});

describe('an unreadable addition', () => {
  it('leaves the readable ones of its agreement, and none is called missing', async () => {
    const on = await stage();
    on.connectWise.unreadable = { additions: [ADDITION] };
    const { run } = await on.sync();
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
    expect(run.unreadable).toBe(1);
    on.connectWise.tables.additions = [];
    expect(await codes(on)).not.toContain('ADD-MISSING');
  });

  it('does not hide that two that could be read bill the same twice', async () => {
    const on = await stage({ tables: { additions: [addition({ id: 500 }), addition({ id: 501 })] } });
    on.connectWise.unreadable = { additions: [ADDITION] };
    expect(await codes(on)).toContain('ADD-DUPLICATE');
  });
});

describe('an unreadable managed-ID entry', () => {
  it('silences what is concluded from absence, count or order; the report is written to the readable entry', async () => {
    const on = await stage({ tables: { entries: [entry({ id: 1 })] } });
    expect(await codes(on)).toContain('MID-MISSING');
    on.connectWise.unreadable = { managedIdEntries: [ENTRY] };
    const found = await codes(on);
    expect(found.filter((code) => code.startsWith('MID-'))).toEqual([]);
    const { changes, skipped } = await plan(on);
    expect(changes.filter(({ part }) => part === 'management-report').map(({ ref }) => ref.id)).toEqual([1]);
    expect(skipped).toContainEqual(
      expect.objectContaining({ label: 'Managed-ID entry 9, deviceType "SpamStats"', unreadable: true }),
    );
  });

  it('does not remove the link of its company', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342', '355']);
    on.connectWise.unreadable = { managedIdEntries: [ENTRY] };
    await plan(on);
    expect(await on.store.companiesOfCustomer('355')).toEqual([COMPANY]);
    on.connectWise.unreadable = {};
    await plan(on);
    expect(await on.store.companiesOfCustomer('355')).toEqual([]);
  });

  it('prevents a fix that was planned before from creating an entry', async () => {
    const on = await stage({ tables: { entries: [entry({ id: 1 })] } });
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    const missing = view.findings.find(({ code }) => code === 'MID-MISSING');
    const fix = value(await on.engine.planFix(COMPANY, missing?.id ?? ''));
    expect(written(fix.changes, 'managed-id-entry')).toContain('create');
    on.connectWise.unreadable = { managedIdEntries: [ENTRY] };
    const { run } = await on.apply(fix.id);
    expect(run.counts).toMatchObject({ applied: 0, failed: 1 });
    expect(on.connectWise.tables.entries).toHaveLength(1);
  });

  it('of another company leaves the owner of the customer open: none is chosen', async () => {
    const on = await stage({ tables: { companies: [company(), company({ id: 251 })], entries: [entry({ id: 1 })] } });
    await on.store.putLinks(COMPANY, ['342']);
    await on.store.putLinks(251, ['342']);
    on.connectWise.unreadable = { managedIdEntries: [{ ...ENTRY, companyId: 251 }] };
    expect(await findCompany(on.deps, '342')).toMatchObject({ ok: false, failure: { code: 'unexpected-shape' } });
    on.connectWise.unreadable = {};
    expect(value(await findCompany(on.deps, '342'))).toBe(COMPANY);
  });
});

describe('an unreadable entry of a company that may share the id', () => {
  const two = () =>
    stage({
      tables: { companies: [company(), company({ id: 251, name: 'Joe TV' })], additions: [addition({ id: 500 })] },
    });

  it('leaves the panel of this company readable, without comparing quantities', async () => {
    const on = await two();
    await on.store.putLinks(251, ['342']);
    expect(await codes(on)).toContain('ADD-DRIFT');
    await on.store.putLinks(251, ['342']);
    on.connectWise.unreadable = { managedIdEntries: [{ ...ENTRY, companyId: 251 }] };
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    expect(view.unreadable?.map(unreadableLabel)).toEqual(['record of another company, deviceType "SpamStats"']);
    expect(view.findings.map(({ code }) => code)).not.toContain('ADD-DRIFT');
    expect(view.customers).toHaveLength(1);
  });

  it('prevents a sync from writing, since the id may be on both', async () => {
    const on = await two();
    await on.store.putLinks(251, ['342']);
    on.connectWise.unreadable = { managedIdEntries: [{ ...ENTRY, companyId: 251 }] };
    const { run } = await on.sync();
    expect(run).toMatchObject({ state: 'failed', failure: { code: 'unexpected-shape' } });
    expect(on.connectWise.calls).not.toContain('write');
  });
});

describe('an unreadable configuration', () => {
  it('leaves the readable ones to be updated; none is created, and the month’s jobs are not counted without it', async () => {
    const known = configuration({ id: 1, deviceIdentifier: 'EFS-342:1001' });
    const on = await stage({ tables: { configurations: [known] } });
    on.portal.facts.set('342', facts([account({ id: '1001' }), account({ id: '1002', userName: 'ETV-New' })]));
    expect(written((await plan(on)).changes, 'configuration')).toEqual(['update', 'create']);
    on.connectWise.unreadable = { configurations: [CONFIGURATION] };
    const { changes, skipped } = await plan(on);
    expect(written(changes, 'configuration')).toEqual(['update']);
    expect(changes.filter(({ part }) => part === 'management-report').map(({ ref }) => ref.id)).toEqual([1]);
    expect(skipped).toContainEqual(
      expect.objectContaining({
        label: 'Backup statistics of “ETV-New”',
        why: expect.stringContaining('configuration 8, backupFailed "3"'),
      }),
    );
  });
});

describe('an unreadable cross-reference', () => {
  it('holds quantities for approval, since the product may bill more; no product is called unreferenced', async () => {
    const odd = addition({ id: 501, product: { id: 99, identifier: 'Unknown' } });
    const on = await stage({ tables: { additions: [addition({ id: 500 }), odd] } });
    expect(await codes(on)).toContain('ADD-PRODUCT');
    on.connectWise.unreadable = { crossReferences: [REFERENCE] };
    await on.engine.connectionChanged();
    const found = await codes(on);
    for (const code of ['ADD-PRODUCT', 'ADD-DRIFT', 'ADD-MISSING', 'ADD-AGREEMENT-TYPE']) {
      expect(found).not.toContain(code);
    }
    expect((await plan(on)).skipped).toContainEqual(
      expect.objectContaining({ label: 'Cross-reference 3, vendorType 5', why: expect.stringContaining('approval') }),
    );
    const { run } = await on.sync();
    expect(run.counts.held).toBe(1);
    expect(run).not.toHaveProperty('unreadable');
    expect(on.connectWise.tables.additions[0]?.quantity).not.toBe(100);
    expect(value(await on.engine.companyView(COMPANY, { refresh: true })).unreadable).toEqual([REFERENCE]);
  });
});

describe('an unreadable ticket', () => {
  it('with the reference of the incident prevents a second one from being created; it is read again later', async () => {
    const on = await ticketStage();
    on.connectWise.unreadable = { ticketsByXRef: [TICKET] };
    await report(on, failure('e1'));
    expect(ticketsOf(on)).toEqual([]);
    const [waiting] = await on.store.outbox();
    expect(waiting).toMatchObject({ state: 'waiting', failure: { message: expect.stringContaining(TICKET.path) } });
    on.connectWise.unreadable = {};
    on.time.now += HOUR;
    await on.engine.drain();
    expect(ticketsOf(on)).toEqual(['#548 New']);
    expect((await outcomes(on))[0]?.[1]).toBe('done');
  });

  it('of the company is a neighbor: ours is still opened, closed and shown', async () => {
    const on = await ticketStage();
    on.connectWise.unreadable = { companyTickets: [TICKET], openTickets: [TICKET] };
    await report(on, failure('e1'));
    expect(ticketsOf(on)).toEqual(['#548 New']);
    const [own] = on.connectWise.tables.tickets;
    const banner = `Service Ticket #548 - ${own?.summary}`;
    const view = value(await on.engine.ticketView(548, banner, { refresh: true }));
    expect(view).toMatchObject({ ticket: { id: 548 }, unreadable: [TICKET] });
    on.time.now += MINUTE;
    await report(on, success('e2', on.time.now));
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
  });

  it('beside ours keeps its card readable, without a fix that counts tickets', async () => {
    const duplicates = [ticket({ id: 501 }), ticket({ id: 502 })];
    const on = await ticketStage({ tables: { tickets: duplicates } });
    await on.engine.companyView(COMPANY, { refresh: true });
    const banner = `Service Ticket #501 - ${duplicates[0]?.summary}`;
    const before = value(await on.engine.ticketView(501, banner, { refresh: true }));
    expect(before?.findings.find(({ code }) => code === 'TIX-DUPLICATE')?.fix).toBeDefined();
    on.connectWise.unreadable = { ticketsByXRef: [TICKET] };
    const view = value(await on.engine.ticketView(501, banner, { refresh: true }));
    expect(view?.unreadable).toEqual([TICKET]);
    expect(view?.findings.find(({ code }) => code === 'TIX-DUPLICATE')).toBeDefined();
    expect(view?.findings.every(({ fix }) => fix === undefined)).toBe(true);
  });
});

describe('an unreadable ticket note', () => {
  it('prevents a note that may exist already from being written; merging continues', async () => {
    const on = await ticketStage({ tables: { tickets: [ticket({ id: 501 }), ticket({ id: 502 })] } });
    on.connectWise.unreadable = { ticketNotes: [NOTE] };
    await report(on, failure('e1'));
    expect(notesOf(on, 501)).toEqual([]);
    expect(ticketsOf(on)).toEqual(['#501 New', '#502 Closed in #501']);
    const [waiting] = await on.store.outbox();
    expect(waiting).toMatchObject({ state: 'waiting', failure: { message: expect.stringContaining(NOTE.path) } });
    on.connectWise.unreadable = {};
    on.time.now += HOUR;
    await on.engine.drain();
    expect(notesOf(on, 501)).toHaveLength(1);
  });
});

describe('an unreadable row in a bulk list', () => {
  it.each([
    [
      'agreement',
      { agreementsOfCompanies: [{ ...AGREEMENT, companyId: 3 }], agreements: [{ ...AGREEMENT, companyId: 3 }] },
    ],
    [
      'configuration',
      {
        configurationsOfCompanies: [{ ...CONFIGURATION, companyId: 3 }],
        configurations: [{ ...CONFIGURATION, companyId: 3 }],
      },
    ],
    ['managed-ID entry', { managedIdEntries: [{ ...ENTRY, companyId: 3 }] }],
  ])('(%s) counts its company as one that needs a user; the others continue', async (_name, unreadable) => {
    const on = await fleet(5);
    on.connectWise.unreadable = unreadable;
    expect(await bulkSync(on)).toMatchObject({ state: 'done', done: 5, updated: 4, needsUser: 1 });
    expect(on.connectWise.tables.additions.map(({ quantity }) => quantity)).toEqual(Array(5).fill(100));
  });

  it('that names no company is searched in each company’s own list', async () => {
    const on = await fleet(3);
    const { companyId: _, ...nobody } = AGREEMENT;
    on.connectWise.unreadable = { agreementsOfCompanies: [nobody], agreements: [{ ...AGREEMENT, companyId: 2 }] };
    expect(await bulkSync(on)).toMatchObject({ state: 'done', done: 3, updated: 2, needsUser: 1 });
  });

  it('(company) is read again by itself, so that only it fails', async () => {
    const on = await fleet(3);
    on.connectWise.companiesByIds = async () => ({
      ok: true,
      value: {
        rows: on.connectWise.tables.companies.filter(({ id }) => id !== 2),
        unreadable: [{ path: '/company/companies/2', id: 2, field: 'name', value: '7' }],
      },
    });
    const { company: read } = on.connectWise;
    on.connectWise.company = async (id) =>
      id === 2 ? { ok: false, failure: { code: 'unexpected-shape', message: 'Unreadable.', nextStep: '' } } : read(id);
    expect(await bulkSync(on)).toMatchObject({ state: 'done', done: 3, updated: 2, needsUser: 1 });
  });

  it('(owner of a configuration) causes a search for unlinked customers, and does not affect the linked ones', async () => {
    const on = await fleet(3);
    for (const id of [1, 2, 3]) await on.store.putLinks(id, []);
    on.connectWise.unreadable = {
      configurationOwners: [{ path: '/company/configurations/8', id: 8, field: 'company', value: 'null' }],
    };
    for (const one of on.connectWise.tables.companies) one.name = `Renamed ${one.id} Inc`;
    expect(await bulkSync(on)).toMatchObject({ state: 'done', done: 3, updated: 3 });
  });
});

describe('an event’s sync beside an unreadable agreement', () => {
  it('is done, and reports in the event log what was skipped', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    on.connectWise.unreadable = { agreements: [AGREEMENT] };
    on.connectWise.tables.agreements = [agreement()];
    await report(on, portalEvent('e1', { message: 'Backup finished.' }));
    const [, state, ...sentences] = (await outcomes(on))[0] ?? [];
    expect(state).toBe('done');
    expect(sentences).toContainEqual(expect.stringContaining('Agreement 5'));
  });
});
