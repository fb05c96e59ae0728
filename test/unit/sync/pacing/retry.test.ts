import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../../../../lib/shared/errors.ts';
import { MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { retry } from '../../../../lib/sync/pacing/retry.ts';

const NOW = 1_000_000;

function decide(code: FailureCode, attempts = 1, random = 1, retryAfterSeconds?: number) {
  const failure = {
    code,
    message: 'What.',
    nextStep: 'Do.',
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
  return retry({ attempts }, failure, NOW, random);
}

describe('the next state of an entry', () => {
  it.each<[FailureCode, string, boolean]>([
    ['unreachable', 'waiting', false],
    ['timeout', 'waiting', false],
    ['truncated', 'waiting', false],
    ['not-json', 'waiting', false],
    ['busy', 'waiting', false],
    ['server-error', 'waiting', false],
    ['moved', 'waiting', false],
    ['unavailable', 'waiting', false],
    ['conflict', 'waiting', false],
    ['interrupted', 'waiting', false],
    ['too-many-requests', 'waiting', true],
    ['blocked-by-portal', 'waiting', true],
    ['unauthorized', 'waiting', true],
    ['missing-client-id', 'waiting', true],
    ['host-permission', 'waiting', true],
    ['not-connected', 'waiting', true],
    ['unknown-company-id', 'waiting', true],
    ['unsupported-version', 'waiting', true],
    ['missing-right', 'needs-user', false],
    ['rejected', 'needs-user', false],
    ['not-found', 'needs-user', false],
    ['too-large', 'needs-user', false],
    ['not-linked', 'needs-user', false],
    ['needs-user', 'needs-user', false],
    ['unexpected-shape', 'waiting', false],
    ['bad-input', 'needs-user', false],
  ])('after %s: %s, stop %s', (code, state, stop) => {
    expect(decide(code)).toMatchObject({ stop, outcome: { state, failure: { code } } });
  });

  it('waits longer each time, up to half an hour', () => {
    const delays = [1, 2, 3, 4, 20].map((attempts) => {
      const { outcome } = decide('timeout', attempts);
      return outcome.state === 'waiting' ? outcome.dueAt - NOW : undefined;
    });
    expect(delays).toEqual([10 * SECOND, 20 * SECOND, 40 * SECOND, 80 * SECOND, 30 * MINUTE]);
  });

  it('spreads the retries of many browsers', () => {
    expect(decide('timeout', 3, 0).outcome).toMatchObject({ dueAt: NOW + 20 * SECOND });
    expect(decide('timeout', 3, 0.5).outcome).toMatchObject({ dueAt: NOW + 30 * SECOND });
  });

  it('waits at least as long as the other side requires, even beyond half an hour', () => {
    expect(decide('too-many-requests', 1, 0, 30).outcome).toMatchObject({ dueAt: NOW + 30 * SECOND });
    expect(decide('server-error', 1, 0, 7200).outcome).toMatchObject({ dueAt: NOW + 7200 * SECOND });
  });

  it('checks every half hour whether an unreadable record was corrected, then leaves it to the user', () => {
    expect(decide('unexpected-shape', 1).outcome).toMatchObject({ state: 'waiting', dueAt: NOW + 30 * MINUTE });
    expect(decide('unexpected-shape', 5).outcome.state).toBe('needs-user');
  });

  it('requires a user for a failure of our own after five attempts', () => {
    expect(decide('internal', 4).outcome.state).toBe('waiting');
    expect(decide('internal', 5).outcome.state).toBe('needs-user');
  });
});
