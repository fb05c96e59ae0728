import css from '../../components/teach/teach.css?inline';
import type { Send } from '../content/feature.ts';
import { guardHandlers } from '../content/genuine-events.ts';
import { LONGEST_DIAGNOSIS } from '../domain/page-limits.ts';
import { describeScreen } from '../host/diagnose.ts';
import { createLocationReader } from '../host/location.ts';
import type { HostScreen } from '../host/screen.ts';
import { readScreen } from '../host/screens.ts';
import { onTabMessage } from '../messages/on-tab-message.ts';
import { send } from '../messages/send.ts';
import { createInPageConfigReader } from './in-page-config.ts';
import { CONFIG_CHANGED, type Handoff } from './script-handoff.ts';
import { teach } from './teach/index.tsx';

/** What a user asks for from our own pages: Diagnose this screen, and Teach. Answers until the content script's life ends. */
export function runTools({ life, setup: known, configChanged }: Handoff, ask: Send = send): void {
  const { signal } = life;
  guardHandlers();
  const locate = createLocationReader();
  const setup = createInPageConfigReader({
    page: document,
    send: ask,
    signal,
    onChange: () => {},
    known: known(),
    changed: configChanged,
  });
  const look = (): HostScreen => readScreen(document, locate(location.href), setup.fields());
  let teaching = new AbortController();

  onTabMessage(
    'tab.diagnose',
    async () => {
      await setup.read;
      return { text: describeScreen(document, location.href, setup.fields()).slice(0, LONGEST_DIAGNOSIS) };
    },
    signal,
  );
  onTabMessage(
    'tab.teach',
    async ({ field }) => {
      // Requested again, for this field or another: the last request counts.
      teaching.abort();
      const mine = new AbortController();
      teaching = mine;
      await setup.read;
      const parts = {
        page: document,
        css,
        fields: setup.fields,
        screen: () => look().id,
        send: ask,
        onTaught: () => configChanged.dispatchEvent(new Event(CONFIG_CHANGED)),
        isAlive: () => life.isValid,
      };
      if (!signal.aborted && !mine.signal.aborted) teach(field, parts, AbortSignal.any([signal, mine.signal]));
      return { ready: true };
    },
    signal,
  );
}
