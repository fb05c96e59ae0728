import type { ConnectionPair } from '../domain/connection-pair.ts';

/** Keys, ranges and tests of rows that belong to one connection. Pure. */

/** Returns a key of this connection. */
export function ownKey<Rest extends unknown[]>(
  { tenant, portal }: ConnectionPair,
  ...rest: Rest
): [tenant: string, portal: string, ...Rest] {
  return [tenant, portal, ...rest];
}

/** Returns the range of all keys of this connection that begin so; arrays sort behind every text, date and number. */
export function ownRange(pair: ConnectionPair, ...start: (string | number)[]): IDBKeyRange {
  return IDBKeyRange.bound(ownKey(pair, ...start), ownKey(pair, ...start, []));
}

/** Whether a row of this connection's portal and ConnectWise. */
export function isOwn(pair: ConnectionPair, row: ConnectionPair): boolean {
  return row.tenant === pair.tenant && row.portal === pair.portal;
}

/** Whether a run or journal entry is of this ConnectWise; one that names none is, and so is every one for a store without any. */
export function isOfTenant({ tenant }: ConnectionPair, made: { tenant?: string }): boolean {
  return tenant === '' || made.tenant === undefined || made.tenant === tenant;
}
