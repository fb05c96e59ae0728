import { expect, it } from 'vitest';
import { HOUR } from '../../../../lib/shared/time.ts';
import { FOR_USER } from '../../../../lib/sync/read/observe.ts';
import { planOf } from '../../../../lib/sync/runs/sync-company.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { confirmLink } from '../../../support/confirm-link.ts';
import { simulated } from '../support/simulated.ts';
import { value } from '../support/stage.ts';

const EDDIE = SEED.companies.eddiesTvRepair;

it('a sync asks for no last errors, and keeps those that a screen read while the account is as it was', async () => {
  const { simulator, engine, deps, store } = await simulated({ variant: 'clean' }, 'x360recover');
  await confirmLink(store, '342', EDDIE);
  deps.settings.syncedParts = { ...deps.settings.syncedParts, backupStatistics: false };
  simulator.backups.runBackup(356, { result: 'failed', message: 'The disk is full.' });
  const shown = async (refresh: boolean) => {
    const { customers } = value(await engine.companyView(EDDIE, { refresh }));
    return customers[0]?.accounts.find(({ account }) => account.id === '356')?.account.lastError?.text;
  };
  const asked = () => simulator.traffic.exchanges.filter(({ url }) => url.includes('/history')).length;
  expect(await shown(true)).toBe('The disk is full.');
  const before = asked();
  expect(before).toBeGreaterThan(0);

  value(await planOf(deps, EDDIE, FOR_USER));
  expect(asked()).toBe(before);
  expect(await shown(false)).toBe('The disk is full.');

  simulator.clock.advance(HOUR);
  simulator.backups.runBackup(356, { result: 'ok' });
  value(await planOf(deps, EDDIE, FOR_USER));
  expect([await shown(false), asked()]).toEqual([undefined, before]);
});
