import type { X360View } from './x360-records.ts';
import { devicesOf } from './x360-records.ts';

/**
 * Billable usage. Public sources name one member only, `children`, a list of usage per client; every other name here is
 * made up, which is why an adapter has to read this tolerantly (docs/reference/portals.md#billing-usage).
 */
export function billableUsage(view: X360View) {
  const children = view.state.allCustomers().map((customer) => {
    const devices = devicesOf(view, customer.id);
    return {
      account_id: customer.id,
      account_name: customer.name,
      product: 'x360Recover',
      usage: [
        { metric: 'Device allocation', quantity: devices.length },
        { metric: 'Storage usage', quantity: devices.reduce((sum, device) => sum + (device.onlineBytes ?? 0), 0) },
      ],
    };
  });
  return { children };
}
