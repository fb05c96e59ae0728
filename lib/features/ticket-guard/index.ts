import { untilAnswered } from '../../content/until-answered.ts';
import type { PageFeature, PageFeatureContext } from '../page-feature.ts';

/** What a backup ticket is about, how that account is now, and the other tickets of the incident. Silent on all other tickets. */
export const ticketGuard: PageFeature = {
  id: 'ticket-guard',
  when: ({ ticketId }) => (ticketId === null ? null : String(ticketId)),
  start,
};

async function start(work: PageFeatureContext): Promise<void> {
  const { ticketId } = work.screen();
  if (ticketId === null) return;
  let askedWith: string | undefined;
  let isShown = false;
  // The header is filled in parts, and only the whole of it names the ticket.
  const look = async (): Promise<void> => {
    const { text: banner } = work.screen().banner;
    if (isShown || banner === askedWith || work.screen().ticketId !== ticketId) return;
    askedWith = banner;
    const { site } = work;
    const found = await untilAnswered(() => work.send('ticket.recognize', { site, ticketId, banner }), work.signal);
    if (!found || isShown || work.screen().ticketId !== ticketId) return;
    isShown = true;
    const panel = work.dock.show(work, {
      record: { kind: 'ticket', ticketId, banner },
      onScreen: { entries: false, agreementIds: [] },
      opensByItself: false,
    });
    panel.summarize(found);
    work.channels.storedChanged.listen(() => void refresh(), work.signal);
    const refresh = async (): Promise<void> => {
      const again = await work.send('ticket.recognize', { site, ticketId, banner });
      if (again.ok && again.value && !work.signal.aborted) panel.summarize(again.value);
    };
  };
  work.onLook(() => void look());
  await look();
}
