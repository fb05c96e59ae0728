import { describe, expect, it } from 'vitest';
import { simulatorFetch } from '../../../simulator/in-process.ts';
import { startSimulator } from '../../../simulator/server.ts';

const ORIGIN = 'https://na.myconnectwise.net';

/** Posts to the admin path, as `curl` in the printed guide does. */
async function post(body: object) {
  const simulator = await startSimulator({ listen: false, traffic: { file: null } });
  const fetch = simulatorFetch(simulator);
  const { status } = await fetch(`${ORIGIN}/__admin/web-client`, { method: 'POST', body: JSON.stringify(body) });
  return { simulator, fetch, status };
}

describe('habits over the admin path', () => {
  it('are read by the next document', async () => {
    const { simulator, fetch } = await post({ locale: 'de_DE', classesGone: 'half', prefixChange: 1 });
    expect(simulator.webClient).toMatchObject({ locale: 'de_DE', classesGone: 'half' });
    const html = await (await fetch(`${ORIGIN}/v4_6_release/ConnectWise.aspx`)).text();
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('"build":1');
  });

  it('are refused when none has the name', async () => {
    expect((await post({ colour: 'red' })).status).toBe(400);
  });
});
