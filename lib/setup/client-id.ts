import { type Check, passed, unreadable } from './check.ts';

/** The client ID that goes with every call is accepted. */
export const clientId: Check = {
  id: 'client-id',
  area: 'connectwise',
  title: 'Client ID',
  guide: '2022-step-3',
  async run({ info }) {
    const answer = await info();
    if (answer.ok) return passed('ConnectWise accepts the client ID.');
    const { failure } = answer;
    if (failure.code !== 'missing-client-id') return unreadable(failure);
    return {
      state: 'failed',
      evidence: [failure.message],
      nextStep: failure.nextStep,
      fix: { kind: 'place', label: 'Enter the client ID', place: 'connections' },
    };
  },
};
