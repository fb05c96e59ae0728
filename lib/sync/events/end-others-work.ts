import {
  REPORTED_BEFORE_PORTAL,
  REPORTED_BEFORE_TENANT,
  TICKET_OF_ANOTHER_PORTAL,
  TICKET_OF_ANOTHER_TENANT,
} from '../../domain/outcomes.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';

/**
 * Ends the work that another ConnectWise or another portal left: its events are history here. Its tickets stay as they are, for nobody
 * can report the end of their incidents any more. Free where there is none, so that no step before has to be relied upon.
 */
export async function endOthersWork({ store, clock }: Pick<EngineDeps, 'store' | 'clock'>): Promise<void> {
  await store.endOthersWork(isoTime(clock()), {
    work: { tenant: REPORTED_BEFORE_TENANT, portal: REPORTED_BEFORE_PORTAL },
    ticket: { tenant: TICKET_OF_ANOTHER_TENANT, portal: TICKET_OF_ANOTHER_PORTAL },
  });
}
