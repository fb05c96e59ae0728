import { TicketCard } from '../../../components/panel/ticket-card.tsx';
import type { TicketView } from '../../domain/ticket-view.ts';
import { isYoungerThan } from '../../shared/age.ts';
import { delay } from '../../shared/delay.ts';
import { MINUTE, SECOND } from '../../shared/time.ts';
import type { PageFeature, PageFeatureContext } from '../page-feature.ts';
import { createDockedPanel } from '../panel/docked-panel.ts';
import { ticketAddress } from '../panel/ticket-address.ts';
import { createTicketStore } from './ticket-store.ts';

const AGE_TICK_MS = 30 * SECOND;
const RETRY_MS = 15 * SECOND;
/** Older facts are read again when the ticket is opened; until then they are shown with their age. */
const STALE_MS = 10 * MINUTE;
/** In a narrower window an open panel would cover half of the ticket. */
const WIDE_ENOUGH = 1_000;

/** What a backup ticket is about, how that account is now, and the other tickets of the problem. Silent on all other tickets. */
export const ticketGuard: PageFeature = {
  id: 'ticket-guard',
  when: ({ ticketId }) => (ticketId === null ? null : String(ticketId)),
  start,
};

async function start(work: PageFeatureContext): Promise<void> {
  const { ticketId } = work.screen();
  if (ticketId === null) return;
  const place = work.layer.place('ticket-guard', work.signal);
  const dock = createDockedPanel(work, 'record', () => draw());
  const store = createTicketStore({
    site: work.site,
    ticketId,
    send: work.send,
    clock: work.clock,
    signal: work.signal,
    channels: work.channels,
    banner: () => work.screen().banner.text,
    onChange: () => draw(),
    onRequested: dock.show,
  });
  const draw = (): void => {
    // Widgets are pooled: the header may name another ticket before the engine stops this one.
    const isOpen = work.screen().ticketId === store.state().view?.ticket.id;
    place.show(
      isOpen && <TicketCard state={store.state()} actions={store.actions} dock={dock.props()} hrefOf={ticketAddress} />,
    );
  };
  const ages = setInterval(() => store.state().view && store.tick(), AGE_TICK_MS);
  work.signal.addEventListener('abort', () => clearInterval(ages));

  let askedWith = work.screen().banner.text;
  // The header is filled in parts, and only the whole of it names the ticket.
  work.onLook(() => {
    const { text } = work.screen().banner;
    const { view, loading } = store.state();
    if (view || loading || text === askedWith) return;
    askedWith = text;
    void firstLook();
  });
  const firstLook = async (): Promise<void> => {
    // Not our site, or not connected yet: silent, the popup says what is missing; after connecting the card comes by itself.
    while (!(await store.load(false)) && !work.signal.aborted) await delay(RETRY_MS, work.signal);
    const { view } = store.state();
    if (!view) return;
    dock.openAtFirst(innerWidth >= WIDE_ENOUGH && needsSomeone(view));
    if (!isYoungerThan(STALE_MS, Date.parse(view.readAt), work.clock())) await store.load(true);
  };
  await firstLook();
}

/** Open by default only where there is something to do; the user's own choice goes first. */
function needsSomeone({ findings, followedIn }: TicketView): boolean {
  return followedIn !== null || findings.some(({ severity }) => severity !== 'info');
}
