import { SimulatorClock } from '../../../simulator/clock.ts';
import { seedConnectWise } from '../../../simulator/connectwise/seed.ts';
import { createConnectWiseState } from '../../../simulator/connectwise/state.ts';
import { createWebClient, type WebClientOptions } from '../../../simulator/pages/web-client.ts';

const ORIGIN = 'https://na.myconnectwise.net';

/** A seeded ConnectWise with its web client, and what a user's browser does with it. */
export async function openWebClient(given: WebClientOptions = {}) {
  /** Read again for every document: a test may change it. */
  const options: WebClientOptions = { seed: 'test', ...given };
  const clock = new SimulatorClock();
  const state = createConnectWiseState(clock);
  seedConnectWise(state);
  const app = createWebClient(state, clock, options);

  const get = (path: string) => app.request(`${ORIGIN}${path}`);
  const page = await get('/v4_6_release/ConnectWise.aspx');
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

  /** Posts an action as the client does; `headers` to do it otherwise. */
  const post = (name: string, payload: Record<string, unknown>, headers: Record<string, string> = { cookie }) => {
    const [module = '', action = ''] = name.split('/');
    const actionMessage = JSON.stringify({
      payload: JSON.stringify(payload),
      payloadClassName: action.split('_')[0],
      project: `${module}Common`,
    });
    return app.request(`${ORIGIN}/v4_6_release/services/system_io/actionprocessor/${name}.rails`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ actionMessage, clientTimezoneOffset: '0', clientTimezoneName: 'UTC' }),
    });
  };

  /** `data` of the answer: `{isSuccess, error, action}`. */
  const call = async (name: string, payload: Record<string, unknown>) =>
    (await (await post(name, payload)).json()).data;

  const list = async (multilineName: string, parameters: Record<string, number> = {}) => {
    const multilineUserParams = Object.entries(parameters).map(([paramKey, paramValue]) => ({ paramKey, paramValue }));
    const { action } = await call(`System/GetMultilineDataAction_${multilineName}`, {
      multilineName,
      multilineType: 'SEARCH',
      columns: [],
      multilineUserParams,
    });
    return action.multilineRows.map(({ row }: { row: string }) => JSON.parse(row));
  };

  return { clock, state, options, app, cookie, get, page, post, call, list };
}
