import { sendToTab } from '../platform/tabs.ts';
import type { Envelope } from './envelope.ts';
import type { TabMessages } from './protocol.ts';
import { tabOutputs } from './schemas.ts';

/** Asks the content script of a tab; null where there is none, or what it says is not an answer (pages are not trusted). */
export async function askTab<N extends keyof TabMessages>(
  tabId: number,
  name: N,
  input: TabMessages[N]['input'],
): Promise<TabMessages[N]['output'] | null> {
  try {
    const answer = await sendToTab(tabId, { to: 'tab', name, input } satisfies Envelope);
    const parsed = tabOutputs[name].safeParse(answer);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
