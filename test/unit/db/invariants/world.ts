import { expect } from 'vitest';
import { type OpenStore, openStore } from '../../../../lib/db/sync-store.ts';
import { isoTime } from '../../../../lib/shared/time.ts';
import type { DecideEvent, OutboxEntry, OutboxOutcome, StoredEvent, WorkOfEvent } from '../../../../lib/sync/store.ts';
import { dump } from '../database-dump.ts';
import { event, failureOf, NOON } from '../fresh-store.ts';
import { type Ending, EVENTS, type Step, ticketsOf } from './steps.ts';

const failure = { code: 'not-linked', message: 'No company.', nextStep: 'Link it.' } as const;
const LEASE = 1000;

/** A store under arbitrary use: several workers may hold leases at once, some of them long lost. */
export class World {
  now = NOON;
  held: OutboxEntry[] = [];
  looked: OutboxEntry[] = [];
  /** As last checked. */
  seen = new Map<string, StoredEvent>();
  /** Sequence that reprocessing gave an event. */
  asked = new Map<string, number>();
  store: OpenStore;
  private readonly name: string;
  private readonly reprocessed = new Map<string, WorkOfEvent>();
  /** Token of the newest lease of each entry. */
  private readonly leases = new Map<string, string | undefined>();
  private said = 0;

  private constructor(name: string, store: OpenStore) {
    this.name = name;
    this.store = store;
  }

  static async open(): Promise<World> {
    const name = crypto.randomUUID();
    return new World(name, await openStore(name));
  }

  /** The outcomes that the event must have, or wait for, in the end. */
  worksOf(id: string): WorkOfEvent {
    const caused = EVENTS.find((one) => one.id === id)?.work;
    const works = this.reprocessed.get(id) ?? caused;
    if (!works) throw new Error(`${id} was never reported`);
    return works;
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'take':
        return this.report(step.events, step.failsAt);
      case 'lease':
        return this.lease(step.only);
      case 'settle':
        return this.settle(step.which, step.ending);
      case 'look':
        this.looked = await this.store.outbox();
        return;
      case 'settle-untaken':
        return this.settleUntaken(this.looked.slice(step.from, step.from + step.count));
      case 'reprocess':
        return this.reprocess(step.event, step.sync, step.tickets);
      case 'expire':
        await this.store.expireLeases(this.now);
        return;
      case 'wake':
        return this.store.wakeWaiting(this.now);
      case 'link':
        return this.store.putLinks(250, ['342']);
      case 'restart':
        this.store.close();
        this.store = await openStore(this.name);
        return;
      case 'time':
        this.now += step.by;
    }
  }

  async lease(only?: 'manual'): Promise<void> {
    const entry = await this.store.lease(this.now, LEASE, only);
    if (!entry) return;
    this.held.push(entry);
    this.leases.set(entry.key, entry.leaseToken);
  }

  async settle(which: number, ending: Ending): Promise<void> {
    const [entry] = this.held.splice(which % Math.max(1, this.held.length), 1);
    if (!entry) return;
    const waits = await this.store.eventsOfEntry(entry);
    const reports = ending !== 'retry';
    const outcome: Record<Ending, OutboxOutcome> = {
      done: { state: 'done' },
      throttle: { state: 'waiting', dueAt: this.now + 5000 },
      retry: { state: 'waiting', dueAt: this.now + 500, failure },
      'needs-user': { state: 'needs-user', failure },
    };
    const said = `${entry.key} #${++this.said}`;
    const state = ending === 'needs-user' ? ending : ending === 'throttle' ? 'skipped' : 'done';
    const settled = await this.store.settle(entry, outcome[ending], {
      at: isoTime(this.now),
      ...(reports && { events: { state, outcomes: [said] } }),
    });
    // A worker that lost its lease reports nothing.
    if (settled) expect(this.leases.get(entry.key)).toBe(entry.leaseToken);
    const known = new Set(waits.map(({ id, sequence }) => `${id} ${sequence}`));
    for (const { id, sequence, outcomes } of await this.store.events(EVENTS.length)) {
      expect(outcomes.includes(said)).toBe(settled && reports && known.has(`${id} ${sequence}`));
    }
  }

  settleUntaken(entries: readonly OutboxEntry[]): Promise<void> {
    const outcomes = [`${entries.map(({ key }) => key).join(' ')} by another browser`];
    return this.store.settleUntaken(entries, { at: isoTime(this.now), events: { state: 'done', outcomes } });
  }

  private async report(numbers: readonly number[], failsAt: number | undefined): Promise<void> {
    const decide: DecideEvent = (of) => {
      const reported = EVENTS.find(({ id }) => id === of.id);
      if (!reported) throw new Error('no such event');
      const { sync, tickets } = reported.work;
      return { sync, tickets: [...tickets], incidents: [failureOf(of)], outcomes: [`rules ${of.id}`] };
    };
    const page = numbers
      .flatMap((number) => EVENTS[number] ?? [])
      .map(({ id, customerId }) => event(id, { customerId }));
    const before = failsAt === undefined ? undefined : await dump(this.name);
    const fixed = failsAt === undefined ? () => {} : diskFullAt(`e${failsAt}`);
    const taken = await this.store
      .takeEvents('efs', page, `c${this.now}`, isoTime(this.now), decide)
      .then(
        () => true,
        () => false,
      )
      .finally(fixed);
    if (before && !taken) expect((await dump(this.name)).cursors).toEqual(before.cursors);
  }

  private async reprocess(number: number, sync: boolean, tickets: number): Promise<void> {
    const stored = await this.store.event('efs', `e${number}`);
    const work = { sync, tickets: stored ? ticketsOf(stored.customerId).slice(0, tickets) : [] };
    if (!stored || (!work.sync && !work.tickets.length)) return;
    await this.store.reprocess(stored, work, isoTime(this.now));
    this.reprocessed.set(stored.id, work);
    const after = await this.store.event('efs', stored.id);
    if (after) this.asked.set(stored.id, after.sequence);
  }
}

/** Storing the event of this id fails until the answer is called. */
function diskFullAt(id: string): () => void {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
    const value: unknown = given[0];
    if (typeof value === 'object' && value !== null && 'id' in value && value.id === id) throw new Error('disk full');
    return put.apply(this, given);
  };
  return () => {
    IDBObjectStore.prototype.put = put;
  };
}
