export type Resource = 'managed-id-entry' | 'addition' | 'configuration' | 'ticket' | 'ticket-note' | SetupResource;

/** What a whole ConnectWise shares: set up once, for all companies. */
type SetupResource =
  | 'management-solution'
  | 'managed-devices-integration'
  | 'cross-reference'
  | 'product'
  | 'board-status';

/** Which record a change is about. `id` is absent for a record still to be created. */
export interface RecordRef {
  companyId: number;
  /** Only for additions. */
  agreementId?: number;
  /** Only for ticket notes. */
  ticketId?: number;
  /** Only for cross-references: their managed devices integration. */
  integrationId?: number;
  /** Only for board statuses. */
  boardId?: number;
  id?: number;
}
