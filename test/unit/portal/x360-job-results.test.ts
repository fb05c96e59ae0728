import { describe, expect, it } from 'vitest';
import { isoTime } from '../../../lib/shared/time.ts';
import { connected, value } from './against-simulator.ts';

const MONTH = '2026-11-01T00:00:00.000Z';

async function portalWith(answers: (path: string, url: URL) => unknown) {
  const on = await connected('x360recover');
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    asked.push(url.pathname.replace('/x360recover', ''));
    const answer = answers(url.pathname, url);
    if (answer instanceof Response) return answer;
    return Response.json(answer);
  };
  const { createPortal } = await import('../../../lib/portal/portal.ts');
  const portal = createPortal(on.config, { fetch, clock: () => Date.parse('2026-11-21T12:00:00Z') });
  const read = async (ids: string[]) => {
    const results = await portal.jobResults?.('342', ids, MONTH);
    if (!results) throw new Error('no job history');
    return value(results);
  };
  return { read, asked };
}

const run = (status: string, day: number, more: object = {}) => ({
  status,
  start_time: `2026-11-${String(day).padStart(2, '0')}T02:00:00Z`,
  end_time: `2026-11-${String(day).padStart(2, '0')}T02:10:00Z`,
  rp: null,
  error_msg: '',
  ...more,
});
const isHistory = (path: string) => path.endsWith('/history');

describe('job results of x360Recover', () => {
  it('are the simulated runs of the month, by their result', async () => {
    // Far from the begin of a month: the day before belongs to the same one.
    const { portal, simulator } = await connected('x360recover', { startsAt: Date.parse('2026-11-18T10:00:00Z') });
    const device = simulator.portal.accounts.get(356);
    if (!device) throw new Error('no device');
    const at = simulator.clock.now() - 3_600_000;
    const results = ['ok', 'ok', 'warning', 'failed'] as const;
    device.runs = results.map((result, nth) => ({ startedAt: at + nth, endedAt: at + nth + 1000, result }));
    device.runs.unshift({ startedAt: at - 60 * 86_400_000, endedAt: at - 60 * 86_400_000 + 1, result: 'ok' });
    const read = await portal.jobResults?.('342', ['356'], isoTime(at - 86_400_000));
    expect(read && value(read)).toEqual({ accounts: { 356: { successes: 2, failed: 1, incomplete: 1 } } });
  });

  it('count what is in the month, each run once, and none that still runs', async () => {
    const rows = [run('Completed', 3), run('Completed', 2), run('Failed', 1, { end_time: null })];
    const before = { ...run('Completed', 1), start_time: '2026-10-31T23:59:59Z' };
    const { read } = await portalWith((path) =>
      isHistory(path) ? [...rows, before, run('Running', 4, { end_time: null })] : [{ id: 9, offsite: false }],
    );
    expect(await read(['1'])).toEqual({ accounts: { 1: { successes: 2, failed: 1, incomplete: 0 } } });
  });

  it('pages are read to the end, and a portal that ignores the offset is not queried endlessly', async () => {
    const many = Array.from({ length: 700 }, (_, nth) => run('Completed', 1 + (nth % 20), { rp: `${nth}` }));
    const paged = await portalWith((path, url) => {
      if (!isHistory(path)) return [{ id: 9 }];
      const offset = Number(url.searchParams.get('offset'));
      return many.slice(offset, offset + 500);
    });
    expect((await paged.read(['1'])).accounts).toEqual({ 1: { successes: 700, failed: 0, incomplete: 0 } });
    const deaf = await portalWith((path) => (isHistory(path) ? many.slice(0, 500) : [{ id: 9 }]));
    expect((await deaf.read(['1'])).accounts).toEqual({ 1: { successes: 500, failed: 0, incomplete: 0 } });
    expect(deaf.asked.filter(isHistory)).toHaveLength(2);
  });

  it('a replication job beside the backup job is no further backup', async () => {
    const { read, asked } = await portalWith((path) =>
      isHistory(path)
        ? [run('Completed', 2)]
        : [
            { id: 9, offsite: false },
            { id: 10, offsite: true },
          ],
    );
    expect((await read(['1'])).accounts).toEqual({ 1: { successes: 1, failed: 0, incomplete: 0 } });
    expect(asked.filter(isHistory)).toEqual(['/client/342/device/1/job/9/history']);
  });

  it('of a direct-to-cloud device and of the older product all jobs count, each once however often it is listed', async () => {
    const jobsOf: Record<string, object[]> = {
      // Direct to cloud: every job is offsite.
      1: [
        { id: 9, offsite: true },
        { id: 10, offsite: true },
        { id: 10, offsite: true },
      ],
      // BRC: one job makes the local and the cloud copy.
      2: [
        { id: 9, offsite: true, job_type: 'IMAGE' },
        { id: 10, offsite: true, job_type: 'FILE' },
        { id: 11, offsite: false, job_type: 'FILE' },
      ],
      // Appliance: two backup jobs, one of them replicated.
      3: [
        { id: 9, offsite: false },
        { id: 10, offsite: false },
        { id: 11, offsite: true },
      ],
      4: [],
    };
    const { read } = await portalWith((path) =>
      isHistory(path) ? [run('Completed', 2)] : jobsOf[/device\/(\d)/.exec(path)?.[1] ?? ''],
    );
    const good = (successes: number) => ({ successes, failed: 0, incomplete: 0 });
    expect(await read(['1', '2', '3', '4'])).toEqual({ accounts: { 1: good(2), 2: good(3), 3: good(2), 4: good(0) } });
  });

  it('are of the month in UTC, by the begin of the run, in every form of time', async () => {
    const at = (start_time: string) => ({ ...run('Completed', 1), start_time });
    const within = [
      at('2026-11-01T00:00:00.000Z'),
      at('2026-11-30T23:59:59'),
      at('2026-11-3T11:33:00'),
      at('2026-12-01T00:30:00+01:00'),
    ];
    const outside = [
      at('2026-10-31T23:59:59.999Z'),
      at('2026-11-01T00:30:00+01:00'),
      at('2026-12-01T00:00:00Z'),
      at('2025-11-15T00:00:00Z'),
    ];
    const { read } = await portalWith((path) => (isHistory(path) ? [...within, ...outside] : [{ id: 9 }]));
    expect((await read(['1'])).accounts).toEqual({ 1: { successes: within.length, failed: 0, incomplete: 0 } });
  });

  it.each([25, 100])('a portal that gives pages of %d is read to the end', async (cap) => {
    const many = Array.from({ length: 260 }, (_, nth) => run('Completed', 1 + (nth % 20), { rp: `${nth}` }));
    const { read } = await portalWith((path, url) => {
      if (!isHistory(path)) return [{ id: 9 }];
      const offset = Number(url.searchParams.get('offset'));
      return many.slice(offset, offset + cap);
    });
    expect((await read(['1'])).accounts).toEqual({ 1: { successes: 260, failed: 0, incomplete: 0 } });
  });

  it('a run that begins while pages are read shifts them, and no run is counted twice', async () => {
    const many = Array.from({ length: 700 }, (_, nth) => run('Completed', 1 + (nth % 20), { rp: `${nth}` }));
    const { read } = await portalWith((path, url) => {
      if (!isHistory(path)) return [{ id: 9 }];
      const offset = Number(url.searchParams.get('offset'));
      const now = offset > 0 ? [run('Completed', 21), ...many] : many;
      return now.slice(offset, offset + 500);
    });
    expect((await read(['1'])).accounts).toEqual({ 1: { successes: 700, failed: 0, incomplete: 0 } });
  });

  it('a history without an end is given up, and its device is not known', async () => {
    let made = 0;
    const { read, asked } = await portalWith((path) =>
      isHistory(path) ? Array.from({ length: 500 }, () => run('Completed', 2, { rp: `${++made}` })) : [{ id: 9 }],
    );
    const { accounts, failure } = await read(['1']);
    expect(accounts).toEqual({});
    expect(failure?.message).toContain('could not be read');
    expect(asked.filter(isHistory).length).toBeLessThan(10);
  });

  it.each([
    ['a row without a begin', () => [run('Completed', 2), run('Failed', 3, { start_time: null })], 'could not be read'],
    ['an unknown result', () => [run('Completed', 2), run('Vanished', 3)], 'could not be read'],
    ['no device any more', () => new Response('{"message":"not found"}', { status: 404 }), 'gives no job history'],
  ])('%s of one device leaves this one out, and the others are counted', async (_, answer, words) => {
    const { read } = await portalWith((path) => {
      if (path.includes('/device/2/')) return isHistory(path) || words.includes('gives') ? answer() : [{ id: 9 }];
      return isHistory(path) ? [run('Completed', 2)] : [{ id: 9 }];
    });
    const { accounts, failure } = await read(['1', '2', '3', '4', '5', '6']);
    expect(Object.keys(accounts)).toEqual(['1', '3', '4', '5', '6']);
    expect(failure?.message).toMatch(new RegExp(`${words} for one device\\.$`));
  });

  it('an outage ends it, with its own words', async () => {
    const { read, asked } = await portalWith((path) => {
      if (path.includes('/device/2/')) return new Response('', { status: 500 });
      return isHistory(path) ? [run('Completed', 2)] : [{ id: 9 }];
    });
    const { accounts, failure } = await read(['1', '2', '3', '4', '5', '6']);
    expect(Object.keys(accounts)).toEqual(['1', '3', '4']);
    expect(failure?.message).not.toContain('could not be read');
    expect(asked.some((path) => /device\/[56]/.test(path))).toBe(false);
  });

  it('a simulated device that moved to another client is counted there alone', async () => {
    const { portal, simulator } = await connected('x360recover');
    simulator.portal.moveAccount(356, 355);
    // Also on the first of a month, when nothing has run by itself yet.
    simulator.backups.runBackup(356, { result: 'ok' });
    const month = isoTime(Date.parse(`${isoTime(simulator.clock.now()).slice(0, 7)}-01T00:00:00Z`));
    const before = await portal.jobResults?.('342', ['356', '359'], month);
    expect(before && Object.keys(value(before).accounts)).toEqual(['359']);
    expect(before && value(before).failure?.message).toContain('for one device');
    const after = await portal.jobResults?.('355', ['356'], month);
    expect(after && value(after).accounts[356]?.successes).toBeGreaterThan(0);
  });

  it.each([
    [
      'a refused path',
      () => new Response('{"code":401,"msg":"Unauthorized"}', { status: 401 }),
      'gives no job history',
    ],
    ['an old portal', () => new Response('not found', { status: 404 }), 'gives no job history'],
    ['an unknown result', () => [run('Vanished', 2)], 'could not be read'],
    ['no list', () => ({ status: 'Completed' }), 'could not be read'],
  ])('%s: the counts are unknown, and not every device is queried', async (_, answer, words) => {
    const { read, asked } = await portalWith((path) => (isHistory(path) ? answer() : [{ id: 9 }]));
    const results = await read(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(results.accounts).toEqual({});
    expect(results.failure?.message).toContain(words);
    expect(asked.filter(isHistory)).toHaveLength(4);
  });
});
