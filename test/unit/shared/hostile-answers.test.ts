import { describe, expect, it } from 'vitest';
import { createConnectWise } from '../../../lib/connectwise/connectwise.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { DEEPEST_NESTING, LONGEST_TEXT, MOST_BODY_BYTES } from '../../../lib/shared/bounds.ts';
import { readJson, retryAfterSeconds, send } from '../../../lib/shared/http.ts';
import { nothingToRedact } from '../../../lib/shared/redact.ts';
import { sendAll } from '../../../lib/shared/request-guard.ts';
import { fakeFetch } from '../../support/builders/fake-fetch.ts';
import { portalWith } from '../portal/portal-fakes.ts';

const MIB = 1024 * 1024;
const OPTIONS = {
  guard: sendAll,
  carries: 'no-keys' as const,
  redactor: nothingToRedact,
  timeout: 60_000,
  peer: 'The peer',
  whenUnreachable: '',
};
const answer = (text: string, status = 200) => ({ status, headers: new Headers(), text });

/** A body of `most` MiB that counts how much of it was taken. */
function longBody(most: number) {
  const taken = { mib: 0, cancelled: false };
  const chunk = new TextEncoder().encode('x'.repeat(MIB));
  const body = new ReadableStream({
    pull(controller) {
      if (taken.mib === most) return controller.close();
      taken.mib += 1;
      controller.enqueue(chunk);
    },
    cancel() {
      taken.cancelled = true;
    },
  });
  return { body, taken };
}

describe('bounds: the size of a body', () => {
  it('refuses an answer over 8 MiB without reading the rest', async () => {
    const { body, taken } = longBody(200);
    const sent = await send('https://x', () => ({}), { ...OPTIONS, fetch: async () => new Response(body) });
    expect(sent).toMatchObject({
      ok: false,
      failure: { code: 'too-large', message: expect.stringContaining('8 MiB') },
    });
    expect(taken.mib).toBeLessThan(12);
    expect(taken.cancelled).toBe(true);
  });

  it('accepts one of just 8 MiB, in one piece with its characters', async () => {
    const text = `"${'é'.repeat((MOST_BODY_BYTES - 2) / 2)}"`;
    const sent = await send('https://x', () => ({}), { ...OPTIONS, fetch: async () => new Response(text) });
    expect(sent.ok && sent.value.text === text).toBe(true);
  });

  it('cuts an error page off, so that its status is still used', async () => {
    const { body, taken } = longBody(200);
    const fetch = async () => new Response(body, { status: 502, headers: { 'content-type': 'text/html' } });
    const sent = await send('https://x', () => ({}), { ...OPTIONS, fetch });
    expect(sent).toMatchObject({ ok: true, value: { status: 502 } });
    expect(sent.ok && sent.value.text.length).toBeLessThanOrEqual(16 * 1024);
    expect(taken.mib).toBeLessThan(5);
  });
});

describe('bounds: nesting', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  it('refuses what is nested deeper than 64, before it is parsed', () => {
    expect(readJson(answer(nested(DEEPEST_NESTING)), 'x')).toMatchObject({ ok: true });
    for (const text of [nested(DEEPEST_NESTING + 1), nested(200_000), `{"a":${nested(100)}}`]) {
      expect(readJson(answer(text), 'x')).toMatchObject({ ok: false, failure: { code: 'too-large' } });
    }
  });

  it('does not count brackets inside of texts', () => {
    const value = { message: `\\"${'[{'.repeat(500)}`, quoted: '\\' };
    expect(readJson(answer(JSON.stringify(value)), 'x')).toEqual({ ok: true, value });
  });

  it('refuses an event with a nested member as a failure of the portal, not as a crash', async () => {
    const event = { id: '1', at: '2026-11-01T00:00:00Z', customerId: '342', severity: 'ok', type: 'backup-finished' };
    const body = JSON.stringify({ items: [event], next: 'c1' }).replace('"ok"', nested(200_000));
    const { portal } = portalWith('efs-portal', () => ({ body }));
    expect(await portal.events(undefined)).toMatchObject({ ok: false, failure: { code: 'too-large' } });
  });
});

describe('bounds: the length of a text', () => {
  const long = 'x'.repeat(LONGEST_TEXT + 1);

  it('omits from a portal what holds a longer text, and names the place', async () => {
    const customer = { id: '342', name: 'A', active: true };
    const items = [
      { ...customer, brand: long },
      { ...customer, id: '343', name: long },
      { ...customer, id: '344' },
    ];
    const { portal } = portalWith('efs-portal', () => ({ body: { items, next: null } }));
    const found = await portal.customers();
    expect(found.ok && found.value.customers.map(({ id, brand }) => [id, brand])).toEqual([
      ['342', undefined],
      ['344', undefined],
    ]);
    expect(found.ok && found.value.skipped.map(({ path }) => path)).toEqual([
      'customers[0].brand',
      'customers[1].name',
    ]);
  });

  it('does not read a ConnectWise record with one', async () => {
    const company = { id: 1, identifier: 'A', name: long };
    const { fetch } = fakeFetch(() => ({ body: company }));
    const connection = {
      site: 'na.myconnectwise.net',
      apiHost: 'api-na.myconnectwise.net',
      isCloud: true,
      companyId: 'c',
      publicKey: 'p',
      privateKey: 'q',
      clientId: 'i',
      codebase: 'v2025_1/',
    };
    const connectWise = createConnectWise(
      openSession(connection, { fetch, clock: () => 0, wait: async () => undefined }),
      'user',
    );
    expect(await connectWise.company(1)).toMatchObject({
      ok: false,
      failure: { code: 'unexpected-shape', field: 'name' },
    });
  });
});

/** Each would take minutes to years if it were not linear: 1 MB takes milliseconds. */
describe('bounds: outside text of 1 MB is read in linear time', () => {
  const MB = 1_000_000;
  it.each([
    ['titles that never end', '<title'.repeat(MB / 6)],
    ['tags that never end', `<title${' '.repeat(MB)}`],
    ['quotes that never end', `{"${'\\'.repeat(MB)}`],
    ['brackets', `{"a":"${'[{'.repeat(MB / 2)}`],
    ['white space', ' '.repeat(MB)],
  ])('%s', (_, text) => {
    const read = readJson(answer(text, 502), 'x');
    expect(JSON.stringify(read).length).toBeLessThan(1_000);
  });

  it('a date to wait for, and digits that are no number of seconds', () => {
    for (const text of ['1'.repeat(MB), `Sat, ${'2'.repeat(MB)}`]) {
      expect(retryAfterSeconds(new Headers({ 'retry-after': text }), 0)).toBeUndefined();
    }
    expect(retryAfterSeconds(new Headers({ 'retry-after': '17' }), 0)).toBe(17);
  });

  it('finds the title where it exists', () => {
    const read = readJson(answer('<!doctype html><TITLE lang="en"> Sign in </TITLE>'), 'x');
    expect(read).toMatchObject({ ok: false, failure: { message: expect.stringContaining('("Sign in")') } });
  });
});
