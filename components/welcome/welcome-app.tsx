import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionView } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { stateWords } from '../connection/texts.ts';
import { ConnectWiseForm } from '../options/connectwise-form.tsx';
import { PortalForm } from '../options/portal-form.tsx';
import { RightsList } from '../setup/rights-list.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { Finished } from './finished.tsx';
import { Needs } from './needs.tsx';
import { Step, type StepId } from './step.tsx';
import { SyncStep } from './sync-step.tsx';
import { NEEDS, STEP_TITLES, SYNC_STEP, WELCOME } from './texts.ts';

export interface WelcomeProps {
  /** Asks the browser for access to one host; only works while a click is being handled. */
  requestHost: (hostname: string) => Promise<boolean>;
}

/** The first run: three steps from nothing to the first sync. All of its state is the worker's, so it can be left and opened again. */
export function WelcomeApp({ requestHost }: WelcomeProps) {
  const connection = useRequest(() => send('connection.view', {}), { every: 5 * SECOND });
  const { value, failure, reload } = connection;
  usePlaces();
  useEffect(() => {
    document.title = `${WELCOME.title} · ${WELCOME.brand}`;
  }, []);
  return (
    <main class="bb-welcome">
      <header class="bb-welcome-head">
        <p class="bb-brand">
          <img src="/icon/48.png" width="28" height="28" alt="" />
          <span>{WELCOME.brand}</span>
        </p>
        <h1>{WELCOME.title}</h1>
        <p class="bb-lead">{WELCOME.lead}</p>
      </header>
      <ConnectionNotices states={value?.states} sides={[]} also={[failure]} />
      {value ? <Steps view={value} requestHost={requestHost} reload={reload} /> : !failure && <Skeleton />}
      <p class="bb-welcome-foot">
        <a href="/options.html#setup">{WELCOME.options}</a>
      </p>
    </main>
  );
}

interface StepsProps extends WelcomeProps {
  view: ConnectionView;
  reload: () => void;
}

function Steps({ view, requestHost, reload }: StepsProps) {
  const { connectWise, portal } = view.states;
  const consent = useRequest(() => send('consent.view', {}), { every: 5 * SECOND });
  const sync = useRequest(() => send('bulk-sync.view', {}), { every: 2 * SECOND });
  const isConnected = { connectwise: connectWise.state === 'ok', portal: portal.state === 'ok' };
  const areBoth = view.connectWise !== null && view.portal !== null;
  const isOver = sync.value?.finishedAt !== undefined;
  const mode = consent.value?.mode;
  const isSynced = areBoth && mode !== undefined && mode !== 'review' && (isOver || mode === 'viewer');
  const states: Record<StepId, 'done' | 'open' | 'waits'> = {
    connectwise: isConnected.connectwise ? 'done' : 'open',
    portal: isConnected.portal ? 'done' : 'open',
    sync: isSynced ? 'done' : areBoth ? 'open' : 'waits',
  };
  useNextStep(states);
  return (
    <>
      <nav class="bb-welcome-steps" aria-label={WELCOME.steps}>
        <ol>
          {(['connectwise', 'portal', 'sync'] as const).map((id) => (
            <li key={id}>
              <a href={`#step-${id}`}>{STEP_TITLES[id]}</a> <span class="bb-hint">{WELCOME[states[id]]}</span>
            </li>
          ))}
        </ol>
      </nav>
      <Step id="connectwise" number={1} state={states.connectwise} done={stateWords(connectWise)}>
        <Needs needs={NEEDS.connectwise}>
          <RightsList />
        </Needs>
        <ConnectWiseForm stored={view.connectWise} state={connectWise} requestHost={requestHost} onSaved={reload} />
      </Step>
      <Step id="portal" number={2} state={states.portal} done={stateWords(portal)}>
        <Needs needs={NEEDS.portal} />
        <PortalForm stored={view.portal} state={portal} requestHost={requestHost} onSaved={reload} />
      </Step>
      <Step id="sync" number={3} state={states.sync} done={consent.value && WELCOME.done}>
        {areBoth ? (
          <SyncStep states={view.states} mayFix={mode !== 'viewer'} />
        ) : (
          <p class="bb-hint">{SYNC_STEP.waits}</p>
        )}
      </Step>
      {isSynced && <Finished sync={sync.value ?? null} />}
    </>
  );
}

/** Brings the next step into view as soon as one is done, with the focus on its title. */
function useNextStep(states: Record<StepId, 'done' | 'open' | 'waits'>): void {
  const before = useRef(states);
  const [done, setDone] = useState<StepId | null>(null);
  const { connectwise, portal } = states;
  useEffect(() => {
    const ids: readonly StepId[] = ['connectwise', 'portal'];
    const ended = ids.find((id) => states[id] === 'done' && before.current[id] !== 'done');
    before.current = states;
    if (ended) setDone(ended);
  }, [connectwise, portal]);
  useEffect(() => {
    if (done === null || hasLeft(done)) return;
    const next = done === 'connectwise' && states.portal !== 'done' ? 'portal' : 'sync';
    const title = document.getElementById(`step-${next}-title`);
    title?.scrollIntoView({ block: 'start' });
    title?.focus({ preventScroll: true });
  }, [done]);
}

/** Whether the user works elsewhere already: the answer that ends a step may come seconds after the click. */
function hasLeft(step: StepId): boolean {
  const { activeElement, body } = document;
  if (activeElement === null || activeElement === body) return false;
  return !document.getElementById(`step-${step}`)?.contains(activeElement);
}

/** Places that the shared parts link to are on the options page, except those that are on this page, too. */
function usePlaces(): void {
  useEffect(() => {
    const follow = () => {
      const place = location.hash.slice(1);
      if (place === '' || place.startsWith('step-')) return;
      const here = HERE[place];
      if (!here) return location.assign(`/options.html#${place}`);
      history.replaceState(null, '', `#${here}`);
      const found = document.getElementById(here);
      found?.scrollIntoView({ block: 'start' });
      found?.focus({ preventScroll: true });
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
}

/** Sections of the options page, and the headings that have the same on this page. */
const HERE: Readonly<Record<string, string>> = {
  connections: 'step-connectwise-title',
  tickets: 'step-board-title',
};
