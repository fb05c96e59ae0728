import type { ConnectionStates } from '../../lib/domain/connection-state.ts';
import type { EventView } from '../../lib/domain/event-view.ts';
import { runsOfDay } from '../../lib/domain/log-search/run-fields.ts';
import { send } from '../../lib/messages/send.ts';
import { addressPart } from '../../lib/shared/address-part.ts';
import { readTime } from '../../lib/shared/time.ts';
import { ticketAddress } from '../panel/ticket-address.ts';
import { useRequest } from '../ui/use-request.ts';
import { EVENT } from './texts/event-log.ts';

/** Ways from an event to what it is about: its company, its ticket, the runs of its day, the portal's page. */
export function EventLinks({ event, states }: { event: EventView; states: ConnectionStates | undefined }) {
  const { customerId, portalUrl, outcomes, processedAt } = event;
  const companyId = useRequest(() => send('event.company', { customerId })).value?.companyId;
  const site = states?.connectWise.site;
  const ticketId = ticketIn(outcomes);
  const processed = readTime(processedAt);
  return (
    <>
      {companyId != null && <a href={`#companies/${companyId}`}>{EVENT.openCompany}</a>}
      {companyId != null && processed !== undefined && (
        <a href={`#journal/${addressPart(runsOfDay(companyId, processed))}`}>{EVENT.openRuns}</a>
      )}
      {site && ticketId !== undefined && (
        <a href={ticketAddress(site, ticketId)} target="_blank" rel="noreferrer">
          {EVENT.openTicket(ticketId)}
        </a>
      )}
      {portalUrl?.startsWith('https://') && (
        <a href={portalUrl} target="_blank" rel="noreferrer">
          {EVENT.openPortal}
        </a>
      )}
    </>
  );
}

/** The ticket that the guides' sentence names: `Updated ConnectWise ticket #548.` */
function ticketIn(outcomes: readonly string[]): number | undefined {
  for (const outcome of outcomes) {
    const found = /ConnectWise ticket #(\d{1,10})\./.exec(outcome);
    if (found) return Number(found[1]);
  }
  return undefined;
}
