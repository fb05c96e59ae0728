import type { Settings } from '../../lib/domain/settings.ts';
import { CHECKS } from '../../lib/setup/checks.ts';
import { oneOfEvery } from '../support/depth.ts';
import { saveSettings } from '../support/save-settings.ts';
import { expect, test } from './support/fixture.ts';
import { withTickets } from './support/rules/setup-tables.ts';
import { scenariosOf } from './support/scenarios-of.ts';
import { SETUP_SCENARIOS } from './support/setup/scenarios.ts';
import { SetupPage } from './support/setup/setup-page.ts';

const PARTS = {
  'the connection, rights and the portal': ['connectwise', 'rights', 'portal'],
  'management solution, products and billing': ['solution', 'billing'],
  'tickets and rules': ['tickets', 'rules'],
} as const;

test('every set-up check has a scenario', () => {
  const played = SETUP_SCENARIOS.map(({ id }) => id);
  expect([...played].sort()).toEqual(CHECKS.map(({ id }) => id).sort());
});

for (const [name, areas] of oneOfEvery(3, Object.entries(PARTS))) {
  test(`set-up checks of ${name} fail, are fixed, and are OK again`, async ({ shared }) => {
    const { simulator, browser, ask } = shared;
    simulator.traffic.expectErrors(true);
    const right = withTickets(await ask<Settings>('settings.read', {}));
    await saveSettings(ask, right);
    const putBack = shared.snapshot();
    const setup = new SetupPage(await browser.openOwn('options.html#setup'));
    const isOfPart = (id: string) =>
      CHECKS.some((check) => check.id === id && areas.some((area) => area === check.area));
    const ofPart = SETUP_SCENARIOS.filter(({ id }) => isOfPart(id));
    for (const scenario of scenariosOf(browser.name, ofPart)) {
      await test.step(scenario.id, async () => {
        scenario.arrange?.(simulator);
        if (scenario.settings) await saveSettings(ask, scenario.settings(right));
        await setup.check();
        await setup.expectFailing(scenario);
        if (scenario.remedy.by === 'fix') {
          await setup.fix(scenario.id);
          await setup.undo(scenario.id);
          await setup.expectFailing(scenario);
        }
        putBack();
        scenario.putRight?.(simulator);
        if (scenario.settings) await saveSettings(ask, right);
        await setup.check();
        if (scenario.remedy.by !== 'eye') await setup.expectOk(scenario.id);
      });
    }
    simulator.traffic.expectErrors(false);
  });
}
