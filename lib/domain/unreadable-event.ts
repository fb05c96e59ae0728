import type { IsoTime } from '../shared/time.ts';

/** An event of the portal, or the record that it would be derived from, that could not be read or stored. */
export interface UnreadableEvent {
  /** Which portal reported it. */
  source: string;
  /** Where in its answer, e.g. `events[3].type`. */
  path: string;
  /** The portal's id, where it could be read. */
  id?: string;
  /** What could not be read, as JSON, at most 100 characters. */
  value: string;
  /** One sentence. */
  why: string;
  /** When it was last delivered. */
  at: IsoTime;
}
