import { extensionId, sendMessage } from '../platform/runtime.ts';
import type { Failure } from '../shared/errors.ts';
import type { Envelope } from './envelope.ts';
import type { Input, MessageName, Output } from './protocol.ts';

/**
 * Asks the worker. Never rejects: a worker that was stopped on the way, and an extension that was updated under the page, are
 * failures as values. Not repeated here, because a message that starts a write may have arrived.
 */
export async function send<N extends MessageName>(name: N, input: Input<N>): Promise<Output<N>> {
  // The router answers each message with its own output, see `Handlers`; every output is a Result.
  return (await answer({ to: 'worker', name, input })) as Output<N>;
}

async function answer(envelope: Envelope): Promise<unknown> {
  try {
    const output = await sendMessage(envelope);
    if (typeof output === 'object' && output !== null && 'ok' in output) return output;
  } catch {
    // Distinguished below: the browsers word it differently, the id is missing in all of them.
  }
  return { ok: false, failure: isOrphaned() ? UPDATED : NO_ANSWER };
}

/** Whether the extension was updated or removed while this page stayed open. */
function isOrphaned(): boolean {
  try {
    return extensionId() === undefined;
  } catch {
    return true;
  }
}

const UPDATED: Failure = {
  code: 'extension-updated',
  message: 'Backup Bridge was updated while this page was open.',
  nextStep: 'Load this page again.',
};

const NO_ANSWER: Failure = {
  code: 'interrupted',
  message: 'The extension was stopped by the browser before it could answer.',
  nextStep: 'Try again.',
};
