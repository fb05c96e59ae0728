import type { BilledClient } from '../domain/billed-usage.ts';
import type { BillingJoin } from '../domain/billing-join.ts';
import type { ConnectionPair } from '../domain/connection-pair.ts';

/** What the engine keeps of the vendor's billing; a part of `SyncStore`, and bound to one connection as that is. */
export interface BillingStore {
  /** By id of the billed client. */
  billingJoins(): Promise<BillingJoin[]>;
  billingJoinsOfCustomer(customerId: string): Promise<BillingJoin[]>;
  /** A user says which customers these billed clients are, instead of what was confirmed of them before. One transaction. */
  putBillingJoins(joins: readonly Omit<BillingJoin, keyof ConnectionPair>[]): Promise<void>;
  /** Answers whether there was one. */
  deleteBillingJoin(clientId: string): Promise<boolean>;
  /**
   * Replaces what is kept of a month of billing usage (`2026-10`), in one transaction, and drops every month that is not in
   * `kept`.
   */
  putBilledClients(month: string, clients: readonly BilledClient[], kept: readonly string[]): Promise<void>;
  /** All clients of a month, by id. */
  billedClients(month: string): Promise<BilledClient[]>;
  billedClient(month: string, clientId: string): Promise<BilledClient | undefined>;
}
