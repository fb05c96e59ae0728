import type { SyncMode } from '../../../lib/domain/consent.ts';
import type { AutomaticView } from '../../../lib/messages/protocol.ts';
import { modeSentence, partList } from '../../plan/texts/mode.ts';

export const AUTOMATIC = {
  heading: 'Automatic sync',
  off: 'Automatic sync is off. Waiting work stays visible here.',
  savedAndSynced: 'Saved. All customers are synced now: see Companies.',
  turnOn: 'Turn on automatic sync…',
  turnOff: 'Turn off',
  change: 'Change…',
  policy: 'Your administrator’s policy fixes a part of this.',
} as const;

/** What this browser writes by itself. */
export const MODE_SENTENCES: Record<SyncMode['mode'], (view: AutomaticView) => string> = {
  viewer: () => 'This browser only reads: another one syncs.',
  review: (view) =>
    `${modeSentence(view)} Health, findings and plans are shown, and Sync now shows a preview before it writes.`,
  partial: (view) => `${modeSentence(view)} Sync now shows a preview of the rest before it writes.`,
  automatic: ({ automatic }) =>
    `Written by itself at a backup event, at most every 12 hours per customer: ${partList(automatic)}.`,
};

export const MODE_WORDS: Record<SyncMode['mode'], string> = {
  viewer: 'Only reads',
  review: 'Off (Review)',
  partial: 'Partly on',
  automatic: 'On',
};
