import type {
  BulkActionKind,
  BulkActionRow,
  BulkActionState,
  BulkActionView,
} from '../../../lib/domain/bulk-action.ts';
import type { Money } from '../../../lib/domain/change.ts';
import { cycleWords, formatAmountChange } from '../../../lib/domain/money-sentence.ts';
import { count, formatNumber } from '../../ui/format.ts';

const companies = (n: number) => count(n, 'company', 'companies');

/** On the buttons that begin one, each with a preview. */
export const ACTION_BUTTONS: Record<BulkActionKind, string> = {
  sync: 'Sync…',
  'managed-ids': 'Add managed-ID pair…',
  serials: 'Fix serial numbers…',
  additions: 'Create missing additions…',
  approve: 'Approve held changes…',
};

export const ACTION_TITLES: Record<BulkActionKind, string> = {
  sync: 'Sync companies',
  'managed-ids': 'Add the managed-ID pair',
  serials: 'Fix serial numbers',
  additions: 'Create missing additions',
  approve: 'Approve held changes',
};

export const ACTION_STATES: Record<BulkActionState, string> = {
  planning: 'Preparing the preview',
  preview: 'Preview',
  applying: 'Applying',
  paused: 'Paused',
  done: 'Done',
  cancelling: 'Cancelling',
  cancelled: 'Cancelled',
  undoing: 'Undoing',
  undone: 'Undone',
};

export const ROW_STATES: Record<BulkActionRow['state'], string> = {
  planned: 'Planned',
  nothing: 'Nothing to change',
  applied: 'Applied',
  partly: 'Partly applied',
  failed: 'Failed',
  undone: 'Undone',
  waiting: 'Waiting',
};

export const BULK_ACTION = {
  back: 'All companies',
  heading: 'Bulk action',
  none: 'No bulk action yet. Select companies under Companies, or changes under Approvals, to begin one.',
  planning: 'Reads each company and plans its changes. Nothing is written.',
  preview: 'Nothing is written before you press Apply.',
  nothing: 'Nothing to change for these companies.',
  onlyHeld: 'All planned changes need approval: review them under Approvals.',
  progress: (done: number, total: number) => `${formatNumber(done)} of ${companies(total)}`,
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  cancelHint: 'After Cancel, what is written stays.',
  waits: 'It continues by itself once this works again.',
  undoWaits: 'The undo has not ended: it waits, and continues by itself once this works again.',
  undoAll: 'Undo all…',
  undoTitle: 'Undo this bulk action?',
  undoHint:
    'Undoes every change that this bulk action wrote, company by company, newest first. Records that were changed since stay as they are and are counted as failed.',
  undo: (n: number) => `Undo ${companies(n)}`,
  keep: 'Keep the changes',
  /** Totals of the preview. */
  counts: { companies: 'Companies to change', changes: 'Changes', held: 'On hold: need approval', failed: 'Failed' },
  heads: { company: 'Company', changes: 'Changes', money: 'Money', state: 'State', open: 'Planned changes' },
  rows: 'Companies of this bulk action',
  /** Of additions, where the totals of their money are 0. */
  addsNothing:
    'Nothing is added to the bill: the products have no price in ConnectWise yet, or what is used is included.',
  held: (n: number) => `${formatNumber(n)} on hold`,
  /** On the button that opens a company's planned changes; read out with the company's name. */
  open: 'Changes',
  changesOf: (company: string) => `Changes of ${company}`,
  onHold: 'On hold',
  notKept: 'The plan is no longer kept.',
  noPlan: 'Nothing is planned for this company.',
  noChanges: 'Nothing to change.',
  /** Of a company that was applied, before the link to its journal. */
  wasPlanned: 'What was planned. What was written:',
  journalOf: (company: string) => `journal of ${company}`,
  /** In other sections, before a link. */
  noteBefore: (view: BulkActionView) => `${ACTION_TITLES[view.kind]} (${ACTION_STATES[view.state].toLowerCase()}): `,
  noteLink: 'Open the bulk action',
} as const;

/** `Apply to 12 companies (+$3,682.80 a month)`: how many, and what it does to the bill. */
export function applyWords({ companies: n, money }: Pick<BulkActionView, 'companies' | 'money'>): string {
  const effect = money.map(changeWords).join(', ');
  return `Apply to ${companies(n)}${effect ? ` (${effect})` : ''}`;
}

/** `+$40.71 a month` */
export function changeWords(money: Money): string {
  return `${formatAmountChange(money)} ${cycleWords(money.cycle)}`;
}

/** How it ended, in a sentence: `Applied to 10 companies, 1 partly applied, 1 failed.` */
export function resultWords(state: BulkActionState, outcomes: Partial<Record<BulkActionRow['state'], number>>): string {
  const { applied = 0, partly = 0, failed = 0, undone = 0 } = outcomes;
  if (state === 'undone')
    return `Undone for ${companies(undone)}${failed > 0 ? `, ${formatNumber(failed)} failed` : ''}.`;
  const parts = [
    `${state === 'cancelled' ? 'Cancelled: applied' : 'Applied'} to ${companies(applied)}`,
    ...(partly > 0 ? [`${formatNumber(partly)} partly applied`] : []),
    ...(failed > 0 ? [`${formatNumber(failed)} failed`] : []),
  ];
  return `${parts.join(', ')}.`;
}
