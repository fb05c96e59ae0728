import { askTab } from '../../messages/ask-tab.ts';
import type { Handlers } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';

/** Which company a tab shows, as its content script recognised it; null for any other page. */
export function tabHandlers(): Pick<Handlers, 'tab.company'> {
  return {
    'tab.company': async ({ tabId }) => ok(await askTab(tabId, 'tab.where', {})),
  };
}
