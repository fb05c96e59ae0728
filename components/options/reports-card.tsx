import { send } from '../../lib/messages/send.ts';
import { useRequest } from '../ui/use-request.ts';
import { REPORTS } from './texts/diagnostics.ts';
import { sourceWords } from './texts/fleet.ts';

/** Through which of ConnectWise's APIs whole tables were read last, and what is missing for the quick one. */
export function ReportsCard({ visible }: { visible: boolean }) {
  const fleet = useRequest(() => send('fleet.view', {}), { when: visible });
  // Why nothing can be asked, the section says above.
  if (fleet.value === undefined) return null;
  return (
    <section class="bb-card" aria-label={REPORTS.heading}>
      <h2>{REPORTS.heading}</h2>
      <p>{sourceWords(fleet.value) ?? REPORTS.never}</p>
      <p class="bb-hint">{REPORTS.right}</p>
    </section>
  );
}
