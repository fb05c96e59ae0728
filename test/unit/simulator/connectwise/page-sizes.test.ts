import { beforeEach, describe, expect, it } from 'vitest';
import { createRig, ids, type Rig } from './harness.ts';

const FORWARD = { 'pagination-type': 'forward-only' };
let rig: Rig;
beforeEach(() => {
  rig = createRig({ customers: Array.from({ length: 294 }, (_, index) => ({ id: index + 1, name: `C ${index}` })) });
});

/** Rows of every page, and the `Link` of the last. */
async function follow(path: string, headers: Record<string, string>) {
  const pages: number[] = [];
  let link: string | null = null;
  for (let next = path; next !== '' && pages.length < 50; ) {
    const answer = await rig.call('GET', next, undefined, headers);
    pages.push(ids(answer.body).length);
    link = answer.headers.get('link');
    next = /apis\/3\.0([^>]+)>; rel="next"/.exec(link ?? '')?.[1] ?? '';
  }
  return { pages, rows: pages.reduce((sum, count) => sum + count, 0), link };
}

describe.each([
  ['forward-only', FORWARD],
  ['navigable', {}],
])('a server with small pages, %s', (kind, headers) => {
  it.each([25, 100, 250])('returns at most %i rows for a page of 1,000, and names the next one', async (pageCap) => {
    rig.state.options.pageCap = pageCap;
    const { pages, rows } = await follow('/company/companies?pageSize=1000', headers);
    expect(pages[0]).toBe(pageCap);
    expect(rows).toBe(300);
  });

  it('ends with a Link that names no next page', async () => {
    rig.state.options.pageCap = 7;
    const { link } = await follow('/company/companies?pageSize=1000', headers);
    expect(link).toEqual(kind === 'navigable' ? expect.stringContaining('rel="prev"') : '');
  });

  it('may have its Link removed by a proxy', async () => {
    Object.assign(rig.state.options, { pageCap: 25, withoutLink: true });
    const answer = await rig.call('GET', '/company/companies?pageSize=1000', undefined, headers);
    expect([ids(answer.body).length, answer.headers.has('link')]).toEqual([25, false]);
  });

  it('may refuse a size above its limit, and names pageSize', async () => {
    rig.state.options.largestPageSize = 250;
    const refused = await rig.call('GET', '/company/companies?pageSize=251', undefined, headers);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'pageSize' }] } });
    expect((await rig.call('GET', '/company/companies?pageSize=250', undefined, headers)).status).toBe(200);
  });
});

it('forward-only names the next page by pageId', async () => {
  rig.state.options.pageCap = 25;
  const { headers } = await rig.call('GET', '/company/companies?pageSize=1000', undefined, FORWARD);
  const next = new URL(/<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? '');
  expect(Object.fromEntries(next.searchParams)).toEqual({ pageSize: '1000', pageId: expect.stringMatching(/^\d+$/) });
});

it('all notes of a ticket are paged like any list', async () => {
  const ticket = await rig.call('POST', '/service/tickets', { summary: 'No backup', company: { id: 101 } });
  const path = `/service/tickets/${ticket.body.id}`;
  for (let count = 0; count < 30; count += 1) {
    await rig.call('POST', `${path}/notes`, { text: `Note ${count}`, internalAnalysisFlag: true });
  }
  const first = await rig.call('GET', `${path}/allNotes`, undefined, FORWARD);
  expect(ids(first.body)).toHaveLength(25);
  expect((await follow(`${path}/allNotes`, FORWARD)).rows).toBe(30);
  expect((await follow(`${path}/allNotes?pageSize=1000`, {})).pages).toEqual([30]);
});
