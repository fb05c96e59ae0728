import { describe, expect, it } from 'vitest';
import { POLL_MINUTES } from '../../../lib/background/schedule.ts';
import { PERIOD } from '../../bench/sync-event-to-write.ts';
import { requestsOfQuietPoll } from '../../bench/sync-poll-requests.ts';

describe('a poll with nothing new', () => {
  it('sends the portal at most two requests, whatever the number of customers (budgets.md: sync.poll-requests)', async () => {
    const { portal, connectWise } = await requestsOfQuietPoll(1000);
    expect(portal).toBeGreaterThan(0);
    expect(portal).toBeLessThanOrEqual(2);
    expect(connectWise).toBe(0);
  });
});

it('calculates the time from event to ticket with the poll period of the product', () => {
  expect(PERIOD).toBe(POLL_MINUTES * 60);
});
