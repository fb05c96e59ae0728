import { onMessage } from '../platform/runtime.ts';
import { isEnvelope } from './envelope.ts';
import { type FindFrames, notifyOwnPages } from './to-own-pages.ts';
import { isWorker } from './to-panels.ts';

const NAME = 'policy-change';

/** Notifies all pages of our own that an administrator's policy changed. Nobody may be there to listen. */
export async function notifyPolicyChange(findFrames: FindFrames): Promise<void> {
  await notifyOwnPages({ to: 'own-page', name: NAME, input: {} }, findFrames);
}

/** Listens in a page of our own: it asks the worker then. Content scripts can send to our pages too: only the worker is believed. */
export function onPolicyChange(listener: () => void, signal: AbortSignal): void {
  onMessage((message, sender) => {
    if (isEnvelope(message, 'own-page') && message.name === NAME && isWorker(sender)) listener();
    return undefined;
  }, signal);
}
