import type { Failure } from '../../lib/shared/errors.ts';
import { FailureNotice } from '../ui/notice.tsx';
import * as NOTES from './texts/notes.ts';

interface Props {
  /** Stands above the failure's own sentences, e.g. which connection it is of. */
  title?: string;
  failure: Failure;
  onRetry?: () => void;
}

/** A failure in the panel, from which nothing links to the options. */
export function FailureNote(props: Props) {
  const notConnected = props.failure.code === 'not-connected';
  return (
    <FailureNotice {...props} tone={notConnected ? 'info' : 'error'}>
      {notConnected && <p class="bb-muted">{NOTES.openOptions}</p>}
    </FailureNotice>
  );
}
