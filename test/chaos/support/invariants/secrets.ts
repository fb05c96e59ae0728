import { SEED } from '../../../simulator/connectwise/seed.ts';
import { EFS_TOKEN } from '../../../simulator/portal/seed.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { rowsOf } from '../checkpoint.ts';
import type { ChaosWorld } from '../world.ts';

/** The keys themselves, and the header that carries them. */
export const SECRETS: Record<string, string> = {
  'private key': SEED.privateKey,
  'client id': SEED.clientId,
  'portal token': EFS_TOKEN,
  'authorization header': btoa(`${SEED.companyId}+${SEED.publicKey}:${SEED.privateKey}`),
};

/** Invariant 5: no secret is in the database, the log, the journal or what a page is shown. */
export async function noSecrets(world: ChaosWorld): Promise<string[]> {
  const found: string[] = [];
  for (const browser of world.browsers) {
    const places: Record<string, string> = {
      database: JSON.stringify(await rowsOf(browser)),
      log: browser.logLines.join('\n'),
      'what pages are shown': browser.isRunning
        ? JSON.stringify([await newestEvents(browser.engine, 1000), await browser.engine.journal({ limit: 1000 })])
        : '',
    };
    for (const [place, text] of Object.entries(places)) {
      for (const [name, secret] of Object.entries(SECRETS)) {
        if (text.includes(secret)) found.push(`${browser.name}: the ${name} is in the ${place}.`);
      }
    }
  }
  return found;
}
