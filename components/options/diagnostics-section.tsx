import { useEffect, useState } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';
import { SelectorSettings } from './selector-settings.tsx';
import { StorageCard } from './storage-card.tsx';
import { TabDiagnosis } from './tab-diagnosis.tsx';
import { TabReport } from './tab-report.tsx';
import { TaughtSelectors } from './taught-selectors.tsx';
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
      <h1>Diagnostics</h1>
      <p class="bb-lead">
        What Backup Bridge recognises in ConnectWise’s pages, and how to help it where a page looks different.
      </p>
      <div class="bb-notices">
        <ConnectionNotices states={states} also={[tabs.failure, settings.failure]} />
      </div>
      <section class="bb-card" aria-label="An open tab">
        <header class="bb-card-head">
          <h2>An open tab</h2>
          <Button kind="quiet" onClick={tabs.reload}>
            Look again
          </Button>
        </header>
        {list?.length === 0 && (
          <Notice tone="info">No tab shows ConnectWise. Open ConnectWise in another tab, then look again.</Notice>
        )}
        {list && shown && (
          <div class="bb-tab">
            <ChoiceField
              label="ConnectWise tab"
              value={String(shown.tabId)}
              choices={list.map((tab) => ({ value: String(tab.tabId), label: tab.title || `Tab ${tab.tabId}` }))}
              onChange={(value) => setChosen(Number(value))}
            />
            <TabReport
              key={`report ${shown.tabId}`}
              tabId={shown.tabId}
              visible={visible}
              isConnected={states?.connectWise.state !== 'not-connected'}
            />
            <TabDiagnosis key={`diagnosis ${shown.tabId}`} tabId={shown.tabId} />
          </div>
        )}
      </section>
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
