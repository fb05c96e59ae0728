import { isYoungerThan } from '../../lib/shared/age.ts';
import { type Clock, type IsoTime, MINUTE } from '../../lib/shared/time.ts';

/** Facts older than this are read again when the record is opened; until then the cached ones are shown with their age. */
const CACHED_MS = 10 * MINUTE;

interface Loading {
  state(): { view: { readAt: IsoTime } | null };
  load(refresh: boolean): Promise<unknown>;
}

/** Shows what is known of a record at once, and reads it again where that is old. */
export async function loadCurrent(store: Loading, clock: Clock): Promise<void> {
  await store.load(false);
  const { view } = store.state();
  if (view && !isYoungerThan(CACHED_MS, Date.parse(view.readAt), clock())) await store.load(true);
}
