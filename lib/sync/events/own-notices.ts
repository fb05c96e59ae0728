import { hasNotices } from '../../domain/notice-settings.ts';
import { isOwnNotice, noticeEvents, sendsNotices } from '../../domain/own-notices.ts';
import type { PortalEvent } from '../../domain/portal-facts.ts';
import { isYoungerThan } from '../../shared/age.ts';
import { HOUR } from '../../shared/time.ts';
import type { EngineDeps, EventPage } from '../engine-api.ts';

const LAST = 'notices:last';

/**
 * Returns the notices of our own that are due with this page of events; none for a portal that sends them itself. The accounts are
 * looked at once an hour, and at once after the thresholds were changed.
 */
export async function ownNotices(
  { portal, store, settings, clock }: EngineDeps,
  { accounts }: Pick<EventPage, 'accounts'>,
): Promise<PortalEvent[]> {
  if (!accounts || sendsNotices(portal.kind)) return [];
  const rules = JSON.stringify([settings.notices, settings.silentDays, settings.storageUnit]);
  const last = await store.cached<string>(LAST);
  if (last?.value === rules && isYoungerThan(HOUR, last.at, clock())) return [];
  const lasting = (await store.lastingIncidents()).filter(isOwnNotice);
  const isNeeded = hasNotices(settings.notices) || lasting.length > 0;
  const events = isNeeded ? noticeEvents(await accounts(), lasting, settings, clock()) : [];
  await store.cache(LAST, rules, clock());
  return events;
}
