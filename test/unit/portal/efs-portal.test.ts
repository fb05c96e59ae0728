import { describe, expect, it } from 'vitest';
import { NOW, portalWith } from './portal-fakes.ts';

const EDDIE = {
  id: '342',
  name: "Eddie's TV Repair",
  brand: 'doc',
  active: true,
  updatedAt: '2026-11-01T00:00:00Z',
  later: 1,
};
const CUSTOMERS = '/v1/customers?limit=1000';
const ACCOUNTS = '/v1/customers/342/accounts?limit=1000';

describe('EFS portal customers', () => {
  it('reads every page and reports what it cannot read', async () => {
    const { portal } = portalWith('efs-portal', {
      [CUSTOMERS]: { body: { items: [EDDIE, { id: '0355', name: 'Joe', active: true }], next: 'c1' } },
      '/v1/customers?after=c1&limit=1000': {
        body: { items: [{ ...EDDIE, id: 19652, updatedAt: 'soon' }], next: null },
      },
    });
    expect(await portal.customers()).toEqual({
      ok: true,
      value: {
        customers: [
          { id: '342', name: "Eddie's TV Repair", brand: 'doc', active: true, updatedAt: '2026-11-01T00:00:00.000Z' },
          { id: '19652', name: "Eddie's TV Repair", brand: 'doc', active: true },
        ],
        skipped: [
          {
            path: 'customers[1].id',
            value: '"0355"',
            why: expect.stringContaining('record was left out'),
            record: 'customers[1]',
            id: '0355',
          },
          { path: 'customers[2].updatedAt', value: '"soon"', why: expect.stringContaining('value was left out') },
        ],
      },
    });
  });

  it('requests only what changed since', async () => {
    const { portal, sent } = portalWith('efs-portal', ({ headers }) =>
      headers['if-none-match'] === '"e1"'
        ? { status: 304 }
        : { headers: { etag: '"e1"' }, body: { items: [EDDIE], next: null } },
    );
    const first = await portal.customers();
    const second = await portal.customers();
    expect(second).toEqual(first);
    expect(sent.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"e1"']);
  });

  it.each([
    ['a next that came before', [EDDIE], 2],
    ['a page without items and with a next', [], 1],
  ])('half a list is not a list: %s fails at once', async (_, items, requests) => {
    const { portal, sent } = portalWith('efs-portal', () => ({ body: { items, next: 'again' } }));
    expect(await portal.customers()).toMatchObject({ ok: false, failure: { code: 'unexpected-shape' } });
    expect(sent).toHaveLength(requests);
  });

  it('half a list is not a list: too many rows are a failure, not a crash', async () => {
    const items = Array.from({ length: 200_001 }, (_, index) => ({ id: index + 1 }));
    const { portal } = portalWith('efs-portal', () => ({ body: { items } }));
    expect(await portal.customers()).toMatchObject({ ok: false, failure: { code: 'too-large' } });
  });
});

describe('EFS portal customer', () => {
  it('returns accounts with units, and omits what the portal did not report', async () => {
    const items = [
      {
        id: 356,
        userName: 'ETV-Primary',
        plan: 'Select',
        kind: 'server',
        onlineBytes: 182.4e9,
        lastErrorFreeBackupAt: '2026-11-21T07:00:00',
      },
      {
        id: '396',
        parentId: '356',
        userName: 'ETV-mail',
        plan: 'Email Filtering',
        kind: 'mailboxes',
        mailboxes: 14,
        lastStatus: 'ok',
      },
      { id: '397', userName: 'ETV-Odd', plan: 'Basic', kind: 'toaster', onlineBytes: '12 GB', licences: null },
      { id: '398', plan: 'Basic' },
    ];
    const { portal, sent } = portalWith('efs-portal', {
      [CUSTOMERS]: { body: { items: [EDDIE], next: null } },
      [ACCOUNTS]: { body: { items, next: null } },
    });
    const found = await portal.customer('342');
    expect(found).toMatchObject({
      ok: true,
      value: { customer: { id: '342' }, source: 'efs-portal', readAt: '2026-11-21T12:00:00.000Z' },
    });
    expect(found.ok && found.value?.accounts).toEqual([
      {
        id: '356',
        customerId: '342',
        userName: 'ETV-Primary',
        plan: 'Select',
        kind: 'server',
        onlineBytes: 182_400_000_000,
        lastErrorFreeBackupAt: '2026-11-21T07:00:00.000Z',
        copies: [{ where: 'remote', lastRestorePointAt: '2026-11-21T07:00:00.000Z' }],
      },
      {
        id: '396',
        parentId: '356',
        customerId: '342',
        userName: 'ETV-mail',
        plan: 'Email Filtering',
        kind: 'mailboxes',
        mailboxes: 14,
        lastStatus: 'ok',
        copies: [],
      },
      { id: '397', customerId: '342', userName: 'ETV-Odd', plan: 'Basic', kind: 'unknown', copies: [] },
    ]);
    expect(found.ok && found.value?.skipped.map(({ path, usage }) => [path, usage])).toEqual([
      ['accounts[2].kind', true],
      ['accounts[2].onlineBytes', true],
      ['accounts[3].userName', true],
    ]);
    expect(sent).toHaveLength(2);
  });

  it('counts an account once that is listed twice, as pages may overlap, and reports one that then differs', async () => {
    const account = { id: '1001', userName: 'ETV-Primary', plan: 'Select', onlineBytes: 5 };
    const read = async (second: object) => {
      const { portal } = portalWith('efs-portal', {
        [CUSTOMERS]: { body: { items: [EDDIE] } },
        [ACCOUNTS]: { body: { items: [account], next: 'a1' } },
        '/v1/customers/342/accounts?after=a1&limit=1000': { body: { items: [second, { ...account, id: '1002' }] } },
      });
      const found = await portal.customer('342');
      if (!found.ok || !found.value) throw new Error(JSON.stringify(found));
      return { ids: found.value.accounts.map(({ id }) => id), skipped: found.value.skipped };
    };
    expect(await read(account)).toEqual({ ids: ['1001', '1002'], skipped: [] });
    expect(await read({ ...account, onlineBytes: 6 })).toEqual({
      ids: ['1001', '1002'],
      skipped: [
        {
          path: 'accounts (ETV-Primary)',
          value: '1001',
          why: 'This account is listed twice, with different values.',
          usage: true,
        },
      ],
    });
  });

  it('distinguishes what is billed from what is not', async () => {
    const odd = { id: 1, userName: 'A', plan: 'Basic', kind: 'server', onlineBytes: 1, lastBackupAt: 'soon' };
    const { portal } = portalWith('efs-portal', {
      [CUSTOMERS]: { body: { items: [EDDIE], next: null } },
      '/v1/customers/342/accounts?limit=1000': { body: { items: [odd, 'nothing'], next: null } },
    });
    const found = await portal.customer('342');
    expect(found.ok && found.value?.skipped.map(({ path, usage }) => [path, usage])).toEqual([
      ['accounts[0].lastBackupAt', undefined],
      ['accounts[1]', true],
    ]);
  });

  it('does not treat a customer whose record cannot be read as absent', async () => {
    const account = { id: 1, userName: 'A', plan: 'Basic', kind: 'server' };
    const { portal } = portalWith('efs-portal', {
      [CUSTOMERS]: { body: { items: [{ ...EDDIE, active: 'perhaps' }], next: null } },
      '/v1/customers/342/accounts?limit=1000': { body: { items: [account], next: null } },
    });
    expect(await portal.customer('342')).toMatchObject({
      ok: false,
      failure: { code: 'unexpected-shape', field: 'customers[0].active' },
    });
  });

  it('reads many customers from one list, for half a minute', async () => {
    let now = NOW;
    const joe = { ...EDDIE, id: '355' };
    const { portal, sent } = portalWith(
      'efs-portal',
      ({ url }) => ({ body: { items: url.includes('/accounts') ? [] : [EDDIE, joe], next: null } }),
      () => now,
    );
    const lists = () => sent.filter(({ url }) => !url.includes('/accounts')).length;
    const both = await Promise.all([portal.customer('342'), portal.customer('355')]);
    expect(both).toMatchObject([{ value: { customer: { id: '342' } } }, { value: { customer: { id: '355' } } }]);
    expect(lists()).toBe(1);
    now += 29_000;
    expect(await portal.customer('355')).toMatchObject({ value: { readAt: '2026-11-21T12:00:29.000Z' } });
    expect(lists()).toBe(1);
    now += 1000;
    await portal.customer('355');
    expect(lists()).toBe(2);
    // One that came since may be missing from it, and a clock that was set back says nothing of its age.
    await portal.customer('356');
    expect(lists()).toBe(3);
    now -= 60_000;
    await portal.customer('355');
    expect(lists()).toBe(4);
  });

  it('does not keep a list that could not be read', async () => {
    let down = true;
    const { portal } = portalWith('efs-portal', ({ url }) =>
      down && !url.includes('/accounts')
        ? { status: 500 }
        : { body: { items: url.includes('/accounts') ? [] : [EDDIE], next: null } },
    );
    expect(await portal.customer('342')).toMatchObject({ ok: false });
    down = false;
    expect(await portal.customer('342')).toMatchObject({ ok: true, value: { customer: { id: '342' } } });
  });

  it('404 is not absence: null only where the complete list lacks the customer', async () => {
    const lists = (items: unknown[]) =>
      portalWith('efs-portal', { [CUSTOMERS]: { body: { items, next: null } } }).portal;
    expect(await lists([{ ...EDDIE, id: '355' }]).customer('342')).toEqual({ ok: true, value: null });
    for (const items of [[EDDIE], [{ name: 'Without an id' }], [{ ...EDDIE, id: 342, active: 'perhaps' }]]) {
      expect(await lists(items).customer('342')).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
    }
  });

  it('404 is not absence: a web page in place of the portal', async () => {
    const html = { status: 404, headers: { 'content-type': 'text/html' }, body: '<html><title>404</title></html>' };
    for (const body of [html, { status: 404 }, { status: 404, body: { message: 'Not Found' } }]) {
      const { portal } = portalWith('efs-portal', () => body);
      for (const found of [await portal.customer('342'), await portal.customers(), await portal.events('c1')]) {
        expect(found).toMatchObject({ ok: false, failure: { code: 'unavailable', status: 404 } });
      }
    }
    const { portal } = portalWith('efs-portal', ({ url }) =>
      url.includes('/accounts') ? html : { body: { items: [{ ...EDDIE, id: '1' }], next: null } },
    );
    expect(await portal.customer('342')).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
  });
});

describe('EFS portal events', () => {
  const event = {
    id: 'ev-1',
    at: '2026-11-21T10:00:00Z',
    customerId: '342',
    accountId: '356',
    severity: 'error',
    type: 'backup-failed',
    message: 'm',
  };

  it('returns the cursor and reports what it cannot read', async () => {
    const { portal, sent } = portalWith('efs-portal', {
      '/v1/events?limit=1000': {
        body: { items: [event, { ...event, type: 'new-kind' }, { ...event, at: '' }], next: 'c9' },
      },
      '/v1/events?after=c9&limit=1000': { body: { items: [], next: 'c9' } },
    });
    expect(await portal.events(undefined)).toMatchObject({
      value: {
        events: [{ ...event, at: '2026-11-21T10:00:00.000Z' }],
        cursor: 'c9',
        more: true,
        skipped: [{ path: 'events[1].type', value: '"new-kind"' }, { path: 'events[2].at' }],
      },
    });
    expect(await portal.events('c9')).toEqual({
      ok: true,
      value: { events: [], cursor: 'c9', more: false, skipped: [] },
    });
    expect(sent).toHaveLength(2);
  });

  it('does not request the same events endlessly', async () => {
    const full = Array.from({ length: 1_000 }, (_, at) => ({ ...event, id: `e${at}` }));
    const { portal } = portalWith('efs-portal', () => ({ body: { items: full, next: 'c1' } }));
    expect(await portal.events('c1')).toMatchObject({ ok: false, failure: { code: 'unexpected-shape' } });
  });

  it('takes events that come again at the end of the log for its end', async () => {
    const { portal } = portalWith('efs-portal', () => ({ body: { items: [event], next: 'c1' } }));
    expect(await portal.events('c1')).toMatchObject({ ok: true, value: { cursor: 'c1', more: false } });
  });

  it('keeps a cursor that was not renewed, and then has no more to request', async () => {
    const { portal } = portalWith('efs-portal', () => ({ body: { items: [event], next: null } }));
    expect(await portal.events('c1')).toMatchObject({ ok: true, value: { cursor: 'c1', more: false } });
  });
});

describe('copies of an EFS portal account', () => {
  const AT = '2026-11-20T02:00:00.000Z';
  it.each([
    ['localBytes: 0 is no local copy', { onlineBytes: 5, localBytes: 0, lastBackupAt: AT }, ['remote']],
    ['onlineBytes: 0 without a backup is no online copy', { onlineBytes: 0, localBytes: 0 }, []],
    ['onlineBytes: 0 with a backup is one', { onlineBytes: 0, lastBackupAt: AT }, ['remote']],
    ['onlineBytes: 0 beside local storage is none', { onlineBytes: 0, localBytes: 5, lastBackupAt: AT }, ['local']],
  ])('%s', async (_, bytes, places) => {
    const item = { id: 1, userName: 'ETV-Primary', plan: 'Select', kind: 'server', ...bytes };
    const { portal } = portalWith('efs-portal', {
      [CUSTOMERS]: { body: { items: [EDDIE], next: null } },
      [ACCOUNTS]: { body: { items: [item], next: null } },
    });
    const facts = await portal.customer('342');
    expect(facts.ok && facts.value?.accounts[0]?.copies.map(({ where }) => where)).toEqual(places);
  });
});

describe('the cause and the page of an EFS portal’s account', () => {
  const account = (more: object) => ({
    id: '356',
    userName: 'A',
    plan: 'Select',
    kind: 'server',
    lastStatus: 'error',
    ...more,
  });
  const read = async (more: object) => {
    const { portal } = portalWith('efs-portal', {
      [CUSTOMERS]: { body: { items: [EDDIE], next: null } },
      [ACCOUNTS]: { body: { items: [account(more)], next: null } },
    });
    const facts = await portal.customer('342');
    return facts.ok ? facts.value : null;
  };

  it('are read, cleaned and bounded', async () => {
    const lastError = { text: '\u0007Disk full.\r\nToken: abc123', at: '2026-11-20T22:10:00Z' };
    const facts = await read({ lastError, pageUrl: 'https://portal.backup.example/accounts/356' });
    expect(facts?.accounts).toMatchObject([
      {
        lastError: { text: 'Disk full.\nToken: •••', at: '2026-11-20T22:10:00.000Z' },
        portalUrl: 'https://portal.backup.example/accounts/356',
      },
    ]);
    expect(facts?.accounts[0]).not.toHaveProperty('pageUrl');
    expect(facts?.skipped).toEqual([]);
  });

  it('are optional, and a page elsewhere is none', async () => {
    const facts = await read({ lastError: { text: ' ' }, pageUrl: 'https://elsewhere.example/' });
    expect(facts?.accounts[0]).not.toHaveProperty('lastError');
    expect(facts?.accounts[0]).not.toHaveProperty('portalUrl');
  });

  it('cost no quantity where they cannot be read', async () => {
    const facts = await read({ lastError: 'disk full', pageUrl: 7 });
    expect(facts?.accounts).toHaveLength(1);
    expect(facts?.skipped.map(({ path, usage }) => [path, usage])).toEqual([
      ['accounts[0].lastError', undefined],
      ['accounts[0].pageUrl', undefined],
    ]);
  });

  it('are in events too', async () => {
    const event = {
      id: 'e',
      at: '2026-11-20T22:10:00Z',
      customerId: '342',
      severity: 'error',
      type: 'backup-failed',
      message: 'm',
    };
    const items = [
      { ...event, pageUrl: 'https://portal.backup.example/accounts/356' },
      { ...event, id: 'f', pageUrl: 'http://portal.backup.example/' },
    ];
    const { portal } = portalWith('efs-portal', { '/v1/events?limit=1000': { body: { items, next: 'c' } } });
    const page = await portal.events(undefined);
    expect(page.ok && page.value.events.map(({ portalUrl }) => portalUrl)).toEqual([
      'https://portal.backup.example/accounts/356',
      undefined,
    ]);
  });
});
