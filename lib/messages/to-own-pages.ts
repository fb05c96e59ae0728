import { ownOrigin, sendMessage } from '../platform/runtime.ts';
import { sendToFrame } from '../platform/tabs.ts';
import type { Envelope } from './envelope.ts';

/** A frame of ours inside a page of another site. */
export interface OwnFrame {
  tabId: number;
  frameId: number;
}

/** Where frames of ours began; some may be gone by now. */
export type FindFrames = () => Promise<readonly OwnFrame[]>;

/**
 * Sends to all pages of our own. Nobody may be there to listen. In Firefox a page of ours inside another site hears only what is sent
 * to its own frame (docs/reference/browsers.md#senders); the content scripts around it hear nothing of that.
 */
export async function notifyOwnPages(message: Envelope, findFrames: FindFrames): Promise<void> {
  const frames = ownOrigin().startsWith('moz-extension:') ? await findFrames().catch(() => []) : [];
  const sent = [sendMessage(message), ...frames.map(({ tabId, frameId }) => sendToFrame(tabId, frameId, message))];
  await Promise.allSettled(sent);
}
