import type { BILLING } from '../../messages/declarations/billing.ts';
import type { HandlersOf } from '../../messages/router.ts';
import type { Background } from '../background.ts';

/** What the vendor bills: which customer each billed client is, and what that customer has. */
export function billingHandlers({ engines }: Background): HandlersOf<typeof BILLING> {
  return {
    'billing.list': (page) => engines.use((engine) => engine.billing(page)),
    'billing.confirm': ({ clientId, customerId }) =>
      engines.use((engine) => engine.confirmBillingJoin(clientId, customerId)),
    'billing.confirm-exact': () => engines.use((engine) => engine.confirmExactBillingJoins()),
    'billing.unlink': ({ clientId }) => engines.use((engine) => engine.removeBillingJoin(clientId)),
    'billing.customer': ({ customerId }) => engines.use((engine) => engine.customerBilling(customerId)),
  };
}
