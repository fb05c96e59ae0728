import { useState } from 'preact/hooks';
import { type FileImport, OLD_FILE_DAYS } from '../../lib/domain/file-import.ts';
import { send } from '../../lib/messages/send.ts';
import { isYoungerThan } from '../../lib/shared/age.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { DAY, readTime } from '../../lib/shared/time.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { LeftOutRows } from './left-out-rows.tsx';
import { COMMON } from './texts/common.ts';
import { countsWords, dataBefore, lastWords, FILE_IMPORT as TEXTS } from './texts/file-import.ts';

interface Props {
  current: FileImport;
  now?: number;
  onRemoved: () => void;
}

/** The import that counts, with its age and what was left out, and how to remove it. */
export function LastImport({ current, now = Date.now(), onRemoved }: Props) {
  const [isAsked, setIsAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const remove = async () => {
    setBusy(true);
    const result = await send('connection.disconnect', { side: 'portal' });
    setBusy(false);
    if (!result.ok) return setFailure(result.failure);
    setIsAsked(false);
    onRemoved();
  };
  const isOld = !isYoungerThan(OLD_FILE_DAYS * DAY, readTime(current.dataAt) ?? 0, now);
  return (
    <section class="bb-file-part" aria-label={TEXTS.last}>
      <h3>{TEXTS.last}</h3>
      <p>
        {lastWords(current)}
        <Age at={current.importedAt} now={now} />
        {dataBefore}
        <Age at={current.dataAt} now={now} />. {countsWords(current.counts)}
      </p>
      {isOld && <Notice tone="warning">{TEXTS.old}</Notice>}
      <LeftOutRows errors={current.errors} total={current.counts.errors} />
      {failure && <FailureNotice failure={failure} />}
      {isAsked && <Notice tone="warning">{TEXTS.removeQuestion}</Notice>}
      <div class="bb-actions">
        {isAsked ? (
          <>
            <Button takesFocus disabled={busy} onClick={() => setIsAsked(false)}>
              {COMMON.cancel}
            </Button>
            <Button kind="primary" busy={busy} onClick={() => void remove()}>
              {COMMON.remove}
            </Button>
          </>
        ) : (
          <Button onClick={() => setIsAsked(true)}>{TEXTS.remove}</Button>
        )}
      </div>
    </section>
  );
}
