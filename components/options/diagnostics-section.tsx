import { useEffect, useState } from 'preact/hooks';
import { SIDES } from '../../lib/domain/connection-state.ts';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';
import { PolicyLeftOut } from './policy-left-out.tsx';
import { ReportsCard } from './reports-card.tsx';
import { SelectorSettings } from './selector-settings.tsx';
import { StorageCard } from './storage-card.tsx';
import { TabDiagnosis } from './tab-diagnosis.tsx';
import { TabReport } from './tab-report.tsx';
import { TaughtSelectors } from './taught-selectors.tsx';
import { COMMON } from './texts/common.ts';
import { DIAGNOSTICS } from './texts/diagnostics.ts';
import { useInPage } from './use-in-page.ts';

interface Props {
  visible: boolean;
  /** The tab to begin with, from the address (`#diagnostics/12`). */
  tabId: number | undefined;
}

/** What Backup Bridge sees in an open ConnectWise tab, and the names by which it finds fields. */
export function DiagnosticsSection({ visible, tabId }: Props) {
  const tabs = useRequest(() => send('tabs.list', {}), { when: visible, every: 5 * SECOND });
  const policy = useRequest(() => send('policy.view', {}), { when: visible });
  const settings = useInPage(visible);
  const states = useConnections(visible);
  const [chosen, setChosen] = useState(tabId);
  useEffect(() => {
    if (tabId !== undefined) setChosen(tabId);
  }, [tabId]);

  const list = tabs.value;
  const shown = list?.find((tab) => tab.tabId === chosen) ?? list?.[0];
  return (
    <>
      <h1>{DIAGNOSTICS.heading}</h1>
      <p class="bb-lead">{DIAGNOSTICS.lead}</p>
      <div class="bb-notices">
        <ConnectionNotices states={states} also={[tabs.failure, settings.failure]} />
      </div>
      <section class="bb-card" aria-label={DIAGNOSTICS.tab}>
        <header class="bb-card-head">
          <h2>{DIAGNOSTICS.tab}</h2>
          <Button kind="quiet" onClick={tabs.reload}>
            {COMMON.lookAgain}
          </Button>
        </header>
        {list?.length === 0 && <Notice tone="info">{DIAGNOSTICS.noTab}</Notice>}
        {list && shown && (
          <div class="bb-tab">
            <ChoiceField
              label={DIAGNOSTICS.chooseTab}
              value={String(shown.tabId)}
              choices={list.map((tab) => ({
                value: String(tab.tabId),
                label: tab.title || DIAGNOSTICS.unnamedTab(tab.tabId),
              }))}
              onChange={(value) => setChosen(Number(value))}
            />
            <TabReport
              key={`report ${shown.tabId}`}
              tabId={shown.tabId}
              visible={visible}
              isConnected={!states || SIDES.every((side) => states[side].state !== 'not-connected')}
            />
            <TabDiagnosis key={`diagnosis ${shown.tabId}`} tabId={shown.tabId} />
          </div>
        )}
      </section>
      <PolicyLeftOut parts={policy.value?.leftOut} />
      <ReportsCard visible={visible} />
      <StorageCard visible={visible} />
      {settings.inPage && (
        <>
          <TaughtSelectors taught={settings.inPage.taught} edit={settings.edit} />
          <SelectorSettings selectors={settings.inPage.selectors} policy={policy} edit={settings.edit} />
        </>
      )}
    </>
  );
}
