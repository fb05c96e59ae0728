import type { ScreenDiagnosis, ScreenReport } from '../../domain/page-report.ts';
import { askTab } from '../../messages/ask-tab.ts';
import type { TAB } from '../../messages/declarations/tab.ts';
import type { TabInput, TabOutput } from '../../messages/protocol.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { grantedOrigins } from '../../platform/permissions.ts';
import { runScriptIn } from '../../platform/scripting.ts';
import { tabsAt } from '../../platform/tabs.ts';
import type { Failure } from '../../shared/errors.ts';
import { nameOf } from '../../shared/log.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';
import { connectWisePatterns } from '../content-script.ts';

/** Asking the content script of a tab, for our own pages; null for a tab that has none. */
export function tabHandlers({ connections, log, pages }: Background): HandlersOf<typeof TAB> {
  /** Teaching and diagnosing stand in a file of their own, which a tab gets when it is asked for them the first time. */
  const askTools = async <N extends 'tab.diagnose' | 'tab.teach'>(
    tabId: number,
    name: N,
    input: TabInput<N>,
  ): Promise<TabOutput<N> | null> => {
    const answer = await askTab(tabId, name, input);
    if (answer !== null) return answer;
    try {
      await runScriptIn({ tabId, frameId: 0 }, '/connectwise-tools.js');
    } catch (error) {
      log.warn('background/tab', 'The tools could not be loaded into a tab.', { error: nameOf(error) });
      return null;
    }
    return askTab(tabId, name, input);
  };

  return {
    'tab.company': async ({ tabId }) => {
      const company = await askTab(tabId, 'tab.where', {});
      // A page that took over our content script may name any company.
      const isKnown = company !== null && (await pages.knowsInTab(tabId, { kind: 'company', id: company.companyId }));
      return ok(isKnown ? company : null);
    },
    'tab.check': async ({ tabId }) => ok<ScreenReport | null>(await askTab(tabId, 'tab.check', {})),
    'tab.diagnose': async ({ tabId }) => ok<ScreenDiagnosis | null>(await askTools(tabId, 'tab.diagnose', {})),
    'tab.teach': async ({ tabId, field }) => {
      await pages.startTeaching(tabId, field);
      const answer = await askTools(tabId, 'tab.teach', { field });
      return answer?.ready ? ok(null) : fail(NO_CONNECTWISE);
    },
    'tabs.list': async () => {
      const patterns = connectWisePatterns(await grantedOrigins(), await connections.connectWise());
      return ok(await tabsAt(patterns));
    },
  };
}

const NO_CONNECTWISE: Failure = {
  code: 'not-found',
  message: 'This tab cannot be pointed at: Backup Bridge does not run in it.',
  nextStep: 'Open ConnectWise in the tab, load it again and try once more.',
};
