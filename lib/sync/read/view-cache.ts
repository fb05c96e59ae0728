import type { EngineDeps } from '../engine-api.ts';

/** Where the observation that a company is shown by is kept. */
export function observationKey(
  companyId: number,
  { prefix, managementSolution }: Pick<EngineDeps['settings'], 'prefix' | 'managementSolution'>,
): string {
  return `${viewPrefix(companyId)}observation:${JSON.stringify([prefix, managementSolution])}`;
}

const VIEWS = 'view:';
/** Tables of ConnectWise's set-up, see `setup-tables.ts` and `tickets/read-snapshot.ts`. */
const SETUP = ['setup:tables:', 'setup:statuses:'];

/** What is kept to show a company begins so: forgotten together when a run has ended. */
export function viewPrefix(companyId: number): string {
  return `${VIEWS}${companyId}:`;
}

/** Where its tickets (`ReadTickets`) are kept. */
export function ticketsKey(companyId: number): string {
  return `${viewPrefix(companyId)}ticket-list`;
}

/** What the company's screens show was read before the run: the next look reads again. */
export async function forgetView(deps: Pick<EngineDeps, 'store'>, companyId: number): Promise<void> {
  await deps.store.forget(viewPrefix(companyId));
}

/** The set-up of ConnectWise has changed: whatever was read with it is read again. */
export async function forgetSetup(deps: Pick<EngineDeps, 'store'>): Promise<void> {
  for (const prefix of SETUP) await deps.store.forget(prefix);
  await deps.store.forget(VIEWS);
}
