import { MINUTE } from '../../../lib/shared/time.ts';
import type { SimulatorClock } from '../clock.ts';
import type { TimedEvent } from './account-timeline.ts';
import { advanceAccount, endRun, nextDue, setStatus } from './account-timeline.ts';
import type { EventText } from './event-texts.ts';
import { fillText, growthText } from './event-texts.ts';
import type { BackupRun, PortalAccount, PortalEventRow, PortalState } from './state.ts';

export interface Growth {
  /** Signed amounts, added to what is there. */
  onlineBytes?: number;
  localBytes?: number;
  mailboxes?: number;
  licences?: number;
}

/**
 * Runs backups by the simulator's clock and writes what happens into the portal's log, in the order of time. Every call
 * first lets the time pass that went by since the last one, so that an entry is never older than the one before it.
 */
export class BackupEngine {
  readonly #state: PortalState;
  readonly #clock: SimulatorClock;
  /** The log is written up to here. */
  #writtenTo: number;
  /** Nothing happens by itself before this; 0 = not known. Saves looking at 80,000 accounts on every request. */
  #nextDue = 0;

  constructor(state: PortalState, clock: SimulatorClock) {
    this.#state = state;
    this.#clock = clock;
    this.#writtenTo = Math.max(state.events.at(-1)?.at ?? 0, clock.now());
  }

  /** Lets scheduled backups and notices happen up to now. Returns the new entries of the log. */
  tick(): PortalEventRow[] {
    const now = this.#clock.now();
    if (now < this.#nextDue) return [];
    const accounts = [...this.#state.accounts.values()];
    const due = accounts.flatMap((account) => advanceAccount(account, this.#writtenTo, now));
    due.sort((a, b) => a.at - b.at || a.account.id - b.account.id);
    this.#writtenTo = now;
    this.#nextDue = accounts.reduce(
      (first, account) => Math.min(first, nextDue(account, now)),
      Number.POSITIVE_INFINITY,
    );
    return due.map((event) => this.#append(event));
  }

  /** A backup ends now. Throws where the portal has no such account. */
  runBackup(accountId: number, { result, message }: { result: BackupRun['result']; message?: string }): PortalEventRow {
    return this.#now(accountId, (account, at) => {
      if (account.schedule) account.schedule.nextAt = at + account.schedule.everyMinutes * MINUTE;
      return [endRun(account, at, result, message).text];
    });
  }

  /** The next scheduled backups will have these results, then succeed again. */
  plan(accountId: number, results: BackupRun['result'][]): void {
    this.tick();
    this.#account(accountId).planned = [...results];
  }

  /** Scheduled backups stop starting (a computer is switched off or gone), or start again. */
  setMissing(accountId: number, missing: boolean): void {
    this.tick();
    const account = this.#account(accountId);
    account.missing = missing;
    if (!missing && account.schedule) {
      account.schedule.nextAt = this.#clock.now() + account.schedule.everyMinutes * MINUTE;
    }
    this.#nextDue = 0;
  }

  /** Usage changes. Returns the last entry it made: the fill level of an appliance, where that is worth a word. */
  grow(accountId: number, growth: Growth): PortalEventRow {
    return this.#now(accountId, (account, at) => {
      const before = (account.onlineBytes ?? 0) + (account.localBytes ?? 0);
      for (const key of ['onlineBytes', 'localBytes', 'mailboxes', 'licences'] as const) {
        const amount = growth[key];
        if (amount !== undefined) account[key] = Math.max(0, (account[key] ?? 0) + amount);
      }
      const texts = [growthText(account, before, (account.onlineBytes ?? 0) + (account.localBytes ?? 0))];
      const fill = fillText(account);
      if (fill?.severity === 'error') setStatus(account, 'error', at, 'FULL_90_PERCENT');
      return fill ? [...texts, fill] : texts;
    });
  }

  /** A boot check ends (x360Recover: AutoVerify). A failed one is reported, a good one only kept. */
  verify(accountId: number, healthy: boolean): PortalEventRow | undefined {
    this.tick();
    const account = this.#account(accountId);
    account.autoVerify = { healthy, at: this.#clock.now() };
    if (healthy) return undefined;
    return this.report(accountId, {
      type: 'autoverify-failed',
      severity: 'error',
      message: `The boot check of ${account.userName} failed.`,
      details: 'The virtual machine did not reach the sign-in screen.',
    });
  }

  /** Whatever else a portal reports: hardware, appliance or vault offline, service status. */
  report(accountId: number, text: EventText): PortalEventRow {
    return this.#now(accountId, (account, at) => {
      if (text.type === 'appliance-offline') setStatus(account, text.severity, at, 'APPLIANCE_OFFLINE');
      if (text.type === 'vault-offline') setStatus(account, text.severity, at, 'VAULT_OFFLINE');
      if (text.type === 'bdr-hardware') setStatus(account, text.severity, at);
      return [text];
    });
  }

  #now(accountId: number, act: (account: PortalAccount, at: number) => EventText[]): PortalEventRow {
    this.tick();
    const account = this.#account(accountId);
    const at = Math.max(this.#clock.now(), this.#writtenTo);
    const rows = act(account, at).map((text) => this.#append({ at, account, text }));
    this.#writtenTo = at;
    this.#nextDue = 0;
    const last = rows.at(-1);
    if (!last) throw new Error('An act without an entry in the log.');
    return last;
  }

  #append({ at, account, text }: TimedEvent): PortalEventRow {
    const customer = this.#state.customers.get(account.customerId);
    if (customer) customer.updatedAt = at;
    return this.#state.append({
      at,
      customerId: account.customerId,
      accountId: account.id,
      brand: customer?.brand ?? '',
      ...text,
    });
  }

  #account(accountId: number): PortalAccount {
    const account = this.#state.accounts.get(accountId);
    if (!account) throw new RangeError(`The portal has no account ${accountId}.`);
    return account;
  }
}
