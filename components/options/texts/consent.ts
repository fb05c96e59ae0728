import type { AutomaticParts } from '../../../lib/domain/automatic-parts.ts';
import type { FirstSyncView, PartEffect } from '../../../lib/domain/first-sync.ts';
import { moneySentence } from '../../../lib/domain/money-sentence.ts';
import type { AutomaticView } from '../../../lib/messages/protocol.ts';
import { count } from '../../ui/format.ts';

export const PART_LABELS: Record<keyof AutomaticParts, string> = {
  statistics: 'Backup statistics and management report',
  tickets: 'Tickets',
  quantities: 'Agreement quantities',
  invoiceDescriptions: 'Invoice descriptions',
};

/** Why a part cannot be turned on; undefined: it can. */
export function whyNotWritten(part: keyof AutomaticParts, { written }: AutomaticView): string | undefined {
  if (written[part]) return undefined;
  return part === 'tickets'
    ? 'Choose a board under Tickets first.'
    : 'Switched off under Services & products: no sync writes it.';
}

/** What the first sync does to the bill, by quantities: a sentence per currency and billing cycle. */
export function moneySentences(part: keyof AutomaticParts, { preview, ...view }: AutomaticView): string[] {
  if (part !== 'quantities' || !preview?.quantities.changes || whyNotWritten(part, { ...view, preview })) return [];
  return preview.money.map((total) => `${moneySentence(total)}.`);
}

/** What the first sync would write of a part, in a sentence. */
export function effectSentence(part: keyof AutomaticParts, { waiting, preview }: AutomaticView): string {
  if (part === 'tickets') {
    return waiting.tickets > 0
      ? `${count(waiting.tickets, 'ticket')} would be written now, later ones as backups fail and recover.`
      : 'No ticket would be written now; later ones as backups fail and recover.';
  }
  if (!preview) return '';
  const changes = changesSentence(preview[part]);
  return part === 'invoiceDescriptions' ? `${changes} Replaces the text of the invoice lines.` : changes;
}

function changesSentence({ changes, companies }: PartEffect): string {
  if (changes === 0) return 'Nothing to change.';
  return `${count(changes, 'change')} at ${count(companies, 'company', 'companies')}.`;
}

/** What the figures leave out. */
export function leftOutSentences({ held, progress }: FirstSyncView): string[] {
  return [
    held > 0 &&
      `${count(held, 'change')} would wait for your approval and ${held === 1 ? 'is' : 'are'} not counted here.`,
    progress.notLinked > 0 &&
      `No company was found in ConnectWise for ${count(progress.notLinked, 'customer')}: open the company’s page there once, or add its two managed-ID entries.`,
  ].filter((sentence) => sentence !== false);
}

/** The form beside what the first sync would write. */
export const CONSENT = {
  label: 'Turn on automatic sync',
  heading: 'What the first sync would write',
  parts: 'Written by itself',
  syncNow: 'Sync all customers now',
  syncNowHint: 'Otherwise each one at its next backup event.',
  chooseOne: 'Choose at least one part to turn on.',
  turnOn: 'Turn on',
  planned: (progress: string) => `Planned ${progress}`,
  stopped: (progress: string) => `Planning stopped after ${progress}.`,
  onByPolicy: 'on by policy',
  offByPolicy: 'off by policy',
} as const;
