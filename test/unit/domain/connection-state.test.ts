import { describe, expect, it } from 'vitest';
import { type ConnectionStates, connectionState, isReportedBy, sideOf } from '../../../lib/domain/connection-state.ts';
import type { Failure } from '../../../lib/shared/errors.ts';
import { fail, ok } from '../../../lib/shared/result.ts';

const failure = (code: Failure['code'], message: string = code): Failure => ({ code, message, nextStep: 'x' });
const AT = '2026-11-21T14:42:00.000Z';
const stored = { stored: true, keys: ok(null) };

describe('the state of a connection', () => {
  it('is not connected where nothing is stored, or where its keys are missing', () => {
    expect(connectionState({ stored: false, keys: fail(failure('not-connected')) })).toEqual({
      state: 'not-connected',
    });
    const gone = failure('not-connected', 'The keys are gone.');
    expect(connectionState({ stored: true, keys: fail(gone) })).toEqual({ state: 'not-connected', failure: gone });
  });

  it('is unknown, and not "not connected", while the keys cannot be read', () => {
    expect(connectionState({ stored: true, keys: fail(failure('storage')) })).toEqual({ state: 'unknown' });
  });

  it('is failed where the browser denies access to the host, whatever the last call returned', () => {
    const refused = failure('host-permission');
    expect(connectionState({ ...stored, refused, health: { checkedAt: AT } })).toEqual({
      state: 'failed',
      failure: refused,
    });
  });

  it('is the result of the last calls, with the start of the failure', () => {
    expect(connectionState(stored)).toEqual({ state: 'ok' });
    expect(connectionState({ ...stored, health: { checkedAt: AT } })).toEqual({ state: 'ok', checkedAt: AT });
    const health = { checkedAt: AT, since: AT, failure: failure('timeout') };
    expect(connectionState({ ...stored, health })).toEqual({ state: 'failed', ...health });
  });
});

describe('a failure beside the shown states', () => {
  const states: ConnectionStates = {
    connectWise: { state: 'failed', failure: failure('timeout', 'ConnectWise is slow.') },
    portal: { state: 'ok' },
  };

  it('is reported already where a side shows the same, or the storage covers all of it', () => {
    expect(isReportedBy(states, failure('timeout', 'ConnectWise is slow.'))).toBe(true);
    expect(isReportedBy(states, failure('missing-right'))).toBe(false);
    expect(isReportedBy({ ...states, storage: failure('storage', 'Full.') }, failure('storage', 'Closed.'))).toBe(true);
    const missing: ConnectionStates = { connectWise: { state: 'not-connected' }, portal: { state: 'ok' } };
    expect(isReportedBy(missing, failure('not-connected'))).toBe(true);
    expect(isReportedBy(states, failure('not-connected'))).toBe(false);
    expect(isReportedBy(undefined, failure('timeout'))).toBe(false);
  });

  it('belongs to the one failing side when it is about a connection', () => {
    expect(sideOf(failure('unreachable', 'Other words.'), states)).toBe('connectWise');
    expect(sideOf(failure('missing-right'), states)).toBeUndefined();
    const both: ConnectionStates = {
      ...states,
      portal: { state: 'failed', failure: failure('unreachable', 'No portal.') },
    };
    expect(sideOf(failure('unreachable', 'No portal.'), both)).toBe('portal');
    expect(sideOf(failure('unreachable', 'Other words.'), both)).toBeUndefined();
  });
});
