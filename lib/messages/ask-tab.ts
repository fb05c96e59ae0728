import { sendToTab } from '../platform/tabs.ts';
import { safeParse } from '../shared/safe-parse.ts';
import { TAB_MESSAGES } from './declarations/tab.ts';
import type { Envelope } from './envelope.ts';
import type { TabInput, TabMessageName, TabOutput } from './protocol.ts';

/** Asks the content script of a tab; null where there is none, or what it says is not an answer (pages are not trusted). */
export async function askTab<N extends TabMessageName>(
  tabId: number,
  name: N,
  input: TabInput<N>,
): Promise<TabOutput<N> | null> {
  try {
    const answer = await sendToTab(tabId, { to: 'tab', name, input } satisfies Envelope);
    const parsed = safeParse(TAB_MESSAGES[name].output, answer);
    return parsed.success ? (parsed.data as TabOutput<N>) : null;
  } catch {
    return null;
  }
}
