import { describe, expect, it } from 'vitest';
import { DAY, HOUR, isoTime } from '../../../lib/shared/time.ts';
import type { FakeAnswer } from '../../support/builders/fake-fetch.ts';
import { connected, value } from './against-simulator.ts';
import { NOW, portalWith } from './portal-fakes.ts';

const MESSAGE = "Snapshot creation for volumes failed, reason: There aren't any snapshots in this system";

/** Simulated devices of customer 342 that fail from now on, and what is asked for. */
async function failing(ids: readonly number[], message = MESSAGE) {
  const { simulator, portal } = await connected('x360recover', { traffic: { keep: 2_000 } });
  let { cursor } = value(await portal.events(undefined));
  const fail = (accountId: number, said = message) => {
    simulator.clock.advance(1_000);
    simulator.backups.runBackup(accountId, { result: 'failed', message: said });
  };
  for (const id of ids) fail(id);
  const paths = () => simulator.traffic.exchanges.map(({ url }) => url.replace(/.*x360recover/, ''));
  const read = async () => {
    simulator.traffic.clear();
    const facts = value(await portal.customer('342'));
    return { accounts: new Map(facts?.accounts.map((one) => [one.id, one])), facts, paths: paths() };
  };
  const poll = async () => {
    simulator.traffic.clear();
    const page = value(await portal.events(cursor));
    cursor = page.cursor;
    return { ...page, paths: paths() };
  };
  return { simulator, read, poll, fail };
}

const isHistory = (path: string) => path.includes('/history');

describe('the last error of a simulated device', () => {
  it('is that of its newest failed run, for one request', async () => {
    const { simulator, read } = await failing([356]);
    const { accounts, paths } = await read();
    // The portal writes whole seconds.
    const at = isoTime(Math.floor(simulator.clock.now() / 1_000) * 1_000);
    expect(accounts.get('356')?.lastError).toEqual({ text: MESSAGE, at });
    expect(accounts.get('356')?.portalUrl).toBe('https://my.axcient.net/home/device/356');
    expect(paths.filter((path) => path.includes('/device/356/job'))).toEqual([
      expect.stringMatching(/^\/client\/342\/device\/356\/job\/3561\/history\?limit=100&starttime_begin=\d+$/),
    ]);
  });

  it('is what was left out, of a device with warnings; one that is well is not asked about', async () => {
    const { accounts, paths } = await (await failing([])).read();
    expect(accounts.get('368')?.lastError?.text).toBe('3 files were left out.');
    expect(accounts.get('356')?.lastError).toBeUndefined();
    expect(paths.filter(isHistory)).toHaveLength(1);
  });

  it('is gone with the next good backup', async () => {
    const { simulator, read } = await failing([356]);
    simulator.clock.advance(HOUR);
    simulator.backups.runBackup(356, { result: 'ok' });
    expect((await read()).accounts.get('356')?.lastError).toBeUndefined();
  });

  it('fails nothing where the history does not answer, and ends the questions', async () => {
    const { simulator, read, poll } = await failing([356, 359, 369]);
    simulator.faults.add({ path: '/history', effect: { kind: 'status', status: 500 }, times: 100 });
    const { facts, accounts, paths } = await read();
    expect([facts?.accounts.length, facts?.skipped]).toEqual([5, []]);
    expect([...accounts.values()].filter(({ lastError }) => lastError)).toEqual([]);
    expect(paths.filter(isHistory).length).toBeLessThanOrEqual(4);
    const { events, skipped } = await poll();
    expect([events.map(({ details }) => details), skipped]).toEqual([[undefined, undefined, undefined], []]);
  });
});

describe('an event that reports a simulated device', () => {
  it('has its error and its page; the id is the same without them', async () => {
    const one = await failing([356]);
    const [event] = (await one.poll()).events;
    expect(event).toMatchObject({
      accountId: '356',
      severity: 'error',
      details: MESSAGE,
      portalUrl: 'https://my.axcient.net/home/device/356',
    });
    const other = await failing([356], 'Another text.');
    const [same] = (await other.poll()).events;
    expect(same?.details).toBe('Another text.');
    const withoutTime = (id = '') => id.replace(/\d{4}-[\dT:.-]+Z/g, '');
    expect(withoutTime(same?.id)).toBe(withoutTime(event?.id));
    expect(event?.id).not.toContain('Snapshot');
  });

  it('costs requests once: a poll without news asks for no history', async () => {
    const { poll, fail } = await failing([356, 359]);
    expect((await poll()).paths.filter(isHistory)).toHaveLength(2);
    const quiet = await poll();
    expect([quiet.events, quiet.paths.length]).toEqual([[], 2]);
    // Still troubled, for a reason that the portal does not name: nothing new.
    fail(356, 'Something else.');
    expect((await poll()).paths).toHaveLength(2);
  });
});

const run = (status: string, hoursAgo: number, error_msg: unknown = '') => ({
  status,
  start_time: isoTime(NOW - (hoursAgo + 0.2) * HOUR),
  end_time: isoTime(NOW - hoursAgo * HOUR),
  rp: null,
  error_msg,
});
const device = (id: number, more: object = {}) => ({
  id,
  name: `PC-${id}`,
  type: 'SERVER',
  client_id: 7,
  latest_cloud_rp: isoTime(NOW - 50 * HOUR),
  current_health_status: { status: 'TROUBLED', reason: null, timestamp: isoTime(NOW - 20 * HOUR) },
  jobs: [{ id: id * 10, name: 'J', health_status: 'TROUBLED' }],
  ...more,
});

async function fake(devices: readonly object[], histories: (path: string) => FakeAnswer) {
  const { portal, sent } = portalWith('x360recover', ({ url }) => {
    const path = new URL(url).pathname.replace('/api', '');
    if (path === '/client/7') return { body: { id: 7, name: 'Client', active: 1 } };
    if (path === '/client/7/device') return { body: devices };
    if (path === '/client') return { body: [{ id: 7, name: 'Client', active: 1 }] };
    if (path === '/device') return { body: devices };
    return histories(path);
  });
  const facts = value(await portal.customer('7'));
  const asked = sent
    .map(({ url }) => new URL(url).pathname.replace('/api', ''))
    .filter((path) => path.includes('/job'));
  return { portal, errors: facts?.accounts.map(({ lastError }) => lastError?.text), facts, asked };
}
const history =
  (...rows: unknown[]) =>
  () => ({ body: rows });

describe('the last error by the history', () => {
  it.each([
    [
      'the newest failed run, in any order',
      [run('Failed', 9, 'Old.'), run('Failed', 2, 'New.'), run('Failed', 5, 'Mid.')],
      'New.',
    ],
    ['before what was left out since', [run('Completed', 1, 'Left out.'), run('Failed', 2, 'Failed.')], 'Failed.'],
    ['what was left out alone', [run('Completed', 1, 'Left out.'), run('Completed', 2)], 'Left out.'],
    ['nothing since the newest good run', [run('Completed', 1), run('Failed', 2, 'Over.')], undefined],
    ['nothing from before the newest restore point', [run('Failed', 60, 'Over.')], undefined],
    ['the newest with a text', [run('Failed', 1, ' '), run('Failed', 2, 'Said.')], 'Said.'],
    ['a text without what is not seen', [run('Failed', 1, '\u202e\u0000Disk\r\nfull\u2028 ')], 'Disk\nfull'],
    [
      'a text without passwords',
      [run('Failed', 1, 'login failed, password=hunter2; retry')],
      'login failed, password=•••; retry',
    ],
    ['a bounded text', [run('Failed', 1, 'word '.repeat(900))], `${'word '.repeat(200).trim()}…`],
    [
      'rows beside unreadable ones',
      ['x', null, 7, run('Vanished', 1, 'No.'), run('Failed', 2, 'Yes.'), { status: 'Failed' }],
      'Yes.',
    ],
    [
      'nothing of rows without sense',
      [run('Failed', 1, { deep: true }), [], run('Failed', 1, 'x'.repeat(70_000))],
      undefined,
    ],
    ['no list', undefined, undefined],
  ])('is %s', async (_, rows, text) => {
    const { errors } = await fake([device(1)], () => ({ body: rows ?? { rows: [] } }));
    expect(errors).toEqual([text]);
  });

  it('is not known where the answer is full and begins with the oldest', async () => {
    const rows = Array.from({ length: 100 }, (_, at) => run('Failed', 40 - at / 10, `Run ${at}.`));
    expect((await fake([device(1)], history(...rows))).errors).toEqual([undefined]);
    expect((await fake([device(1)], history(...rows.toReversed()))).errors).toEqual(['Run 99.']);
  });

  it('is looked for in the jobs that are not well, at most two, the newest first', async () => {
    const jobs = [
      { id: 1, health_status: 'NORMAL' },
      { id: 2, health_status: 'WARNED' },
      { id: 3, health_status: 'TROUBLED' },
      { id: 4, health_status: 'TROUBLED' },
    ];
    const { errors, asked } = await fake([device(9, { jobs })], (path) => ({
      body: [run('Failed', path.includes('/job/3/') ? 1 : 2, path)],
    }));
    expect(asked).toEqual(['/client/7/device/9/job/2/history', '/client/7/device/9/job/3/history']);
    expect(errors).toEqual(['/client/7/device/9/job/3/history']);
  });

  it.each([
    ['absent', undefined],
    ['empty', []],
    ['unreadable', [{ name: 'no id' }]],
    ['ids alone, as the description also says', [65, 66]],
  ])('costs one request more where the record’s jobs are %s', async (_, jobs) => {
    const { errors, facts, asked } = await fake([device(1, { jobs })], (path) =>
      path.endsWith('/job')
        ? { body: [{ id_: 5, health_status: 'TROUBLED' }, 'x'] }
        : { body: [run('Failed', 1, 'Why.')] },
    );
    expect([errors, asked, facts?.skipped]).toEqual([
      ['Why.'],
      ['/client/7/device/1/job', '/client/7/device/1/job/5/history'],
      [],
    ]);
  });

  it('is read for ten devices of a customer, the troubled ones first', async () => {
    const warned = { status: 'WARNED', reason: null, timestamp: null };
    const many = Array.from({ length: 40 }, (_, at) =>
      device(at + 1, at < 35 ? { current_health_status: warned } : {}),
    );
    const { asked, errors } = await fake(many, history(run('Failed', 1, 'Why.')));
    expect(asked).toHaveLength(10);
    expect(errors?.slice(35)).toEqual(Array(5).fill('Why.'));
  });

  it('is read for twenty devices of a poll', async () => {
    const well = { current_health_status: { status: 'NORMAL', reason: null, timestamp: null } };
    const { portal: before } = await fake(
      Array.from({ length: 60 }, (_, at) => device(at + 1, well)),
      history(),
    );
    const { cursor } = value(await before.events(undefined));
    const { portal } = await fake(
      Array.from({ length: 60 }, (_, at) => device(at + 1)),
      history(run('Failed', 1, 'Why.')),
    );
    const { events } = value(await portal.events(cursor));
    expect([events.length, events.filter(({ details }) => details === 'Why.').length]).toEqual([60, 20]);
  });

  it.each(['NORMAL', 'PARKED', 'normal', ''])('is not asked for with health “%s”', async (status) => {
    const { asked } = await fake([device(1, { current_health_status: { status } })], history(run('Failed', 1, 'x')));
    expect(asked).toEqual([]);
  });

  it.each([401, 403, 404, 429, 500, 504])('ends with the first %i, and the customer is read', async (status) => {
    const many = Array.from({ length: 10 }, (_, at) => device(at + 1));
    const { asked, facts } = await fake(many, () => ({ status, body: { message: 'no' } }));
    expect([facts?.accounts.length, facts?.skipped]).toEqual([10, []]);
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it('is not older than 30 days of a device that never had a backup', async () => {
    const bare = device(1, { latest_cloud_rp: null });
    expect((await fake([bare], history(run('Failed', 31 * 24, 'Old.')))).errors).toEqual([undefined]);
    expect((await fake([bare], history(run('Failed', (29 * DAY) / HOUR, 'Why.')))).errors).toEqual(['Why.']);
  });
});

describe('the page of a device', () => {
  it.each([
    ['https://my.axcient.net/home/device/1', 'https://my.axcient.net/home/device/1'],
    ['https://axcient.com/x', 'https://axcient.com/x'],
    ['https://portal.backup.example/d/1', 'https://portal.backup.example/d/1'],
    ['http://my.axcient.net/home/device/1', undefined],
    ['https://my.axcient.net.evil.example/', undefined],
    ['https://evilaxcient.net/', undefined],
    ['https://my.axcient.net@evil.example/', undefined],
    ['https://user:pw@my.axcient.net/', undefined],
    ['https://my.axcient.net:8443/', undefined],
    ['javascript:alert(1)', undefined],
    ['/home/device/1', undefined],
    [`https://my.axcient.net/${'x'.repeat(500)}`, undefined],
    [null, undefined],
  ])('%s is shown as %s', async (device_details_page_url, shown) => {
    const { facts } = await fake([device(1, { device_details_page_url })], history());
    expect(facts?.accounts[0]?.portalUrl).toBe(shown);
  });
});
