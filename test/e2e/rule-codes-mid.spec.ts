import { oneOfEvery } from '../support/depth.ts';
import { expect, test } from './support/fixture.ts';
import { MANAGED_ID_PLACES, MANAGED_ID_SCENARIOS } from './support/rules/managed-ids.ts';
import { playPlace, withoutScenario } from './support/rules/play.ts';

test('every code about managed ids has a scenario', () => {
  expect(withoutScenario('managed ids', MANAGED_ID_SCENARIOS)).toEqual([]);
});

for (const place of oneOfEvery(2, MANAGED_ID_PLACES)) {
  test(`rule codes: ${place.name}`, async ({ shared }) => {
    await playPlace(shared, place, MANAGED_ID_SCENARIOS);
  });
}
