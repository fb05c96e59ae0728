import type { BulkActionState } from '../../lib/domain/bulk-action.ts';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { useRequest } from '../ui/use-request.ts';
import { useAnnouncedEnd } from './approvals-changed.ts';
import { BULK_ACTION } from './texts/bulk-action.ts';
import { BULK_ACTION_ADDRESS } from './use-plan-bulk-action.ts';

/** Goes on, or waits for a user. */
const OPEN: ReadonlySet<BulkActionState> = new Set([
  'planning',
  'preview',
  'applying',
  'cancelling',
  'paused',
  'undoing',
]);

interface BulkActionNoteProps {
  visible: boolean;
  /** The bulk action has ended while this was shown. */
  onEnd?: () => void;
}

/** Leads to the bulk action that is not over; nothing where all are. */
export function BulkActionNote({ visible, onEnd }: BulkActionNoteProps) {
  const { value } = useRequest(() => send('bulk-action.view', {}), { when: visible, every: 5 * SECOND });
  const isOpen = value != null && OPEN.has(value.state);
  useAnnouncedEnd(isOpen, onEnd);
  if (!isOpen) return null;
  return (
    <p class="bb-hint">
      {BULK_ACTION.noteBefore(value)}
      <a href={BULK_ACTION_ADDRESS}>{BULK_ACTION.noteLink}</a>
    </p>
  );
}
