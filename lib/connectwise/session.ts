import { createConfirmedClock } from '../shared/confirmed-clock.ts';
import type { OnResult } from '../shared/result.ts';
import type { ConnectWisePort } from '../sync/ports.ts';
import { provingAbsence } from './absence.ts';
import type { ConnectWiseConnection, ConnectWiseDeps } from './connection.ts';
import { createPageSize, type PageSize } from './page-size.ts';
import { createReportColumns, type ReportColumns } from './reports/columns.ts';
import { createSendRequest, peerOf, type SendRequest } from './send-request.ts';

/** What all calls over one connection share, of either priority: what they learned, and the rate. */
export interface Session {
  readonly connection: ConnectWiseConnection;
  /** The name of the other side in sentences. */
  readonly peer: string;
  readonly sendRequest: SendRequest;
  readonly sizes: PageSize;
  readonly columns: ReportColumns;
  readonly onLearned: ConnectWiseDeps['onLearned'];
  readonly onResult: OnResult | undefined;
  /** See `ConnectWisePort`. */
  readonly siteTime: ConnectWisePort['siteTime'];
  /** Identifier of the API member, once it is known. */
  member: string | undefined;
}

/** Opens a session; sends nothing. Keep it as long as the connection stays the same: it saves requests. */
export function openSession(connection: ConnectWiseConnection, deps: ConnectWiseDeps): Session {
  const peer = peerOf(connection);
  const { fetch, theirNow } = createConfirmedClock(deps.fetch, deps.clock);
  const columns = createReportColumns(connection.reportColumns, deps.onLearned);
  const onLearned: ConnectWiseDeps['onLearned'] = (learned) => {
    deps.onLearned?.(learned);
    // Another release may have other columns.
    if (learned.codebase !== undefined || learned.serverVersion !== undefined) columns.forget();
  };
  return {
    connection,
    peer,
    sendRequest: provingAbsence(createSendRequest(connection, { ...deps, fetch, onLearned }), peer, deps.clock),
    sizes: createPageSize(connection.pageSize, deps.onLearned),
    columns,
    onLearned: deps.onLearned,
    onResult: deps.onResult,
    siteTime: theirNow,
    member: connection.member,
  };
}
