import { describe, expect, it } from 'vitest';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { hostResolverRules, isRegionHost, restHostOf, siteOf } from '../../simulator/hosts.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import type { SimulatorOptions } from '../../simulator/server.ts';
import { startSimulator } from '../../simulator/server.ts';

const headers = {
  authorization: `Basic ${btoa(`${SEED.companyId}+${SEED.publicKey}:${SEED.privateKey}`)}`,
  clientId: SEED.clientId,
};

async function start(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ listen: false, traffic: { file: null }, ...options });
  const fetch = simulatorFetch(simulator);
  return {
    simulator,
    info: async (host: string) =>
      (await (await fetch(`https://${host}/login/companyinfo/${SEED.companyId}`)).json()) as Record<string, string>,
    rest: (host: string, codebase = 'v4_6_release/') =>
      fetch(`https://${host}/${codebase}apis/3.0/system/info`, { headers }),
  };
}

describe('where ConnectWise answers', () => {
  it.each([
    ['na.myconnectwise.net', 'api-na.myconnectwise.net'],
    ['eu.myconnectwise.net', 'api-eu.myconnectwise.net'],
    ['aus.myconnectwise.net', 'api-aus.myconnectwise.net'],
    ['sandbox-na.myconnectwise.net', 'sandbox-na.myconnectwise.net'],
    ['sandbox-eu.myconnectwise.net', 'sandbox-eu.myconnectwise.net'],
    ['acme.myconnectwise.net', 'api-na.myconnectwise.net'],
    ['api-na.myconnectwise.net', 'api-na.myconnectwise.net'],
    ['api.myconnectwise.net', 'api.myconnectwise.net'],
    ['staging.connectwisedev.com', 'staging.connectwisedev.com'],
    ['api-staging.connectwisedev.com', 'api-staging.connectwisedev.com'],
    ['cw.msp.example', 'cw.msp.example'],
  ])('SiteUrl of %s is %s, and REST answers there', async (host, api) => {
    const { info, rest } = await start();
    const { SiteUrl, Codebase } = await info(host);
    expect([SiteUrl, restHostOf(host)]).toEqual([api, api]);
    expect((await rest(api, Codebase)).status).toBe(200);
  });

  it.each(['api-sandbox-na.myconnectwise.net', 'api-acme.myconnectwise.net', 'sandbox-xx.myconnectwise.net'])(
    '%s does not exist',
    async (host) => {
      const { rest, simulator } = await start();
      expect(siteOf(host)).toBe('no-such-host');
      await expect(rest(host)).rejects.toThrow('fetch failed');
      expect(simulator.traffic.total).toBe(0);
    },
  );

  it('a browser does not find api-sandbox- hosts, though it finds all others', () => {
    const rules = hostResolverRules(1).split(', ');
    const index = (rule: string) => rules.indexOf(rule);
    expect(index('MAP api-sandbox-*.myconnectwise.net ~NOTFOUND')).toBeGreaterThanOrEqual(0);
    expect(index('MAP api-sandbox-*.myconnectwise.net ~NOTFOUND')).toBeLessThan(
      index('MAP *.myconnectwise.net 127.0.0.1:1'),
    );
    expect(rules).toContain('MAP staging.connectwisedev.com 127.0.0.1:1');
  });

  it.each([
    ['na.myconnectwise.net', true],
    ['acme.myconnectwise.net', false],
    ['na.connectwisedev.com', false],
  ])('%s is a region of the cloud: %s', (host, expected) => {
    expect(isRegionHost(host)).toBe(expected);
  });

  it('serves the web client on a sandbox, too', async () => {
    const { simulator } = await start();
    const page = await simulatorFetch(simulator)('https://sandbox-na.myconnectwise.net/v4_6_release/ConnectWise.aspx');
    expect(page.headers.get('content-type')).toContain('text/html');
  });
});

describe('hosts of the web client alone', () => {
  it('a region without its prefix answers that SSL is required (connectwise-rest.md#hosts)', async () => {
    const { rest } = await start();
    const answer = await rest('eu.myconnectwise.net');
    expect(await answer.json()).toEqual({ code: 'Security', message: 'SSL is required.', errors: null });
  });

  it.each([
    ['acme.myconnectwise.net', {}],
    ['na.myconnectwise.net', { restOnWebHost: 'html-404' as const }],
  ])('%s answers REST paths with 404 as a web page', async (host, connectWise) => {
    const { rest } = await start({ connectWise });
    const answer = await rest(host);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')]);
  });

  it('the API answers unauthenticated requests with 401 as JSON', async () => {
    const { simulator } = await start();
    const answer = await simulatorFetch(simulator)(
      'https://api-na.myconnectwise.net/v4_6_release/apis/3.0/system/info',
    );
    expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ code: 'Unauthorized' })]);
  });
});

describe('SiteUrl', () => {
  it('is omitted by option, and may contain any text', async () => {
    const { info, simulator } = await start({ connectWise: { siteUrl: false } });
    expect(await info('acme.myconnectwise.net')).not.toHaveProperty('SiteUrl');
    simulator.connectWise.options.siteUrl = 'evil.example';
    expect(await info('na.myconnectwise.net')).toMatchObject({ SiteUrl: 'evil.example' });
    expect(await info('cw.msp.example')).toMatchObject({ SiteUrl: 'evil.example' });
  });
});
