import type { CalendarDay } from '../domain/calendar-day.ts';
import type { MeasuredService } from '../domain/quantity.ts';
import type { UsageMonth } from '../domain/usage-history.ts';

/** What the engine keeps of usage day by day; a part of `SyncStore`, and bound to one connection as that is. */
export interface UsageStore {
  /** What a customer's services measure on a day (UTC); a later measure of the day replaces it. Costs no write where nothing is new. */
  recordUsage(customerId: string, day: CalendarDay, measured: readonly MeasuredService[]): Promise<void>;
  /** The months of a customer from `since` (`YYYY-MM`) on. */
  usageMonths(customerId: string, since: string): Promise<UsageMonth[]>;
  /** Drops months before this one (`YYYY-MM`), of all connections. */
  pruneUsage(before: string): Promise<void>;
}
