import { useState } from 'preact/hooks';
import type { LockView } from '../../lib/domain/lock.ts';
import { LONGEST_PASSPHRASE } from '../../lib/domain/lock.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { LOCK_SCREEN as TEXTS } from './texts.ts';

interface Props {
  /** Lies over a page that was in use before. */
  isOver?: boolean;
  frame?: { onUnlock: () => void; onCollapse: () => void } | undefined;
  onAnswer: (answer: Result<LockView>) => void;
}

/** What options, popup and panel show while they are locked. */
export function LockScreen({ isOver = false, frame, onAnswer }: Props) {
  const [isForgotten, setForgotten] = useState(false);
  return (
    <main class={`lock-screen ${isOver ? 'lock-over' : ''}`} aria-labelledby="lock-title">
      {frame && (
        <p class="lock-collapse">
          <Button kind="icon" expanded label={TEXTS.collapse} title={TEXTS.collapse} onClick={frame.onCollapse}>
            ›
          </Button>
        </p>
      )}
      <div class="lock-card">
        <Padlock />
        <h1 id="lock-title">{isForgotten ? TEXTS.forgotTitle : TEXTS.title}</h1>
        {frame && <InFrame onUnlock={frame.onUnlock} />}
        {!frame && isForgotten && <Forgotten onBack={() => setForgotten(false)} onAnswer={onAnswer} />}
        {!frame && !isForgotten && <Entry onForgotten={() => setForgotten(true)} onAnswer={onAnswer} />}
      </div>
    </main>
  );
}

/** Inside ConnectWise no passphrase is entered: a page could draw the same field. */
function InFrame({ onUnlock }: { onUnlock: () => void }) {
  return (
    <>
      <p class="bb-muted">{TEXTS.leadInFrame}</p>
      {/* A frame that the user is not in takes the focus from nobody. */}
      <Button kind="primary" takesFocus={document.hasFocus()} onClick={onUnlock}>
        {TEXTS.unlockInWindow}
      </Button>
    </>
  );
}

function Entry({ onForgotten, onAnswer }: { onForgotten: () => void } & Pick<Props, 'onAnswer'>) {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [failures, setFailures] = useState<{ newest: Failure | null; count: number }>({ newest: null, count: 0 });
  const unlock = async () => {
    if (typed === '' || busy) return;
    setBusy(true);
    setFailures((before) => ({ ...before, newest: null }));
    const answer = await send('lock.unlock', { passphrase: typed });
    setBusy(false);
    if (answer.ok) return onAnswer(answer);
    setTyped('');
    setFailures(({ count }) => ({ newest: answer.failure, count: count + 1 }));
  };
  return (
    <form
      class="lock-form"
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <p class="bb-muted">{TEXTS.lead}</p>
      <TextField
        // Another one after each wrong attempt: it takes the focus again.
        key={failures.count}
        secret
        takesFocus
        label={TEXTS.passphrase}
        value={typed}
        maxLength={LONGEST_PASSPHRASE}
        isWrong={failures.newest !== null}
        onInput={setTyped}
      />
      {failures.newest && <FailureNotice failure={failures.newest} />}
      <Button kind="primary" type="submit" busy={busy}>
        {TEXTS.unlock}
      </Button>
      <Button kind="quiet" onClick={onForgotten}>
        {TEXTS.forgot}
      </Button>
    </form>
  );
}

function Forgotten({ onBack, onAnswer }: { onBack: () => void } & Pick<Props, 'onAnswer'>) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const forget = async () => {
    setBusy(true);
    setFailure(null);
    const answer = await send('lock.forget', {});
    setBusy(false);
    if (answer.ok) onAnswer(answer);
    else setFailure(answer.failure);
  };
  return (
    <div class="lock-form">
      <p>{TEXTS.forgotLead}</p>
      <p>{TEXTS.forgotRest}</p>
      {failure && <FailureNotice failure={failure} />}
      <Button takesFocus disabled={busy} onClick={onBack}>
        {TEXTS.back}
      </Button>
      <Button busy={busy} onClick={() => void forget()}>
        {TEXTS.forget}
      </Button>
    </div>
  );
}

function Padlock() {
  return (
    <svg class="lock-icon" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true">
      <rect x="5" y="10.5" width="14" height="9.5" rx="2" />
      <path d="M8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.2v2.4" />
    </svg>
  );
}
