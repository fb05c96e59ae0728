import type { PollView } from '../../domain/event-view.ts';
import { decideEvent } from '../../domain/tickets/decide-event.ts';
import { isTimeUp } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { nameOf } from '../../shared/log.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type IsoTime, isoTime, MINUTE, SECOND } from '../../shared/time.ts';
import { unexpected } from '../../shared/unexpected.ts';
import type { EngineDeps, EventPage } from '../engine-api.ts';
import { connectionStopped } from '../pacing/connection-stop.ts';
import { requestedDelay } from '../pacing/retry.ts';
import { recordEventsKnownSince } from '../read/events-known-since.ts';
import type { DecideEvent } from '../store.ts';
import { drain } from './drain.ts';
import { endOthersWork } from './end-others-work.ts';
import { ownNotices } from './own-notices.ts';
import { keepUnreadable, unreadableEvents } from './unreadable-events.ts';

/** After a long sleep many pages wait: they are fetched for this long, the rest at the next alarm. */
const POLL_TIME = 20 * SECOND;
const STATE = 'poll:state';
const NEXT = 'poll:next';
/** How long a portal is skipped that asked for a pause without a duration. */
const PAUSE = MINUTE;
const PAUSED = 'poll:paused';

interface PollState {
  lastPollAt: IsoTime | null;
  newEvents: number;
  failure?: Failure;
}

/**
 * Asks the portal for events, page by page, stores each page with its cursor and work in one transaction, then drains.
 * A portal that is down does not keep the drain from working off what is already there.
 *
 * At the first contact with a portal its old events are history: they count in the month's statistics, but nothing is
 * synced for them. A browser that was just connected writes nothing before something happens or a user asks.
 */
export async function poll(deps: EngineDeps): Promise<PollView> {
  await askPortal(deps);
  await drain(deps);
  return pollView(deps);
}

/** Polls without working off what is due, for a runner, whose queue does that. */
export async function askPortal(deps: EngineDeps): Promise<PollView> {
  await endOthersWork(deps);
  const before = await deps.store.cached<PollState>(STATE);
  // The clock was set back since the last poll: what was to be done in a minute would wait until that time comes again.
  if (before && before.at > deps.clock()) await deps.store.wakeWaiting(deps.clock());
  const fetched = (await paused(deps)) ?? (await fetchEvents(deps));
  const lastPollAt = fetched.failure ? (before?.value.lastPollAt ?? null) : isoTime(deps.clock());
  const state: PollState = { lastPollAt, ...fetched };
  await deps.store.cache(STATE, state, deps.clock());
  return pollView(deps);
}

/** Polls, and adds to the view why automatic work is stopped, if it is. */
export async function pollAndReport(deps: EngineDeps): Promise<Result<PollView>> {
  const polled = await poll(deps);
  const failure = polled.failure ?? (await connectionStopped(deps));
  return ok({ ...polled, ...(failure && { failure }) });
}

async function fetchEvents(deps: EngineDeps): Promise<{ newEvents: number; failure?: Failure }> {
  const { portal, store, settings } = deps;
  const decide: DecideEvent = (event, source, known) => decideEvent(event, source, known, settings, deps.clock());
  const began = deps.clock();
  let newEvents = 0;
  for (;;) {
    const before = await store.cursor(portal.source);
    const history = await store.readsHistory(portal.source);
    const page = await portal.events(before);
    if (!page.ok) {
      await pauseAfter(deps, page.failure);
      return { newEvents, failure: page.failure };
    }
    const { events, cursor, more, skipped } = page.value;
    for (const value of skipped) deps.log.warn('poll', 'A value was left out.', { ...value });
    const now = isoTime(deps.clock());
    const ofHistory = history ? { more } : undefined;
    try {
      const taken = await store.takeEvents(portal.source, events, cursor, now, decide, ofHistory);
      newEvents += taken.added;
      if (!more) newEvents += await takeNotices(deps, page.value, decide, ofHistory);
      if (history) await recordEventsKnownSince(deps, events);
      await keepUnreadable(deps, portal.source, skipped, taken.leftOut ?? []);
    } catch (error) {
      // Nothing of the page is stored, so the next poll asks for it again; what is there already must not wait for that.
      deps.log.error('poll', 'A page of events could not be stored.', { error: nameOf(error) });
      return { newEvents, failure: unexpected(error) };
    }
    // A portal that promises more without moving on would be asked for ever.
    if (!more || cursor === before || isTimeUp(began, began + POLL_TIME, deps.clock())) return { newEvents };
  }
}

/** Notices of our own after the portal's last page; at the first contact they are history as the page is. */
async function takeNotices(
  deps: EngineDeps,
  page: EventPage,
  decide: DecideEvent,
  history: { more: boolean } | undefined,
): Promise<number> {
  const notices = await ownNotices(deps, page);
  if (notices.length === 0) return 0;
  const { portal, store, clock } = deps;
  return (await store.takeEvents(portal.source, notices, page.cursor, isoTime(clock()), decide, history)).added;
}

/**
 * 403 of the edge, 429, 503 and 504 want to be skipped (docs/reference/portals.md#efs-portal); asking
 * every 30 seconds would prolong it.
 */
async function pauseAfter({ store, clock }: EngineDeps, failure: Failure): Promise<void> {
  const pause = requestedDelay(failure) ?? (failure.code === 'too-many-requests' ? PAUSE : undefined);
  if (pause !== undefined) await store.cache(PAUSED, { failure, until: clock() + pause }, clock());
}

async function paused({ store, clock }: EngineDeps): Promise<{ newEvents: number; failure: Failure } | undefined> {
  const pause = await store.cached<{ failure: Failure; until: number }>(PAUSED);
  // Stored "in the future": the clock was set back, and nobody knows how long the pause has lasted.
  if (!pause || pause.at > clock() || pause.value.until <= clock()) return undefined;
  return { newEvents: 0, failure: pause.value.failure };
}

/** When the portal was last asked with success, and what the last try met. */
export async function pollView(deps: Pick<EngineDeps, 'store'>): Promise<PollView> {
  const state = (await deps.store.cached<PollState>(STATE))?.value;
  const next = (await deps.store.cached<IsoTime>(NEXT))?.value;
  const unreadable = (await unreadableEvents(deps)).length;
  return {
    lastPollAt: state?.lastPollAt ?? null,
    nextPollAt: next ?? null,
    newEvents: state?.newEvents ?? 0,
    ...(unreadable && { unreadableEvents: unreadable }),
    ...(state?.failure && { failure: state.failure }),
  };
}

/** For whoever sets the alarm: when the next poll is due, so that screens can say so. */
export async function recordNextPoll(deps: Pick<EngineDeps, 'store' | 'clock'>, at: number): Promise<void> {
  await deps.store.cache(NEXT, isoTime(at), deps.clock());
}
