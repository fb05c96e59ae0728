import { oneOfEvery } from '../support/depth.ts';
import { expect, test } from './support/fixture.ts';
import { ADDITION_PLACES, ADDITION_SCENARIOS } from './support/rules/additions.ts';
import { playPlace, withoutScenario } from './support/rules/play.ts';

test('every code about additions has a scenario', () => {
  expect(withoutScenario('additions', ADDITION_SCENARIOS)).toEqual([]);
});

for (const place of oneOfEvery(2, ADDITION_PLACES)) {
  test(`rule codes: ${place.name}`, async ({ shared }) => {
    await playPlace(shared, place, ADDITION_SCENARIOS);
  });
}
