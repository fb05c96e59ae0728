import { send } from '../../lib/messages/send.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';
import { REPORTS } from './texts/diagnostics.ts';
import { sourceWords } from './texts/fleet.ts';

/** Through which of ConnectWise's APIs whole tables were read last, and what is missing for the quick one. */
export function ReportsCard({ visible }: { visible: boolean }) {
  const fleet = useRequest(() => send('fleet.view', {}), { when: visible });
  if (fleet.value === undefined && !fleet.failure) return null;
  return (
    <section class="bb-card" aria-label={REPORTS.heading}>
      <h2>{REPORTS.heading}</h2>
      {fleet.failure && <FailureNotice failure={fleet.failure} />}
      {fleet.value && <p>{sourceWords(fleet.value) ?? REPORTS.never}</p>}
      <p class="bb-hint">{REPORTS.right}</p>
    </section>
  );
}
