import { expect } from '@playwright/test';
import type { Simulator } from '../../simulator/server.ts';
import type { Exchange } from '../../simulator/traffic.ts';
import { verifyFacts } from '../../support/story/facts.ts';

/** Waits until ConnectWise, read back over REST, holds every fact of the portal about customer 342. */
export async function expectFacts(simulator: Simulator, timeout = 225_000): Promise<void> {
  await expect
    .poll(async () => (await verifyFacts(simulator.port, simulator.portal)).filter(({ ok }) => !ok), { timeout })
    .toEqual([]);
}

/** What a client wrote into ConnectWise since `from` (an index into the recorded exchanges). */
export function writesSince(simulator: Simulator, from = 0): Exchange[] {
  return simulator.traffic.exchanges
    .slice(from)
    .filter(({ method, url }) => method !== 'GET' && new URL(url).pathname.includes('/apis/3.0/'));
}

/** Path under `apis/3.0`. */
export function restPath({ url }: Exchange): string {
  return new URL(url).pathname.replace(/^.*\/apis\/3\.0/, '');
}

/** Names of the fields that a PATCH replaced or a POST named. */
export function fieldsOf({ requestBody }: Exchange): string[] {
  if (Array.isArray(requestBody)) return requestBody.map(({ path }: { path: string }) => path.replace(/^\//, ''));
  return requestBody && typeof requestBody === 'object' ? Object.keys(requestBody) : [];
}
