import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { LockView } from '../../../lib/domain/lock.ts';
import type { MessageListener } from '../../../lib/platform/runtime.ts';
import { pageSender } from '../../support/message-senders.ts';

export const OPEN: LockView = { isSet: true, isLocked: false, minutes: 15, locksInMs: 900_000 };
export const LOCKED: LockView = { ...OPEN, isLocked: true, locksInMs: null };
export const NO_LOCK: LockView = { ...OPEN, isSet: false, locksInMs: null };

/** Takes the place of the browser's message event; returns how the worker notifies pages that the lock changed. */
export function takeNews(): () => void {
  const listeners: MessageListener[] = [];
  vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((listener) => {
    listeners.push(listener as MessageListener);
  });
  return () => {
    for (const listener of listeners)
      listener({ to: 'own-page', name: 'lock-change', input: {} }, pageSender('background.js'));
  };
}

/** An event as the browser vouches for when a user caused it. */
export function byUser(event: Event): Event {
  Object.defineProperty(event, 'isTrusted', { value: true });
  return event;
}
