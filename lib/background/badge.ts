import type { StatusView } from '../messages/protocol.ts';
import { showBadge } from '../platform/action.ts';

/** The theme's error and warning colours; a badge cannot take them from a style sheet. */
const ERROR = '#b3261e';
const WARNING = '#8a5a00';

/** `!` when a connection failed, else the number of things that wait for a user, else nothing. */
export function badgeText(status: StatusView): string {
  const sides = [status.connectWise, status.portal];
  if (status.storage) return '!';
  if (sides.some(({ state, failure }) => state === 'failed' || failure !== undefined)) return '!';
  const waiting = status.needsUser.length + status.approvals;
  if (waiting === 0) return '';
  return waiting > 99 ? '99+' : String(waiting);
}

export async function updateBadge(status: StatusView): Promise<void> {
  const text = badgeText(status);
  await showBadge(text, text === '!' ? ERROR : WARNING);
}
