import { Panel } from '../../../components/panel/panel.tsx';
import type { PanelState } from '../../../components/panel/panel-state.ts';
import type { CompanyView } from '../../domain/company-view.ts';
import { recordKey } from '../../host/screens.ts';
import { isYoungerThan } from '../../shared/age.ts';
import { delay } from '../../shared/delay.ts';
import { MINUTE, SECOND } from '../../shared/time.ts';
import type { PageFeature, PageFeatureContext } from '../page-feature.ts';
import { createDockedPanel } from '../panel/docked-panel.ts';
import { ticketAddress } from '../panel/ticket-address.ts';
import { companyOf } from '../recognize-record.ts';
import { createPanelStore } from './panel-store.ts';
import { isShown } from './shown-records.ts';

const AGE_TICK_MS = 30 * SECOND;
const RETRY_MS = 15 * SECOND;
/** Facts older than this are read again when the company is opened; until then the cached ones are shown with their age. */
const STALE_MS = 10 * MINUTE;
/** In a narrower window an open panel would cover half of the record. */
const WIDE_ENOUGH = 1_000;

/** What outlives the feature's start: the same company shown on another of its tabs goes on as it was. */
interface Session {
  companyId?: number;
  /** It was open for this company. */
  open?: boolean | undefined;
  last?: PanelState;
}

/** The docked panel: health, findings, Sync now, for the company whose record or agreement is open. */
export function createCompanyPanel(): PageFeature {
  const session: Session = {};
  return {
    id: 'company-panel',
    when: (screen) =>
      screen.location.recordIds.length > 0 &&
      // In the setup table beside a company's entries: their marks hand fixes to the panel.
      (screen.company ||
        screen.additionList ||
        screen.additionForm ||
        (screen.integrationTable && screen.managedIdList))
        ? recordKey(screen) + (screen.additionForm || screen.managedIdForm ? ' form' : '')
        : null,
    start: (work) => start(work, session),
  };
}

async function start(work: PageFeatureContext, session: Session): Promise<void> {
  let found = await companyOf(work.screen(), work.send, work.site);
  // Not our site, or not connected yet: silent, the popup says what is missing; after connecting the panel comes by itself.
  while (!found.ok && !work.signal.aborted) {
    await delay(RETRY_MS, work.signal);
    if (!work.signal.aborted) found = await companyOf(work.screen(), work.send, work.site);
  }
  if (work.signal.aborted || !found.ok || !found.value) return;
  const company = found.value;
  const sameAsBefore = session.companyId === company.companyId;
  if (!sameAsBefore) session.open = undefined;
  session.companyId = company.companyId;

  const { additionForm, managedIdForm } = work.screen();
  // Beside a form the panel would cover the right-hand fields: there it opens only by hand.
  const kind = additionForm || managedIdForm ? 'form' : 'record';
  const place = work.layer.place('company-panel', work.signal);
  const dock = createDockedPanel(work, kind, () => draw());
  const store = createPanelStore({
    company,
    send: work.send,
    clock: work.clock,
    signal: work.signal,
    channels: work.channels,
    before: sameAsBefore ? session.last : undefined,
    isShown: (entry) => isShown(entry, work.screen()),
    onChange(state) {
      session.last = state;
      draw();
    },
    onRequested: dock.show,
  });
  const draw = (): void => {
    if (kind === 'record' && dock.isOpen()) session.open = true;
    if (dock.props().place.shape === 'open') void store.loadHistory();
    place.show(<Panel state={store.state()} actions={store.actions} dock={dock.props()} hrefOf={ticketAddress} />);
  };

  const ages = setInterval(store.tick, AGE_TICK_MS);
  work.signal.addEventListener('abort', () => clearInterval(ages));
  work.channels.fixRequested.listen(store.actions.previewFix, work.signal);

  // A user's own choice goes before both.
  dock.openAtFirst(kind === 'record' && session.open === true);
  store.tick();
  await store.load(false);
  const { view } = store.state();
  if (kind === 'record' && innerWidth >= WIDE_ENOUGH && needsSomeone(view)) dock.openAtFirst(true);
  if (view && !isYoungerThan(STALE_MS, Date.parse(view.readAt), work.clock())) await store.load(true);
}

/** Open by default only where there is something to do; the user's own choice goes first. */
function needsSomeone(view: CompanyView | null): boolean {
  return view?.findings.some((finding) => finding.severity !== 'info') ?? false;
}
