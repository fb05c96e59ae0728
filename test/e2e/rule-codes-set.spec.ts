import { expect, test } from './support/fixture.ts';
import { playPlace, withoutScenario } from './support/rules/play.ts';
import { SETUP_PLACES, SETUP_SCENARIOS } from './support/rules/setup-tables.ts';

test('every code about setup tables has a scenario', () => {
  expect(withoutScenario('setup tables', SETUP_SCENARIOS)).toEqual([]);
});

for (const place of SETUP_PLACES) {
  test(`rule codes: ${place.name}`, async ({ shared }) => {
    await playPlace(shared, place, SETUP_SCENARIOS);
  });
}
