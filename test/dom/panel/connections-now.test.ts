import { describe, expect, it, vi } from 'vitest';
import { hasRecovered } from '../../../components/panel/connections-now.ts';
import type { PanelSend } from '../../../components/panel/panel-send.ts';
import type { ConnectionStates } from '../../../lib/domain/connection-state.ts';
import type { Failure } from '../../../lib/shared/errors.ts';

const DOWN: Failure = { code: 'unavailable', message: 'ConnectWise does not answer as usual.', nextStep: 'Wait.' };
const WORKING: ConnectionStates = { connectWise: { state: 'ok' }, portal: { state: 'ok' } };
const FAILING: ConnectionStates = { ...WORKING, connectWise: { state: 'failed', failure: DOWN } };

const answering = (states: ConnectionStates) =>
  vi.fn(async () => ({ ok: true, value: states })) as unknown as PanelSend;
const shown = (connections: ConnectionStates | undefined, failure: Failure | null = null) => ({
  connections,
  failure,
  loading: false,
});

describe('hasRecovered', () => {
  it('is true once the side that is shown as failed works', async () => {
    expect(await hasRecovered(answering(WORKING), shown(FAILING, DOWN))).toBe(true);
  });

  it('is true once both sides work after a failed request without known states', async () => {
    expect(await hasRecovered(answering(WORKING), shown(undefined, DOWN))).toBe(true);
  });

  it('is false while the side still fails', async () => {
    const send = answering(FAILING);
    expect(await hasRecovered(send, shown(FAILING, DOWN))).toBe(false);
    expect(send).toHaveBeenCalledOnce();
  });

  it('sends no request where no connection is shown as failed, or while reading', async () => {
    const send = answering(WORKING);
    expect(await hasRecovered(send, shown(WORKING))).toBe(false);
    expect(await hasRecovered(send, { ...shown(FAILING, DOWN), loading: true })).toBe(false);
    expect(send).not.toHaveBeenCalled();
    expect(await hasRecovered(send, shown(FAILING, DOWN))).toBe(true);
    expect(send).toHaveBeenCalledOnce();
  });
});
