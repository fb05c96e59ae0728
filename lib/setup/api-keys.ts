import type { FailureCode } from '../shared/errors.ts';
import { type Check, passed, unreadable } from './check.ts';

/** ConnectWise refuses these keys, or there are none: no outage explains it. */
const REFUSED: ReadonlySet<FailureCode> = new Set(['unauthorized', 'bad-input']);

/** The API member's public and private key are accepted. */
export const apiKeys: Check = {
  id: 'api-keys',
  area: 'connectwise',
  title: 'API keys',
  guide: '2022-step-3',
  path: ['System', 'Members', 'API Members', 'API Keys'],
  async run({ site, info }) {
    const answer = await info();
    if (answer.ok) return passed('ConnectWise accepts the public and the private key.');
    const { failure } = answer;
    // Keys are stored, but cannot be opened: the connection is there and does not work.
    const isLost = failure.code === 'not-connected' && site !== null;
    if (!isLost && !REFUSED.has(failure.code)) return unreadable(failure);
    return {
      state: 'failed',
      evidence: [failure.message],
      nextStep: failure.nextStep,
      fix: { kind: 'place', label: 'Enter the keys', place: 'connections' },
    };
  },
};
