import { expect, it } from 'vitest';
import { createConnectWise } from '../../../lib/connectwise/connectwise.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { DAY, HOUR } from '../../../lib/shared/time.ts';
import { CONNECTION } from '../../support/builders/connectwise-connection.ts';

const NOW = Date.UTC(2026, 10, 21, 19);

it('knows ConnectWise’s time from its last answer, by whichever port it was asked, and counts on from there', async () => {
  const time = { local: NOW + 400 * DAY, theirs: NOW };
  const fetch = async () => new Response('[]', { headers: { date: new Date(time.theirs).toUTCString() } });
  const session = openSession(CONNECTION, { fetch, clock: () => time.local, wait: async () => undefined });
  const [user, background] = [createConnectWise(session, 'user'), createConnectWise(session, 'background')];
  expect(user.siteTime()).toBeUndefined();
  await background.boards();
  expect([user.siteTime(), background.siteTime()]).toEqual([NOW, NOW]);
  time.local += HOUR;
  expect(user.siteTime()).toBe(NOW + HOUR);
  // The local clock is set right, and the next answer shows it.
  Object.assign(time, { local: NOW + 2 * HOUR, theirs: NOW + 2 * HOUR });
  await user.boards();
  expect(user.siteTime()).toBe(NOW + 2 * HOUR);
});
