import type { AutomaticParts } from '../../../lib/domain/automatic-parts.ts';
import { AUTOMATIC_PARTS, PART_NAMES, type SyncMode, type WaitingWork } from '../../../lib/domain/consent.ts';
import { count } from '../../ui/format.ts';

/** How this browser writes, in a sentence; undefined where there is nothing to add. The same on every screen. */
export function modeSentence(sync: SyncMode | undefined): string | undefined {
  if (sync?.mode === 'viewer') return 'This browser only views: a browser with the role syncer writes to ConnectWise.';
  if (sync?.mode === 'review') return 'Review mode: nothing is written by itself.';
  if (sync?.mode === 'partial') return `Automatic sync is on for ${partList(sync.automatic)} only.`;
  return undefined;
}

/** `3 customers would be synced, 1 ticket would be written`; undefined when nothing waits. */
export function waitingSentence({ customers, tickets }: WaitingWork): string | undefined {
  const parts = [
    customers > 0 && `${count(customers, 'customer')} would be synced`,
    tickets > 0 && `${count(tickets, 'ticket')} would be written`,
  ].filter(Boolean);
  return parts.length ? `Waiting: ${parts.join(', ')}.` : undefined;
}

/** `statistics, tickets, and quantities`; '' for none. */
export function partList(parts: AutomaticParts): string {
  return new Intl.ListFormat('en').format(
    AUTOMATIC_PARTS.filter((part) => parts[part]).map((part) => PART_NAMES[part]),
  );
}
