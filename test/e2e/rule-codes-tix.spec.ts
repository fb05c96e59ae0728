import { openShared } from '../support/shared/shared-browser.ts';
import { expect, test } from './support/fixture.ts';
import { playPlace, withoutScenario } from './support/rules/play.ts';
import { openTicket, TICKET_PLACES, TICKET_SCENARIOS } from './support/rules/tickets.ts';

test('every code about tickets has a scenario', () => {
  expect(withoutScenario('tickets', TICKET_SCENARIOS)).toEqual([]);
});

test('rule codes: service ticket and company', async ({ headless }) => {
  // A world of its own: what the portal reported cannot be undone for the tests after this one.
  const shared = await openShared({ headless });
  try {
    await openTicket(shared);
    for (const place of TICKET_PLACES) await playPlace(shared, place, TICKET_SCENARIOS);
  } finally {
    await shared.close();
  }
});
