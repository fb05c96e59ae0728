import { describe, expect, it } from 'vitest';
import { createConnectWise } from '../../../lib/connectwise/connectwise.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { testConnection } from '../../../lib/connectwise/test-connection.ts';
import { createPortal, testPortal } from '../../../lib/portal/portal.ts';
import type { Fetch } from '../../../lib/shared/http.ts';
import { type FakeAnswer, fakeFetch, type SentRequest } from '../../support/builders/fake-fetch.ts';

const CONNECTION = {
  site: 'na.myconnectwise.net',
  apiHost: 'api-na.myconnectwise.net',
  isCloud: true,
  companyId: 'training',
  publicKey: 'Public1',
  privateKey: 'PrIvAtE-kEy/7f3a9c1e',
  clientId: '6f1c2d3e-0a1b-4c5d-8e9f-0123456789ab',
  codebase: 'v2025_1/',
};
const PORTAL_KEY = 'pOrTaL/kEy+55de81c7';
const BASIC = btoa(`training+Public1:${CONNECTION.privateKey}`);

/** Each form in which a server may quote a secret, and a part of it. */
const formsOf = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  btoa(secret),
  secret.toUpperCase(),
  secret.slice(0, Math.max(12, Math.ceil(0.6 * secret.length))),
];

const deps = (fetch: Fetch) => ({ fetch, clock: () => 0, wait: async () => {} });

interface Client {
  name: string;
  /** What it sends. */
  secrets: readonly string[];
  ask(fetch: Fetch): Promise<unknown>;
}

const CONNECTWISE_SECRETS = [CONNECTION.privateKey, CONNECTION.clientId, BASIC];
const KINDS = ['efs-portal', 'x360recover'] as const;

const CLIENTS: Client[] = [
  {
    name: 'ConnectWise',
    secrets: CONNECTWISE_SECRETS,
    async ask(fetch) {
      const learned: unknown[] = [];
      const session = openSession(CONNECTION, { ...deps(fetch), onLearned: (what) => learned.push(what) });
      const port = createConnectWise(session, 'user');
      return [
        await port.info(),
        await port.company(2),
        await port.boards(),
        await port.searchProducts('x', 5),
        learned,
      ];
    },
  },
  {
    name: 'ConnectWise whose release is looked for',
    secrets: CONNECTWISE_SECRETS,
    ask: (fetch) => {
      const { codebase: _, ...unknown } = CONNECTION;
      return createConnectWise(openSession(unknown, deps(fetch)), 'user').company(2);
    },
  },
  {
    name: 'the test of ConnectWise',
    secrets: CONNECTWISE_SECRETS,
    async ask(fetch) {
      const tested = await testConnection({ siteUrl: CONNECTION.site, ...CONNECTION }, deps(fetch));
      return tested.ok ? tested.value.tested : tested;
    },
  },
  ...KINDS.flatMap((kind): Client[] => {
    const config = { kind, baseUrl: 'https://portal.example/api', key: PORTAL_KEY };
    return [
      {
        name: kind,
        secrets: [PORTAL_KEY],
        async ask(fetch) {
          const port = createPortal(config, deps(fetch));
          return [await port.test(), await port.customers(), await port.customer('5'), await port.events(undefined)];
        },
      },
      {
        name: `the test of ${kind}`,
        secrets: [PORTAL_KEY],
        async ask(fetch) {
          const tested = await testPortal(config, deps(fetch));
          return tested.ok ? tested.value.tested : tested;
        },
      },
    ];
  }),
];

const discovery = ({ url }: SentRequest, quoted: string): FakeAnswer | undefined =>
  url.includes('companyinfo')
    ? { body: { Codebase: 'v2025_1/', VersionCode: quoted, SiteUrl: CONNECTION.apiHost, IsCloud: true } }
    : undefined;

const ECHOES: [string, (quoted: string) => FakeAnswer][] = [
  ...[400, 401, 403, 404, 409, 429, 500, 503].flatMap((status): [string, (quoted: string) => FakeAnswer][] => [
    [
      `${status} in ConnectWise’s words`,
      (quoted) => ({
        status,
        body: { code: 'InvalidObject', message: quoted, errors: [{ message: quoted, field: quoted }] },
      }),
    ],
    [
      `${status} in a portal’s words`,
      (quoted) => ({ status, body: { error: { message: quoted }, detail: quoted, type: quoted } }),
    ],
    [`${status} in a web page`, (quoted) => ({ status, body: `<html><title>${quoted}</title></html>` })],
    [`${status} in plain text`, (quoted) => ({ status, body: quoted })],
  ]),
  ['200 in a web page', (quoted) => ({ body: `<html><title>${quoted}</title></html>` })],
  ['200 in plain text', (quoted) => ({ body: quoted })],
  ['200 in an object of no known shape', (quoted) => ({ body: { [quoted]: quoted, message: quoted } })],
  ['an answer that breaks off', (quoted) => ({ body: `{"message": "${quoted}` })],
  [
    'a redirect',
    (quoted) => ({ status: 302, headers: { location: `https://x.example/?k=${encodeURIComponent(quoted)}` } }),
  ],
];

describe.each(CLIENTS)('$name: a server that repeats the keys', ({ ask, secrets }) => {
  it.each(ECHOES)('%s: they reach no answer of ours', async (_, echo) => {
    // One by one: what a Failure quotes is short.
    for (const form of secrets.flatMap(formsOf)) {
      const quoted = `key ${form} refused`;
      for (const isFound of [false, true]) {
        const fake = fakeFetch((request) => (isFound && discovery(request, quoted)) || echo(quoted));
        expect(JSON.stringify(await ask(fake.fetch))).not.toContain(form);
      }
    }
  });
});

describe('data of a record', () => {
  it('hold no key either, and are complete otherwise', async () => {
    const echo = `Eddie ${CONNECTION.privateKey} ${BASIC} ${CONNECTION.clientId} 12.5`;
    const fake = fakeFetch(() => ({ body: [{ id: 5, name: echo, inactive: false }] }));
    const boards = await createConnectWise(openSession(CONNECTION, deps(fake.fetch)), 'user').boards();
    expect(JSON.stringify(boards)).toContain('Eddie ••• ••• ••• 12.5');
  });
});
