import { describe, expect, it } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { upgrade } from '../../../simulator/connectwise/state.ts';
import { simulatorFetch } from '../../../simulator/in-process.ts';
import { startSimulator } from '../../../simulator/server.ts';
import { createRig } from './harness.ts';

const accept = (version: string) => ({ accept: `application/vnd.connectwise.com+json; version=${version}` });

describe('the model that Accept requests', () => {
  it.each(['2025.2', '2025.16', '2026.1', 'latest'])('%s is refused by a server of 2025.1', async (version) => {
    const { status, body } = await createRig().call('GET', '/system/info', undefined, accept(version));
    expect(status).toBe(400);
    expect(body).toEqual({
      code: 'ConnectWiseApi',
      message: expect.stringMatching(
        `^The HTTP resource that matches the request URI 'https://.*' does not support the API version '${version}'\\.$`,
      ),
      errors: null,
    });
  });

  it.each(['2025.1', '2023.2', '2019.1', '3.0.0'])('%s is served by a server of 2025.1', async (version) => {
    const { status, headers } = await createRig().call('GET', '/system/info', undefined, accept(version));
    expect([status, headers.get('api-current-version')]).toEqual([200, '2025.1']);
  });

  it.each(['application/json', '*/*', 'application/vnd.connectwise.com+json'])(
    '%s, without a version, is the latest',
    async (value) => {
      expect((await createRig().call('GET', '/system/info', undefined, { accept: value })).status).toBe(200);
    },
  );

  it('is compared part by part: 2025.16 is newer than 2025.2', async () => {
    const rig = createRig();
    upgrade(rig.state, '2025.16');
    expect((await rig.call('GET', '/system/info', undefined, accept('2025.2'))).status).toBe(200);
    expect((await rig.call('GET', '/system/info', undefined, accept('2025.17'))).status).toBe(400);
  });

  it('is checked after the keys', async () => {
    const rig = createRig();
    const headers = { ...accept('2030.1'), authorization: 'Basic none' };
    expect((await rig.call('GET', '/system/info', undefined, headers)).status).toBe(401);
  });
});

describe('an older release', () => {
  it.each(['2023.2', '2018.6'])('%s is what discovery, system info and every answer report', async (release) => {
    const { connectWise, ...simulator } = await startSimulator({ listen: false, traffic: { file: null }, release });
    const fetch = simulatorFetch(simulator);
    const authorization = `Basic ${btoa(`${SEED.companyId}+${SEED.publicKey}:${SEED.privateKey}`)}`;
    for (const [site, host, codebase] of [
      ['na.myconnectwise.net', 'api-na.myconnectwise.net', connectWise.codebase],
      ['cw.msp.example', 'cw.msp.example', 'v4_6_release/'],
    ]) {
      const info = (await (await fetch(`https://${site}/login/companyinfo/backupmsp`)).json()) as unknown;
      expect(info).toMatchObject({ Codebase: codebase, VersionCode: `v${release}`, VersionNumber: 'v4.6.12345' });
      const headers = { authorization, clientId: SEED.clientId, ...accept(release) };
      const answer = await fetch(`https://${host}/${codebase}apis/3.0/system/info`, { headers });
      expect(await answer.json()).toMatchObject({ version: `v${release}.12345` });
      expect(answer.headers.get('api-current-version')).toBe(release);
    }
  });

  it('an upgrade reaches the on-premise host as well', async () => {
    const { connectWise, handle } = await startSimulator({ listen: false, traffic: { file: null }, release: '2023.2' });
    upgrade(connectWise, '2024.1');
    const fetch = simulatorFetch({ handle });
    const info = await (await fetch('https://cw.msp.example/login/companyinfo/backupmsp')).json();
    expect(info).toMatchObject({ Codebase: 'v4_6_release/', VersionCode: 'v2024.1' });
  });
});
