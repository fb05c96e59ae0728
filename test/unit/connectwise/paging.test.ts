import { describe, expect, it } from 'vitest';
import { onlyApiMember } from '../../../lib/connectwise/api-members.ts';
import { createRestClient } from '../../../lib/connectwise/client.ts';
import type { ConnectWiseConnection } from '../../../lib/connectwise/connection.ts';
import { nextPage } from '../../../lib/connectwise/link-header.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { CONNECTION } from '../../support/builders/connectwise-connection.ts';
import { type FakeAnswer, fakeFetch, type SentRequest } from '../../support/builders/fake-fetch.ts';

const PATH = '/company/companies';

interface Server {
  rows: number;
  /** The most rows that a page has, whatever is requested. */
  cap?: number;
  link: 'present' | 'missing' | 'without-page-id';
  /** Refuses larger page sizes. */
  refusesAbove?: number;
  more?: Partial<ConnectWiseConnection>;
}

/** A server with rows 1, 2, …, and the requested pages. */
function serverWith({ rows, cap = 1_000, link, refusesAbove, more }: Server) {
  const learned: object[] = [];
  const answer = ({ url }: SentRequest): FakeAnswer => {
    const asked = new URL(url).searchParams;
    const size = Number(asked.get('pageSize'));
    if (refusesAbove !== undefined && size > refusesAbove) return REFUSED;
    const after = Number(asked.get('pageId') ?? 0);
    const length = Math.max(0, Math.min(size, cap, rows - after));
    const body = Array.from({ length }, (_, index) => ({ id: after + index + 1 }));
    if (link === 'missing') return { body };
    const hasMore = after + length < rows;
    const pageId = link === 'present' ? `&pageId=${after + length}` : '';
    return { body, headers: { link: hasMore ? `<https://evil.example/x?a=1,2${pageId}>; rel="next"` : '' } };
  };
  const fake = fakeFetch(answer);
  const session = openSession(
    { ...CONNECTION, ...more },
    { fetch: fake.fetch, clock: () => 0, wait: async () => undefined, onLearned: (what) => learned.push(what) },
  );
  const client = createRestClient(session, 'user');
  const background = createRestClient(session, 'background');
  const sizes = () => fake.sent.map(({ url }) => Number(new URL(url).searchParams.get('pageSize')));
  return { client, background, sent: fake.sent, sizes, learned };
}

const REFUSED: FakeAnswer = {
  status: 400,
  body: { code: 'InvalidObject', message: 'The page size is too large.', errors: null },
};

describe('half a list is not a list', () => {
  it.each([
    ['25 rows a page', { rows: 120, cap: 25, link: 'present' }, 5],
    ['100 rows a page', { rows: 250, cap: 100, link: 'present' }, 3],
    ['250 rows a page', { rows: 1_001, cap: 250, link: 'present' }, 5],
    ['odd pages', { rows: 100, cap: 33, link: 'present' }, 4],
    ['a Link header without a page id', { rows: 120, cap: 25, link: 'without-page-id' }, 5],
    ['25 rows a page and no Link header', { rows: 120, cap: 25, link: 'missing' }, 5],
    ['250 rows a page and no Link header', { rows: 1_000, cap: 250, link: 'missing' }, 5],
  ] as [string, Server, number][])('%s', async (_, server, requests) => {
    const { client, sent } = serverWith(server);
    const found = await client.list(PATH);
    expect(found.ok && found.value.map((row) => (row as { id: number }).id)).toEqual(
      Array.from({ length: server.rows }, (_, index) => index + 1),
    );
    expect(sent).toHaveLength(requests);
    expect(sent.every(({ url }) => new URL(url).host === CONNECTION.apiHost)).toBe(true);
  });

  it.each([
    ['the same record', { id: 2, quantity: 1 }, 3],
    ['another record', { id: 2, quantity: 9 }, 'two different records that have the number 2'],
  ])('a page that has a number twice, for %s', async (_, again, expected) => {
    const body = [{ id: 1 }, { id: 2, quantity: 1 }, again, { id: 3 }];
    const { fetch } = fakeFetch(() => ({ body }));
    const session = openSession(CONNECTION, { fetch, clock: () => 0, wait: async () => undefined });
    const found = await createRestClient(session, 'user').list(PATH);
    if (typeof expected === 'number') expect(found).toMatchObject({ ok: true, value: { length: expected } });
    else
      expect(found).toMatchObject({
        ok: false,
        failure: { code: 'unexpected-shape', message: expect.stringContaining(expected), field: 'id', value: '2' },
      });
  });

  it.each([
    ['no rows', { rows: 0, link: 'missing' }],
    ['a few rows', { rows: 26, link: 'missing' }],
    ['a multiple of 25, and a Link header that names no next page', { rows: 250, link: 'present' }],
  ] as [string, Server][])('is complete at one request as before: %s', async (_, server) => {
    const { client, sent } = serverWith(server);
    expect(await client.list(PATH)).toMatchObject({ ok: true });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['names a next page after an empty one', []],
    ['gives the same page again', [{ id: 1 }, { id: 2 }]],
    ['gives rows without an id', [{ name: 'a' }]],
  ])('is a failure where the server %s', async (_, body) => {
    const fake = fakeFetch(() => ({ body, headers: { link: '<https://x.example/?pageId=2>; rel="next"' } }));
    const client = createRestClient(
      openSession(CONNECTION, { fetch: fake.fetch, clock: () => 0, wait: async () => undefined }),
      'user',
    );
    expect(await client.list(PATH)).toMatchObject({ ok: false, failure: { code: 'unexpected-shape', field: PATH } });
    expect(fake.sent.length).toBeLessThanOrEqual(2);
  });

  it('is a failure where a later page fails', async () => {
    const link = { link: '<https://x.example/?pageId=2>; rel="next"' };
    const fake = fakeFetch([{ body: [{ id: 1 }, { id: 2 }], headers: link }, { status: 503 }]);
    const client = createRestClient(
      openSession(CONNECTION, { fetch: fake.fetch, clock: () => 0, wait: async () => undefined }),
      'user',
    );
    expect(await client.list(PATH)).toMatchObject({ ok: false, failure: { code: 'server-error' } });
  });

  it('contains a row once where pages overlap', async () => {
    const link = { link: '<https://x.example/?pageId=1>; rel="next"' };
    const fake = fakeFetch([{ body: [{ id: 1 }, { id: 2 }], headers: link }, { body: [{ id: 2 }, { id: 3 }] }]);
    const client = createRestClient(
      openSession(CONNECTION, { fetch: fake.fetch, clock: () => 0, wait: async () => undefined }),
      'user',
    );
    expect(await client.list(PATH)).toEqual({ ok: true, value: [{ id: 1 }, { id: 2 }, { id: 3 }] });
  });

  it('refuses more than 200,000 rows, and accepts as many', async () => {
    const answerWith = async (length: number) => {
      const body = Array.from({ length }, (_, index) => ({ id: index + 1 }));
      const fake = fakeFetch([{ body, headers: { link: '' } }, { body: [] }]);
      const client = createRestClient(
        openSession(CONNECTION, { fetch: fake.fetch, clock: () => 0, wait: async () => undefined }),
        'user',
      );
      return client.list(PATH);
    };
    expect(await answerWith(200_001)).toMatchObject({ ok: false, failure: { code: 'too-large', field: PATH } });
    const most = await answerWith(200_000);
    expect(most.ok && most.value).toHaveLength(200_000);
  });

  it('ends after 8,000 pages, however few rows each of them has', async () => {
    let next = 0;
    const fake = fakeFetch(() => {
      next += 1;
      return { body: [{ id: next }], headers: { link: `<https://x.example/?pageId=${next}>; rel="next"` } };
    });
    const client = createRestClient(
      openSession(CONNECTION, { fetch: fake.fetch, clock: () => 0, wait: async () => undefined }),
      'user',
    );
    expect(await client.list(PATH)).toMatchObject({ ok: false, failure: { code: 'too-large', field: PATH } });
    expect(fake.sent.length).toBe(8_001);
  });

  it('does not treat the only API member of a page as the only one', async () => {
    const page = Array.from({ length: 25 }, (_, index) => ({
      id: index + 1,
      identifier: `m${index}`,
      inactiveFlag: index > 0,
    }));
    const answers: FakeAnswer[] = [
      { body: page, headers: { link: '<https://x.example/?pageId=25>; rel="next"' } },
      { body: [{ id: 26, identifier: 'another', inactiveFlag: false }], headers: { link: '' } },
    ];
    const deps = { fetch: fakeFetch(answers).fetch, clock: () => 0, wait: async () => undefined };
    expect(await onlyApiMember(createRestClient(openSession(CONNECTION, deps), 'user'))).toEqual({
      ok: true,
      value: undefined,
    });
  });
});

describe('a page size that is refused', () => {
  it('is lowered, and remembered', async () => {
    const { client, background, sizes, learned } = serverWith({ rows: 230, link: 'present', refusesAbove: 100 });
    const found = await client.list(PATH);
    expect(found.ok && found.value).toHaveLength(230);
    expect(sizes()).toEqual([1_000, 500, 250, 100, 100, 100]);
    expect(learned).toEqual([{ pageSize: 100 }]);
    sizes().length = 0;
    await background.list(PATH);
    expect(sizes().slice(6)).toEqual([100, 100, 100]);
    await client.get(PATH, { pageSize: 500 });
    expect(sizes().at(-1)).toBe(100);
  });

  it('starts from what was learned before', async () => {
    const { client, sizes } = serverWith({ rows: 60, link: 'present', more: { pageSize: 50 } });
    await client.list(PATH);
    expect(sizes()).toEqual([50, 50]);
  });

  it('is not lowered below the default, nor stored when nothing was returned', async () => {
    const { client, sizes, learned } = serverWith({ rows: 10, link: 'present', refusesAbove: 0 });
    expect(await client.list(PATH)).toMatchObject({ ok: false, failure: { code: 'rejected' } });
    expect(sizes()).toEqual([1_000, 500, 250, 100, 50, 25]);
    expect(learned).toEqual([]);
  });

  it('is recognized by the name of the field too, and not by another 400', async () => {
    const named = {
      code: 'InvalidObject',
      message: 'invalid',
      errors: [{ code: 'Range', message: 'out of range', field: 'pageSize' }],
    };
    const other = { code: 'InvalidObject', message: 'Expected a boolean value, not a numeric.', errors: null };
    const deps = { clock: () => 0, wait: async () => undefined };
    const first = fakeFetch([{ status: 400, body: named }, { body: [] }]);
    expect(
      await createRestClient(openSession(CONNECTION, { ...deps, fetch: first.fetch }), 'user').list(PATH),
    ).toMatchObject({ ok: true });
    const second = fakeFetch([{ status: 400, body: other }]);
    expect(
      await createRestClient(openSession(CONNECTION, { ...deps, fetch: second.fetch }), 'user').list(PATH),
    ).toMatchObject({
      ok: false,
    });
    expect(second.sent).toHaveLength(1);
  });
});

describe('the Link header', () => {
  it.each([
    ['<https://x/?pageSize=25&pageId=40>; rel="next"', { pageId: 40 }],
    ['<https://x/?page=1>; rel="first", <https://x/?a=(1,2)&pageId=7>; rel="next"', { pageId: 7 }],
    ['</v4/companies?pageId=7>;title="a;b"; REL=next', { pageId: 7 }],
    ['<https://x/?pageId=7>; rel="last next"', { pageId: 7 }],
    ['<https://x/?pageId=-1>; rel="next"', {}],
    ['<http://[bad>; rel="next"', {}],
  ])('%s names a next page', (link, page) => {
    expect(nextPage(link)).toEqual(page);
  });

  it.each([
    [null],
    [''],
    ['<https://x/?page=1>; rel="first", <https://x/?page=9>; rel="last"'],
    ['<https://x/?rel=next>; rel="prev"'],
    ['<https://x/?pageId=3'],
    ['; rel="next"'],
    ['<>; rel'],
  ])('%s names none', (link) => {
    expect(nextPage(link)).toBeUndefined();
  });

  it('is read in linear time', () => {
    const MB = 1_000_000;
    for (const text of [
      '<'.repeat(MB),
      '<>'.repeat(MB / 2),
      '<>;'.repeat(MB / 3),
      `<>${'; rel'.repeat(MB / 5)}`,
      `<x>; rel="${' '.repeat(MB)}`,
    ]) {
      expect(nextPage(text)).toBeUndefined();
    }
  });
});
