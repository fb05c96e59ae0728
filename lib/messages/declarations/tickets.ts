import * as z from 'zod/mini';
import type { OngoingResult, OngoingView } from '../../domain/tickets/ongoing-incidents.ts';
import { fromPage, nothing, shortText } from './declaration.ts';

/** More than a fleet has at once; bounds what a page can make us do. */
const MOST_INCIDENTS = 5_000;
const keys = z.strictObject({ keys: z.array(shortText).check(z.maxLength(MOST_INCIDENTS)) });

/** Tickets that a user opens, in our own pages only: many at once. */
export const TICKETS = {
  /** Incidents that last and have no open ticket. */
  'tickets.ongoing': fromPage(nothing).answers<OngoingView>(),
  /** Opens a ticket for each of them; how many are begun. */
  'tickets.open': fromPage(keys).answers<{ opening: number }>(),
  /** What came of them so far, by key. */
  'tickets.results': fromPage(keys).answers<Record<string, OngoingResult>>(),
};
