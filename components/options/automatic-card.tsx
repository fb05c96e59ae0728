import { useState } from 'preact/hooks';
import { REVIEW } from '../../lib/domain/automatic-parts.ts';
import { type ConnectionStates, isReportedBy } from '../../lib/domain/connection-state.ts';
import type { SyncMode } from '../../lib/domain/consent.ts';
import type { AutomaticView } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { waitingSentence } from '../plan/texts/mode.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { ConsentForm } from './consent-form.tsx';
import { AUTOMATIC, MODE_SENTENCES, MODE_WORDS } from './texts/automatic.ts';
import { COMMON } from './texts/common.ts';

/** What this browser writes by itself, and the user's consent to it. Consent is asked only beside what the first sync would write. */
export function AutomaticCard({ visible, states }: { visible: boolean; states?: ConnectionStates | undefined }) {
  /** The preview that consent is asked beside: an older one may say something else. null: nothing is asked. */
  const [previewId, setPreviewId] = useState<string | null>(null);
  const isOpen = previewId !== null;
  const view = useRequest(() => send('consent.view', {}), { when: visible, every: isOpen ? SECOND : 5 * SECOND });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  const act = async (ask: () => Promise<Result<AutomaticView>>): Promise<AutomaticView | undefined> => {
    setBusy(true);
    setFailure(null);
    setSaid(null);
    const result = await ask();
    if (!result.ok) setFailure(result.failure);
    setBusy(false);
    view.reload();
    return result.ok ? result.value : undefined;
  };
  const open = async () => {
    const started = await act(() => send('first-sync.start', {}));
    if (started) setPreviewId(started.preview?.progress.id ?? null);
  };
  const close = async () => {
    setPreviewId(null);
    if (view.value?.preview?.progress.state === 'running') await act(() => send('first-sync.cancel', {}));
  };
  const save = async (parts: AutomaticView['chosen'], syncNow: boolean) => {
    const saved = await act(() => send('consent.save', { parts: { ...parts, ...view.value?.fixed }, syncNow }));
    if (!saved) return;
    setPreviewId(null);
    if (saved.mode === 'review') setSaid(AUTOMATIC.off);
    else setSaid(syncNow ? AUTOMATIC.savedAndSynced : COMMON.saved);
  };

  const { value } = view;
  return (
    <section class="bb-card" aria-label={AUTOMATIC.heading}>
      <header class="bb-card-head">
        <h2>{AUTOMATIC.heading}</h2>
        {value && <ModePill mode={value.mode} />}
      </header>
      {view.failure && !isReportedBy(states, view.failure) && <FailureNotice failure={view.failure} />}
      {!value && !view.failure && <Skeleton />}
      {value && <Mode view={value} />}
      {value && isOpen && (
        <ConsentForm
          view={value.preview?.progress.id === previewId ? value : { ...value, preview: null }}
          busy={busy}
          isReported={(one) => isReportedBy(states, one)}
          onSave={(parts, now) => void save(parts, now)}
          onCancel={() => void close()}
        />
      )}
      <div class="bb-answer" aria-live="polite">
        {said && <Notice tone="ok">{said}</Notice>}
        {failure && !isReportedBy(states, failure) && <FailureNotice failure={failure} />}
      </div>
      {value && !isOpen && value.mode !== 'viewer' && Object.keys(value.fixed).length < 4 && (
        <footer class="bb-card-foot">
          {value.mode === 'review' ? (
            <Button kind="primary" busy={busy} onClick={() => void open()}>
              {AUTOMATIC.turnOn}
            </Button>
          ) : (
            <>
              <Button kind="quiet" busy={busy} onClick={() => void save(REVIEW, false)}>
                {AUTOMATIC.turnOff}
              </Button>
              <Button busy={busy} onClick={() => void open()}>
                {AUTOMATIC.change}
              </Button>
            </>
          )}
        </footer>
      )}
    </section>
  );
}

function Mode({ view }: { view: AutomaticView }) {
  const waiting = waitingSentence(view.waiting);
  return (
    <div class="bb-measure">
      <p>{MODE_SENTENCES[view.mode](view)}</p>
      {waiting && <p class="bb-hint">{waiting}</p>}
      {Object.keys(view.fixed).length > 0 && <p class="bb-hint">{AUTOMATIC.policy}</p>}
    </div>
  );
}

const TONES: Record<SyncMode['mode'], string> = {
  viewer: 'quiet',
  review: 'warning',
  partial: 'ok',
  automatic: 'ok',
};

function ModePill({ mode }: { mode: SyncMode['mode'] }) {
  return <span class={`bb-pill bb-tone-${TONES[mode]}`}>{MODE_WORDS[mode]}</span>;
}
