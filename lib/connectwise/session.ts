import type { OnResult } from '../shared/result.ts';
import { provingAbsence } from './absence.ts';
import type { ConnectWiseConnection, ConnectWiseDeps } from './connection.ts';
import { createExchange, type Exchange, peerOf } from './exchange.ts';
import { createPageSize, type PageSize } from './page-size.ts';

/** What all calls over one connection share, of either priority: what they learned, and the rate. */
export interface Session {
  readonly connection: ConnectWiseConnection;
  /** The name of the other side in sentences. */
  readonly peer: string;
  readonly exchange: Exchange;
  readonly sizes: PageSize;
  readonly onLearned: ConnectWiseDeps['onLearned'];
  readonly onResult: OnResult | undefined;
  /** Identifier of the API member, once it is known. */
  member: string | undefined;
}

/** Opens a session; sends nothing. Keep it as long as the connection stays the same: it saves requests. */
export function openSession(connection: ConnectWiseConnection, deps: ConnectWiseDeps): Session {
  const peer = peerOf(connection);
  return {
    connection,
    peer,
    exchange: provingAbsence(createExchange(connection, deps), peer, deps.clock),
    sizes: createPageSize(connection.pageSize, deps.onLearned),
    onLearned: deps.onLearned,
    onResult: deps.onResult,
    member: connection.member,
  };
}
