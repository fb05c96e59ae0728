export type Resource = 'managed-id-entry' | 'addition' | 'configuration' | 'ticket' | 'ticket-note' | SetupResource;

/** What a whole ConnectWise shares: set up once, for all companies. */
type SetupResource =
  | 'management-solution'
  | 'managed-devices-integration'
  | 'cross-reference'
  | 'product'
  | 'board-status';

/** `companyId` of what belongs to no company: the set-up of ConnectWise. */
export const NO_COMPANY = 0;

/** Which record a change is about. `id` is absent for a record still to be created. */
export interface RecordRef {
  /** `NO_COMPANY` for set-up records. */
  companyId: number;
  /** Only for additions. */
  agreementId?: number;
  /** Only for ticket notes. */
  ticketId?: number;
  /** Only for cross-references: their managed devices integration. */
  integrationId?: number;
  /** In place of `integrationId`: the change of the same plan that creates the integration (`created-record.ts`). */
  parentCreatedBy?: string;
  /** Only for board statuses. */
  boardId?: number;
  id?: number;
}
