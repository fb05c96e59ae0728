import { useState } from 'preact/hooks';
import type { OngoingIncident, OngoingResult } from '../../lib/domain/tickets/ongoing-incidents.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';
import { OngoingTable } from './ongoing-table.tsx';
import { ONGOING } from './texts/ongoing.ts';

interface Props {
  visible: boolean;
  /** Host of the web client, for links to tickets. */
  site: string;
  isReported: (failure: Failure) => boolean;
}

/** Tickets for incidents that were there at the first contact: a list, a confirmation, and what came of each. */
export function OngoingCard({ visible, site, isReported }: Props) {
  const asked = useRequest(() => send('tickets.ongoing', {}), { when: visible });
  const [isOpen, setOpen] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [begun, setBegun] = useState<OngoingIncident[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const view = asked.value;
  const incidents = begun ?? view?.incidents ?? [];
  const chosen = incidents.filter(({ key, skipped }) => !skipped && !left.has(key));

  const open = async () => {
    setBusy(true);
    const answer = await send('tickets.open', { keys: chosen.map(({ key }) => key) });
    setBusy(false);
    setFailure(answer.ok ? null : answer.failure);
    if (answer.ok) setBegun(chosen);
  };
  const close = () => {
    setOpen(false);
    setBegun(null);
    setLeft(new Set());
    setFailure(null);
    asked.reload();
  };
  // A board that is chosen and not saved yet has no tickets.
  if (view && !view.board) return null;
  return (
    <section class="bb-card" aria-label={ONGOING.heading}>
      <h2>{ONGOING.heading}</h2>
      <p>{ONGOING.about}</p>
      {asked.failure && !isReported(asked.failure) && <FailureNotice failure={asked.failure} tone="warning" />}
      {!view && !asked.failure && <p class="bb-hint">{ONGOING.reading}</p>}
      {view && incidents.length === 0 && <p>{ONGOING.none}</p>}
      {view && incidents.length > 0 && !isOpen && (
        <footer class="bb-card-foot">
          <Button onClick={() => setOpen(true)}>{ONGOING.show(incidents.length)}</Button>
        </footer>
      )}
      {view?.board && isOpen && !begun && (
        <>
          {!view.isAutomatic && <p class="bb-hint">{ONGOING.review}</p>}
          <OngoingTable incidents={incidents} board={view.board.name} left={left} onLeave={setLeft} site={site} />
          <div aria-live="polite">{failure && <FailureNotice failure={failure} />}</div>
          <footer class="bb-card-foot">
            <Button onClick={close} disabled={busy}>
              {ONGOING.cancel}
            </Button>
            <Button kind="primary" busy={busy} disabled={busy || chosen.length === 0} onClick={() => void open()}>
              {ONGOING.open(chosen.length)}
            </Button>
          </footer>
        </>
      )}
      {view?.board && begun && <Results incidents={begun} board={view.board.name} site={site} onClose={close} />}
    </section>
  );
}

interface ResultsProps {
  incidents: OngoingIncident[];
  board: string;
  site: string;
  onClose: () => void;
}

function Results({ incidents, board, site, onClose }: ResultsProps) {
  const keys = incidents.map(({ key }) => key);
  const [isDone, setDone] = useState(false);
  const asked = useRequest(
    async () => {
      const answer = await send('tickets.results', { keys });
      if (answer.ok) setDone(Object.values(answer.value).every(({ state }) => state !== 'waiting'));
      return answer;
    },
    { when: !isDone, every: SECOND },
  );
  const results: Record<string, OngoingResult> = asked.value ?? {};
  const done = Object.values(results).filter(({ state }) => state !== 'waiting').length;
  return (
    <>
      <p aria-live="polite">{ONGOING.opening(done, incidents.length)}</p>
      <OngoingTable incidents={incidents} board={board} results={results} site={site} />
      {asked.failure && <FailureNotice failure={asked.failure} />}
      <footer class="bb-card-foot">
        <Button onClick={onClose}>{ONGOING.finished}</Button>
      </footer>
    </>
  );
}
