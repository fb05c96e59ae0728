import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ShowMe } from '../options/show-me.tsx';
import { notFound, screenSentence } from '../options/texts/screen.ts';
import { useRequest } from '../ui/use-request.ts';
import { SCREEN } from './texts.ts';

/** A popup is small; the rest is in Diagnostics. */
const MOST_MISSING = 4;

/** What Backup Bridge recognises in the tab that the popup was opened on; nothing where that is not ConnectWise. */
export function TabScreen({ tabId, onPointing }: { tabId: number | undefined; onPointing: () => void }) {
  const check = useRequest(() => send('tab.check', { tabId: tabId ?? 0 }), {
    when: tabId !== undefined,
    every: 3 * SECOND,
  });
  const report = check.value;
  if (tabId === undefined || !report) return null;
  const { tone, text } = screenSentence(report);
  const missing = notFound(report);
  return (
    <section class="bb-tab-screen" aria-label={SCREEN.label}>
      <p>
        <span class={`bb-dot bb-tone-${tone}`} aria-hidden="true" /> {text}
      </p>
      {missing.length > 0 && (
        <>
          <p class="bb-hint">{SCREEN.notFound(missing.length, MOST_MISSING)}</p>
          <ShowMe tabId={tabId} fields={missing.slice(0, MOST_MISSING)} next={SCREEN.next} onReady={onPointing} />
        </>
      )}
      <a href={`/options.html#diagnostics/${tabId}`} target="_blank" rel="noreferrer">
        {SCREEN.diagnose}
      </a>
    </section>
  );
}
