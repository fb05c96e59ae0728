import { accountLines, listText, unitText } from './invoice-description.ts';
import type { UsageSettings } from './measure.ts';
import type { MeasuredService } from './quantity.ts';

/** REST names no limit of `vendorNotes` (docs/reference/connectwise-rest.md#configurations); longer texts serve nobody. */
export const MAX_LICENSE_TEXT = 2000;
/** Accounts that a text lists. */
const MOST_ACCOUNTS = 100;

/**
 * What a license configuration says: the quantity, and the accounts that it is made of, the largest first, with "and n more".
 * Without a time, so that the same usage gives the same text.
 */
export function licenseText(measured: MeasuredService, settings: Pick<UsageSettings, 'storageUnit'>): string {
  const { service, quantity } = measured;
  const lines = accountLines([measured], settings);
  const total = `Quantity: ${quantity} ${unitText(quantity, [service], settings)}`;
  if (lines.length === 0) return total;
  for (let listed = Math.min(MOST_ACCOUNTS, lines.length); listed > 0; listed -= 1) {
    const text = `${total}\n${listText(lines, listed)}`;
    if (text.length <= MAX_LICENSE_TEXT) return text;
  }
  return `${total}\n${listText(lines, 0)}`;
}
