import { describe, expect, it } from 'vitest';
import { DAY, HOUR, isoTime, MINUTE } from '../../../../lib/shared/time.ts';
import { createEngine } from '../../../../lib/sync/engine.ts';
import { connectionOf } from '../../../../lib/sync/read/connection-of.ts';
import {
  account,
  addition,
  agreement,
  COMPANY,
  company,
  entry,
  facts,
  portalEvent,
  TICKET_SETTINGS,
} from '../../../support/builders/sync-records.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { type FakeConnectWise, fakeConnectWise } from '../support/fake-connectwise.ts';
import { fakePortal } from '../support/fake-portal.ts';
import { type Stage, stage, value } from '../support/stage.ts';
import { byUser, failure, outcomes, report, ticketStage, ticketsOf } from '../support/ticket-stage.ts';

const EDDIE = "Eddie's TV Repair";

/** Another ConnectWise, where company 250 is somebody else and EFS-342 is on company 900. */
function otherConnectWise(tenant: string): FakeConnectWise {
  const tables = {
    companies: [company({ name: 'Stranger Inc' }), company({ id: 900, name: EDDIE })],
    entries: [entry({ id: 1, companyId: 900 }), entry({ id: 2, companyId: 900, deviceType: 'BackupStats' })],
    agreements: [agreement({ id: 90, company: { id: 900, name: EDDIE } })],
    additions: [addition({ id: 7, agreementId: 90, quantity: 95 })],
  };
  return Object.assign(fakeConnectWise(tables), { tenant });
}

/** A portal of another address, which numbers its customers alike. */
function otherPortal() {
  return Object.assign(fakePortal([facts([account({ id: '1001' })])]), { source: 'efs-portal elsewhere.example' });
}

async function connect(on: Stage, connectWise: FakeConnectWise, portal = on.portal): Promise<void> {
  connectWise.now = () => on.time.now;
  await on.restartWith(connectWise, portal);
  await on.engine.connectionChanged();
}

/** The user turns automatic sync on again, for what is connected now. */
function consentAgain(on: Stage): void {
  on.deps = { ...on.deps, settings: { ...on.deps.settings, automaticFor: connectionOf(on.deps) } };
  on.engine = createEngine(on.deps);
}

async function hoursPass(on: Stage, hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour++) {
    on.time.now += HOUR;
    value(await on.engine.poll());
  }
}

/** Automatic sync into the first ConnectWise, and a second event that waits for the throttle. */
async function waitingWork(): Promise<Stage> {
  const on = await stage({ settings: TICKET_SETTINGS });
  await on.store.putLinks(COMPANY, ['342']);
  on.portal.log.push(portalEvent('e1'));
  value(await on.engine.poll());
  on.time.now += 30 * MINUTE;
  on.portal.log.push(portalEvent('e2', { at: isoTime(on.time.now) }));
  value(await on.engine.poll());
  expect(await on.store.outbox()).toMatchObject([{ key: 'sync:342', state: 'waiting' }]);
  return on;
}

describe.each([
  ['another ConnectWise', 'na.myconnectwise.net/other'],
  ['production after a sandbox', 'eu.myconnectwise.net/acme'],
])('%s', (_, tenant) => {
  it('is not written to before a user’s sync or renewed consent, whatever waited and whatever comes', async () => {
    const on = await waitingWork();
    const other = otherConnectWise(tenant);
    await connect(on, other);
    expect(await on.store.outbox()).toEqual([]);
    on.portal.log.push(failure('e3', on.time.now), portalEvent('e4', { at: isoTime(on.time.now) }));
    await hoursPass(on, 30);
    on.portal.log.push(failure('e5', on.time.now));
    await hoursPass(on, 30);
    expect(other.calls).not.toContain('write');
    expect(other.tables.additions[0]?.quantity).toBe(95);
    expect(await on.engine.syncNow(900)).toMatchObject({ failure: { code: 'rejected' } });
    const plan = value(await on.engine.plan(900));
    await on.apply(plan.id);
    expect(other.tables.additions[0]?.quantity).toBe(100);
  });

  it('is written to once consent was renewed for it, at the company that carries the EFS id there', async () => {
    const on = await waitingWork();
    const other = otherConnectWise(tenant);
    await connect(on, other);
    value(await on.engine.poll());
    consentAgain(on);
    on.time.now += MINUTE;
    on.portal.log.push(failure('e3', on.time.now));
    value(await on.engine.poll());
    value(await on.engine.poll());
    expect(other.tables.additions[0]?.quantity).toBe(100);
    expect(other.tables.tickets.map((one) => one.company.id)).toEqual([900]);
  });
});

describe('work that waits when another connection is made', () => {
  it('ends with the outcome that names the ConnectWise', async () => {
    const on = await waitingWork();
    on.portal.log.push(failure('e3', on.time.now, { type: 'backup-failed' }));
    on.connectWise.disturb = (call) => (call === 'write' ? { failure: DOWN } : undefined);
    value(await on.engine.poll());
    expect((await outcomes(on))[0]?.slice(0, 2)).toEqual(['e3', 'waiting']);
    await connect(on, otherConnectWise('na.myconnectwise.net/other'));
    const [newest] = await outcomes(on);
    expect(newest?.[1]).not.toBe('waiting');
    expect(newest).toContain('Reported before this ConnectWise was connected.');
    expect(await on.store.outbox()).toEqual([]);
  });

  it('ends with the outcome that names the portal', async () => {
    const on = await waitingWork();
    on.portal.log.push(failure('e3', on.time.now));
    on.connectWise.disturb = (call) => (call === 'write' ? { failure: DOWN } : undefined);
    value(await on.engine.poll());
    on.connectWise.disturb = () => undefined;
    on.connectWise.calls.length = 0;
    await connect(on, on.connectWise, otherPortal());
    await hoursPass(on, 30);
    expect((await outcomes(on))[0]).toContain('Reported before this portal was connected.');
    expect(on.connectWise.calls).not.toContain('write');
  });

  it('is not done by the next worker either, when the one that should have ended it was killed', async () => {
    const on = await waitingWork();
    const other = otherConnectWise('na.myconnectwise.net/other');
    await on.restartWith(other);
    consentAgain(on);
    await hoursPass(on, 30);
    expect(other.calls).not.toContain('write');
    expect((await outcomes(on)).flat()).not.toContain('waiting');
  });
});

const DOWN = {
  code: 'unreachable',
  message: 'ConnectWise cannot be reached.',
  nextStep: 'It is tried again.',
} as const;

describe('links', () => {
  it('of one ConnectWise open no ticket at whoever has the same company number in the next', async () => {
    const on = await ticketStage();
    const other = otherConnectWise('na.myconnectwise.net/other');
    await connect(on, other);
    value(await on.engine.poll());
    consentAgain(on);
    on.time.now += MINUTE;
    await report(on, failure('f1', on.time.now));
    expect(other.tables.tickets.map((one) => one.company.id)).toEqual([900]);
  });
});

describe('a link that was known', () => {
  it('opens no ticket any more once the company’s entries have lost the EFS id', async () => {
    const on = await ticketStage();
    on.connectWise.tables.entries.length = 0;
    on.connectWise.companiesByManagedId = async () => ({ ok: true, value: [] });
    await report(on, failure('f1'));
    await hoursPass(on, 2);
    expect(on.connectWise.tables.tickets).toEqual([]);
    expect((await outcomes(on))[0]?.[1]).toBe('needs-user');
  });
});

describe('tickets of another portal’s incidents', () => {
  it('are left as users leave them, with one note in the event log', async () => {
    const on = await ticketStage();
    await report(on, failure('f1'));
    expect(ticketsOf(on)).toEqual(['#548 New']);
    await connect(on, on.connectWise, otherPortal());
    consentAgain(on);
    const closed = { closedFlag: true, status: { id: 219, name: 'Closed' }, closedBy: 'jdoe' };
    byUser(on, 548, { ...closed, closedDate: isoTime(on.time.now) });
    on.connectWise.calls.length = 0;
    for (let day = 0; day < 4; day++) {
      on.time.now += DAY;
      value(await on.engine.poll());
    }
    expect(ticketsOf(on)).toEqual(['#548 Closed']);
    expect(on.connectWise.calls).not.toContain('write');
    const said = (await outcomes(on)).flat().filter((text) => text?.includes('Another portal'));
    expect(said).toEqual(['Another portal is connected now: the ticket stays as it is.']);
  });
});

describe('what was made at another connection', () => {
  it('is refused by name: a plan, an undo, and an event', async () => {
    const on = await waitingWork();
    const plan = value(await on.engine.plan(COMPANY));
    const [run] = await on.store.runs({ limit: 1 });
    const events = await newestEvents(on.engine, 5);
    const other = otherConnectWise('na.myconnectwise.net/other');
    await connect(on, other);
    consentAgain(on);
    const refused = { ok: false, failure: { code: 'conflict' } };
    expect(await on.engine.apply(plan.id, [])).toMatchObject({
      ...refused,
      failure: { message: expect.stringContaining('another ConnectWise (na.myconnectwise.net/acme)') },
    });
    expect(await on.engine.planUndo(run?.id ?? '')).toMatchObject(refused);
    expect(await on.engine.reprocess(events[0]?.source ?? '', events[0]?.id ?? '')).toMatchObject(refused);
    expect(other.calls).not.toContain('write');
  });

  it('a plan of another portal’s figures is refused, while a run of the same ConnectWise can be undone', async () => {
    const on = await stage();
    const { run } = await on.sync();
    on.time.now += DAY;
    on.portal.facts.set('342', facts([account({ id: '1001', onlineBytes: 120e9 })]));
    const plan = value(await on.engine.plan(COMPANY));
    expect(plan.changes.length).toBeGreaterThan(0);
    await connect(on, on.connectWise, otherPortal());
    expect(await on.engine.apply(plan.id, [])).toMatchObject({
      failure: { code: 'conflict', message: expect.stringContaining('planned with another portal') },
    });
    expect(value(await on.engine.planUndo(run.id)).changes.length).toBeGreaterThan(0);
  });

  it('does not close the throttle, and no run of it keeps a company busy', async () => {
    const on = await waitingWork();
    const other = otherConnectWise('na.myconnectwise.net/other');
    other.tables.companies[0] = company({ name: EDDIE });
    for (const row of other.tables.entries) row.companyId = COMPANY;
    await connect(on, other);
    value(await on.engine.poll());
    consentAgain(on);
    on.time.now += MINUTE;
    on.portal.log.push(portalEvent('e3', { at: isoTime(on.time.now) }));
    value(await on.engine.poll());
    expect((await outcomes(on))[0]).toContain('Updated ConnectWise management report.');
  });
});
