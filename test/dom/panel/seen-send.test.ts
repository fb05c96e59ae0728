import { describe, expect, it, vi } from 'vitest';
import type { Seen } from '../../../components/panel/clearly-visible.ts';
import type { PanelSend } from '../../../components/panel/panel-send.ts';
import { seenSend } from '../../../components/panel/seen-send.ts';
import * as RUN from '../../../components/panel/texts/run.ts';
import { MESSAGES } from '../../../lib/messages/declarations/index.ts';
import type { PanelMessageName } from '../../../lib/messages/protocol.ts';
import { ok } from '../../../lib/shared/result.ts';

function world(seen: Seen | (() => Promise<Seen>)) {
  const sent: [name: string, input: unknown][] = [];
  const send = (async (name: string, input: unknown) => {
    sent.push([name, input]);
    return ok(null);
  }) as unknown as PanelSend;
  const isSeen = vi.fn(typeof seen === 'string' ? async () => seen : seen);
  return { sent, isSeen, send: seenSend(send, isSeen) };
}

const GUARDED = [
  ['company.plan', { companyId: 2 }, { kind: 'sync' }],
  ['company.sync', { companyId: 2 }, { kind: 'sync' }],
  ['finding.plan', { companyId: 2, findingId: 'f' }, { kind: 'fix', findingId: 'f' }],
  ['run.plan-undo', { runId: 'r' }, { kind: 'undo', runId: 'r' }],
  ['links.plan', { companyId: 2, customerId: '777' }, { kind: 'link', customerId: '777' }],
  ['plan.apply', { planId: 'p', confirmed: [] }, undefined],
] as const;

/**
 * What a click on a covered panel may do: it reads, stops what runs, changes how the panel is shown, or sets a value of a plan, which is
 * applied only where it was seen as it is.
 */
const UNGUARDED: Partial<Record<PanelMessageName, unknown>> = {
  'company.view': { companyId: 2, refresh: true },
  'company.history': { companyId: 2, timeZone: 'UTC', days: 30 },
  'company.usage': { companyId: 2, days: 90 },
  'ticket.view': { site: 's', ticketId: 7, banner: '', refresh: false },
  'plan.allow': { planId: 'p', changeId: 'c', lessIncluded: 25 },
  'run.view': { runId: 'r' },
  'run.cancel': { runId: 'r' },
  'connection.states': {},
  'panel.start': { token: 't' },
  'panel.collapse': {},
  'panel.pin': { pinned: true },
  'panel.changed': {},
  'panel.attest': {},
  'panel.open-window': {},
  'panel.open-unlock': {},
  'panel.open-welcome': {},
  'lock.view': {},
  'lock.active': {},
};

describe('what the panel sends', () => {
  it.each(GUARDED)('%s is sent where the panel is clearly seen', async (name, input) => {
    const { send, sent, isSeen } = world('seen');
    expect(await send(name, input as never)).toEqual(ok(null));
    expect(isSeen).toHaveBeenCalledOnce();
    expect(sent).toEqual([[name, input]]);
  });

  it.each(GUARDED)('%s is not sent where it may be covered: the same opens in a window', async (name, input, task) => {
    const { send, sent } = world('hidden');
    expect(await send(name, input as never)).toMatchObject({ ok: false, failure: { code: 'needs-user' } });
    expect(sent).toEqual([['panel.open-window', task ? { task } : {}]]);
  });

  it.each(GUARDED)(
    '%s is not sent right after the panel has changed: a second click is enough',
    async (name, input) => {
      const { send, sent } = world('recent');
      expect(await send(name, input as never)).toMatchObject({
        ok: false,
        failure: { code: 'needs-user', ...RUN.recent },
      });
      expect(sent).toEqual([]);
    },
  );

  it('waits until that is known', async () => {
    const { promise, resolve } = Promise.withResolvers<Seen>();
    const { send, sent } = world(() => promise);
    const answer = send('company.sync', { companyId: 2 });
    await Promise.resolve();
    expect(sent).toEqual([]);
    resolve('seen');
    await answer;
    expect(sent).toHaveLength(1);
  });

  it.each(Object.entries(UNGUARDED))('%s needs no look', async (name, input) => {
    const { send, sent, isSeen } = world('hidden');
    await send(name as PanelMessageName, input as never);
    expect(sent).toEqual([[name, input]]);
    expect(isSeen).not.toHaveBeenCalled();
  });

  it('is one or the other for every message of a panel', () => {
    const all = Object.entries(MESSAGES).flatMap(([name, { sender }]) => (sender === 'panel' ? [name] : []));
    expect([...GUARDED.map(([name]) => name), ...Object.keys(UNGUARDED)].sort()).toEqual(all.sort());
  });
});
