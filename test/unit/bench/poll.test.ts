import { describe, expect, it } from 'vitest';
import { POLL_MINUTES } from '../../../lib/background/schedule.ts';
import { PERIOD } from '../../bench/sync-event-to-write.ts';
import { mostOfX360, requestsOfQuietPoll } from '../../bench/sync-poll-requests.ts';

describe('a poll with nothing new', () => {
  it('sends the portal at most two requests, whatever the number of customers (budgets.md: sync.poll-requests)', async () => {
    const { portal, connectWise } = await requestsOfQuietPoll(1000);
    expect(portal).toBeGreaterThan(0);
    expect(portal).toBeLessThanOrEqual(2);
    expect(connectWise).toBe(0);
  });

  it('sends x360Recover its list of clients and one request per 500 devices (budgets.md: sync.poll-requests-x360)', async () => {
    const { portal, connectWise, devices } = await requestsOfQuietPoll(300, 'x360recover');
    expect(devices).toBeGreaterThan(500);
    expect(portal).toBe(1 + Math.ceil(devices / 500));
    expect(portal).toBeLessThanOrEqual(mostOfX360(devices));
    expect(connectWise).toBe(0);
  });
});

it('calculates the time from event to ticket with the poll period of the product', () => {
  expect(PERIOD).toBe(POLL_MINUTES * 60);
});
