import { useState } from 'preact/hooks';
import { SIDES, type Side } from '../../lib/domain/connection-state.ts';
import type { ConnectionView } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { DISCONNECT_TEXTS as TEXTS } from './texts/disconnect.ts';

interface Props {
  stored: Pick<ConnectionView, Side>;
  onDone: () => void;
}

/** Ends a connection, once the user confirmed it. Not shown before anything is connected. */
export function DisconnectCard({ stored, onDone }: Props) {
  const [asked, setAsked] = useState<Side | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [said, setSaid] = useState<string[]>([]);
  const sides = SIDES.filter((side) => stored[side] !== null);

  const disconnect = async (side: Side) => {
    setBusy(true);
    setFailure(null);
    const result = await send('connection.disconnect', { side });
    setBusy(false);
    if (!result.ok) return setFailure(result.failure);
    setAsked(null);
    setSaid(TEXTS.done(side, result.value));
    onDone();
  };
  const ask = (side: Side) => {
    setSaid([]);
    setFailure(null);
    setAsked(side);
  };

  if (sides.length === 0 && said.length === 0) return null;
  return (
    <section class="bb-card" aria-label={TEXTS.title}>
      <header class="bb-card-head">
        <h2>{TEXTS.title}</h2>
      </header>
      <p class="bb-hint">{TEXTS.lead}</p>
      <div class="bb-answer" aria-live="polite">
        {asked && <Notice tone="warning">{TEXTS.question(asked)}</Notice>}
        {failure && <FailureNotice failure={failure} />}
        {said.length > 0 && (
          <Notice tone="ok">
            {said.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Notice>
        )}
      </div>
      <footer class="bb-card-foot">
        {asked ? (
          <>
            <Button takesFocus onClick={() => setAsked(null)} disabled={busy}>
              {TEXTS.cancel}
            </Button>
            <Button kind="primary" busy={busy} onClick={() => void disconnect(asked)}>
              {TEXTS.confirm}
            </Button>
          </>
        ) : (
          sides.map((side) => (
            <Button key={side} onClick={() => ask(side)}>
              {TEXTS.open(side)}
            </Button>
          ))
        )}
      </footer>
    </section>
  );
}
