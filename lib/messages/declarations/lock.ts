import * as z from 'zod/mini';
import { LOCK_MINUTES, LONGEST_PASSPHRASE, type LockView, SHORTEST_PASSPHRASE } from '../../domain/lock.ts';
import { fromPage, fromPanel, nothing } from './declaration.ts';

const typed = z.string().check(z.maxLength(LONGEST_PASSPHRASE));
const passphrase = typed.check(z.minLength(SHORTEST_PASSPHRASE));
const minutes = z.literal(LOCK_MINUTES);

/**
 * The passphrase lock of our own pages. A passphrase is taken from a page of our own only, never from the frame inside ConnectWise: a
 * page could draw the same field there, so users are never to enter it there.
 */
export const LOCK = {
  'lock.view': fromPanel(nothing).answers<LockView>(),
  /** A user did something in this page; sent at most every 30 seconds. */
  'lock.active': fromPanel(nothing).answers<LockView>(),
  'lock.unlock': fromPage(z.strictObject({ passphrase: typed })).answers<LockView>(),
  'lock.now': fromPage(nothing).answers<LockView>(),
  'lock.set': fromPage(z.strictObject({ passphrase, minutes })).answers<LockView>(),
  'lock.change': fromPage(
    z.strictObject({ current: typed, passphrase: z.optional(passphrase), minutes: z.optional(minutes) }),
  ).answers<LockView>(),
  'lock.remove': fromPage(z.strictObject({ current: typed })).answers<LockView>(),
  /** For a forgotten passphrase: disconnects both sides, which deletes the keys, then removes the lock. */
  'lock.forget': fromPage(nothing).answers<LockView>(),
};

/**
 * The messages of our own pages that are answered while they are locked; every other one is refused by the router. A panel frame
 * begins, so that it can show that it is locked: its token is good for a minute only. What it begins with, its page sent.
 */
export const WHILE_LOCKED: readonly string[] = [
  'lock.view',
  'lock.unlock',
  'lock.forget',
  'panel.start',
  'panel.collapse',
  'panel.open-unlock',
];
