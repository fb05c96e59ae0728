import { simulatorFetch } from '../../../simulator/in-process.ts';
import { EFS_TOKEN, X360_KEY } from '../../../simulator/portal/seed.ts';
import type { Simulator, SimulatorOptions } from '../../../simulator/server.ts';
import { startSimulator } from '../../../simulator/server.ts';

export interface Asked {
  status: number;
  headers: Headers;
  body: unknown;
}

export interface PortalUnderTest {
  simulator: Simulator;
  x360(path: string, headers?: Record<string, string>): Promise<Asked>;
  efs(path: string, headers?: Record<string, string>): Promise<Asked>;
}

/** Both portal APIs without a socket, each asked with the key that opens it. */
export async function startPortals(options: SimulatorOptions = {}): Promise<PortalUnderTest> {
  // Much here is asked wrongly on purpose: it is no traffic of the extension to be held against the contracts.
  const simulator = await startSimulator({ listen: false, traffic: { file: null }, ...options });
  const fetch = simulatorFetch(simulator);
  const ask = async (url: string, headers: Record<string, string>): Promise<Asked> => {
    const answer = await fetch(url, { headers });
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  };
  return {
    simulator,
    x360: (path, headers) => ask(`https://axapi.axcient.com/x360recover${path}`, { 'x-api-key': X360_KEY, ...headers }),
    efs: (path, headers) =>
      ask(`https://portal.backup.example/v1${path}`, { authorization: `Bearer ${EFS_TOKEN}`, ...headers }),
  };
}

export const HOUR = 60 * 60_000;
export const DAY = 24 * HOUR;
