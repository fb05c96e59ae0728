import { useId, useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { COMMON } from './texts/common.ts';
import { DIAGNOSIS, NOT_THERE } from './texts/diagnostics.ts';

type State =
  | { is: 'idle' | 'asking' }
  | { is: 'shown'; text: string; done?: 'copied' | 'saved' | 'not-copied' }
  | { is: 'failed'; failure: Failure };

const DONE_WORDS = { copied: DIAGNOSIS.copied, saved: DIAGNOSIS.saved, 'not-copied': DIAGNOSIS.notCopied } as const;

/** “Diagnose this screen”: its structure without values, to send with a bug report. */
export function TabDiagnosis({ tabId }: { tabId: number }) {
  const [state, setState] = useState<State>({ is: 'idle' });
  const id = useId();
  const ask = async () => {
    setState({ is: 'asking' });
    const answer = await send('tab.diagnose', { tabId });
    if (!answer.ok) return setState({ is: 'failed', failure: answer.failure });
    setState(answer.value ? { is: 'shown', text: answer.value.text } : { is: 'failed', failure: NOT_THERE });
  };
  const copy = async (text: string) => {
    const done = await navigator.clipboard.writeText(text).then(
      () => 'copied' as const,
      () => 'not-copied' as const,
    );
    setState({ is: 'shown', text, done });
  };
  const save = (text: string) => {
    saveFile(`backup-bridge-screen-${new Date().toISOString().slice(0, 10)}.txt`, 'text/plain;charset=utf-8', [text]);
    setState({ is: 'shown', text, done: 'saved' });
  };
  return (
    <div class="bb-diagnosis">
      <Button busy={state.is === 'asking'} onClick={() => void ask()}>
        {DIAGNOSIS.ask}
      </Button>
      {state.is === 'shown' && (
        <>
          <div class="bb-field">
            <label for={id}>{DIAGNOSIS.report}</label>
            <textarea id={id} rows={12} readOnly value={state.text} aria-describedby={`${id}-hint`} />
            <p class="bb-hint" id={`${id}-hint`}>
              {DIAGNOSIS.hint}
            </p>
          </div>
          <div class="bb-log-foot">
            <Button onClick={() => void copy(state.text)}>{DIAGNOSIS.copy}</Button>
            <Button onClick={() => save(state.text)}>{COMMON.save}</Button>
          </div>
        </>
      )}
      <div aria-live="polite">
        {state.is === 'shown' && state.done && (
          <Notice tone={state.done === 'not-copied' ? 'warning' : 'ok'}>{DONE_WORDS[state.done]}</Notice>
        )}
        {state.is === 'failed' && <FailureNotice failure={state.failure} />}
      </div>
    </div>
  );
}
