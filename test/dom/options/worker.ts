import { vi } from 'vitest';
import { send } from '../../../lib/messages/send.ts';
import type { Failure } from '../../../lib/shared/errors.ts';

export const DOWN: Failure = {
  code: 'unreachable',
  message: 'ConnectWise cannot be reached.',
  nextStep: 'Check the network.',
};

/** The worker that a test plays; the test file mocks `send` itself. */
export const worker = vi.mocked(send);

/** Answers messages by name, a function with the input; what is not listed fails with a sentence. Changes at every call. */
export function answers(byName: Record<string, unknown>): void {
  worker.mockImplementation((async (name: string, input: unknown) => {
    if (!(name in byName)) return { ok: false, failure: DOWN };
    const answer = byName[name];
    return { ok: true, value: typeof answer === 'function' ? answer(input) : answer };
  }) as typeof send);
}

/** Inputs of all messages of this name so far. */
export function sent(name: string): unknown[] {
  return worker.mock.calls.filter(([asked]) => asked === name).map(([, input]) => input);
}
