import { useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { PrintedReport } from '../setup/printed-report.tsx';
import { SetupChecks } from '../setup/setup-checks.tsx';
import { countsSentence, SETUP } from '../setup/texts.ts';
import { useSetup } from '../setup/use-setup.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { FilterButtons } from './filter-buttons.tsx';

/** Whether everything is set up: the checks by area, with fixes, and as one page of paper. */
export function SetupSection({ visible }: { visible: boolean }) {
  const [filter, setFilter] = useState<'not-ok' | 'all'>('all');
  const connection = useRequest(() => send('connection.view', {}), { when: visible, every: 10 * SECOND });
  const status = useRequest(() => send('status.view', {}), { when: visible, every: 30 * SECOND });
  const states = connection.value?.states;
  const isConnected = Boolean(connection.value?.connectWise ?? connection.value?.portal);
  const isComplete = Boolean(connection.value?.connectWise && connection.value.portal);
  const { report, busy, failure, check } = useSetup(visible, isConnected);
  const isViewer = status.value?.sync?.mode === 'viewer';
  const checks = report?.checks ?? [];
  const open = checks.filter(({ state }) => state !== 'ok').length;
  return (
    <>
      <header class="bb-card-head bb-setup-head">
        <h1>{SETUP.heading}</h1>
        <span class="bb-actions">
          {report && <Button onClick={() => window.print()}>{SETUP.print}</Button>}
          {isConnected && (
            <Button kind="primary" busy={busy} onClick={check}>
              {SETUP.check}
            </Button>
          )}
        </span>
      </header>
      <p class="bb-lead">{SETUP.lead}</p>
      <div class="bb-notices">
        <ConnectionNotices states={states} also={[failure]} tone="warning" />
        {connection.value && !isComplete && (
          <p>
            <a href="/welcome.html">{SETUP.finish}</a>
          </p>
        )}
        {isViewer && <Notice tone="info">{SETUP.viewer}</Notice>}
      </div>
      {report === undefined && !failure && <Skeleton />}
      {report === null && (
        <p class="bb-empty">{busy ? SETUP.checking : isConnected ? SETUP.never : SETUP.notConnected}</p>
      )}
      {report && (
        <>
          <p role="status">
            <strong>{countsSentence(checks)}.</strong>{' '}
            <span class="bb-hint">{busy ? SETUP.checking : <Checked at={report.madeAt} />}</span>
          </p>
          <FilterButtons
            label={SETUP.filter}
            filters={[
              { value: 'not-ok', label: SETUP.notOk, count: open },
              { value: 'all', label: SETUP.all, count: checks.length },
            ]}
            chosen={filter}
            onChoose={setFilter}
          />
          {open === 0 && <Notice tone="ok">{SETUP.allOk(checks.length)}</Notice>}
          <SetupChecks checks={checks} mayFix={!isViewer} withOk={filter === 'all'} onWritten={check} />
          <PrintedReport report={report} />
        </>
      )}
    </>
  );
}

function Checked({ at }: { at: string }) {
  return (
    <>
      {SETUP.checked} <Age at={at} />.
    </>
  );
}
