import type { ConnectionStates } from '../../lib/domain/connection-state.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { AutomaticCard } from '../options/automatic-card.tsx';
import { BulkSyncCard } from '../options/bulk-sync-card.tsx';
import { LinksCard } from '../options/links-card.tsx';
import { SetupChecks } from '../setup/setup-checks.tsx';
import { countsSentence, SETUP } from '../setup/texts.ts';
import { useSetup } from '../setup/use-setup.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { AdditionsCard } from './additions-card.tsx';
import { BoardCard } from './board-card.tsx';
import { SYNC_STEP } from './texts.ts';

/** What to sync: ConnectWise's tables, which company is whose, where tickets go, and the first sync with consent. */
export function SyncStep({ states, mayFix }: { states: ConnectionStates; mayFix: boolean }) {
  const setup = useSetup(true, true);
  const checks = setup.report?.checks ?? [];
  const open = checks.filter(({ state }) => state !== 'ok');
  return (
    <>
      <h3>{SYNC_STEP.tables}</h3>
      <p class="bb-hint">{SYNC_STEP.tablesLead}</p>
      <div class="bb-notices">
        <ConnectionNotices states={states} sides={[]} also={[setup.failure]} tone="warning" />
      </div>
      <p class="bb-actions">
        <span role="status">{setup.busy ? SETUP.checking : checks.length > 0 && `${countsSentence(checks)}.`}</span>
        <Button kind="quiet" busy={setup.busy} onClick={setup.check}>
          {SETUP.check}
        </Button>
      </p>
      {checks.length > 0 && open.length === 0 && <Notice tone="ok">{SYNC_STEP.tablesOk}</Notice>}
      <SetupChecks checks={checks} mayFix={mayFix} withOk={false} onWritten={setup.check} />
      <h3>{SYNC_STEP.companies}</h3>
      <LinksCard visible />
      {mayFix && (
        <>
          <h3>{SYNC_STEP.additions}</h3>
          <p class="bb-hint">{SYNC_STEP.additionsHint}</p>
          <AdditionsCard />
        </>
      )}
      <h3 id="step-board-title" tabIndex={-1}>
        {SYNC_STEP.tickets}
      </h3>
      <p class="bb-hint">{SYNC_STEP.ticketsHint}</p>
      <BoardCard />
      <h3>{SYNC_STEP.first}</h3>
      <AutomaticCard visible states={states} />
      <BulkSyncCard visible />
    </>
  );
}
