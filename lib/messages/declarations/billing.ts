import * as z from 'zod/mini';
import type { BillingList, CustomerBilling } from '../../domain/billing-view.ts';
import { fromPage, nothing, ourId } from './declaration.ts';

/** Which customer a billed client is, and what is billed of a customer. From our own pages only, since a join decides whose amounts count. */
export const BILLING = {
  /** A page of all billed clients, what needs a user first. `refresh`: the vendor is asked again. */
  'billing.list': fromPage(
    z.strictObject({
      search: z.string().check(z.maxLength(100)),
      offset: z.int().check(z.gte(0), z.lte(1_000_000)),
      limit: z.int().check(z.gte(1), z.lte(200)),
      refresh: z.boolean(),
    }),
  ).answers<BillingList>(),
  /** The user says that the billed client is the customer. */
  'billing.confirm': fromPage(z.strictObject({ clientId: ourId, customerId: ourId })).answers<null>(),
  /** All billed clients whose name is exactly one customer's. */
  'billing.confirm-exact': fromPage(nothing).answers<{ confirmed: number }>(),
  'billing.unlink': fromPage(z.strictObject({ clientId: ourId })).answers<null>(),
  /** What is billed of a joined customer, beside its devices and additions. */
  'billing.customer': fromPage(z.strictObject({ customerId: ourId })).answers<CustomerBilling>(),
};
