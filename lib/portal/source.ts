import type { Customer, CustomerFacts, PortalEvent, SkippedValue, SourceKind } from '../domain/portal-facts.ts';
import type { Result } from '../shared/result.ts';

/** What every adapter offers; `PortalPort` of the sync engine by shape (a test holds the two together). */
export interface Portal {
  readonly kind: SourceKind;
  readonly source: string;
  test(): Promise<Result<{ name: string }>>;
  customers(): Promise<Result<{ customers: Customer[]; skipped: SkippedValue[] }>>;
  customer(customerId: string): Promise<Result<CustomerFacts | null>>;
  events(cursor: string | undefined): Promise<Result<EventPage>>;
}

export interface EventPage {
  events: PortalEvent[];
  cursor: string;
  more: boolean;
  skipped: SkippedValue[];
}
