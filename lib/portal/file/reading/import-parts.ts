import type { ImportedCustomer } from '../../../domain/file-import.ts';

/** Characters of one message, about; a byte each in most files. */
const MOST = 500_000;
/** Accounts of one part, and parts of one message: what the worker takes (`messages/declarations/file-import.ts`). */
export const MOST_ACCOUNTS = 1_000;
export const MOST_PARTS = 1_000;

/** Divides an import into messages of at most a megabyte. A customer with many accounts comes in several parts. */
export function* importParts(customers: readonly ImportedCustomer[]): Generator<ImportedCustomer[]> {
  let batch: ImportedCustomer[] = [];
  let length = 0;
  for (const part of customers.flatMap(divided)) {
    const size = JSON.stringify(part).length;
    if (batch.length > 0 && (length + size > MOST || batch.length >= MOST_PARTS)) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(part);
    length += size;
  }
  if (batch.length > 0) yield batch;
}

function divided(customer: ImportedCustomer): ImportedCustomer[] {
  const { accounts } = customer;
  if (accounts.length <= MOST_ACCOUNTS / 2) return [customer];
  const parts: ImportedCustomer[] = [];
  // Few enough that even long names stay below a message.
  for (let at = 0; at < accounts.length; at += MOST_ACCOUNTS / 2) {
    const isFirst = at === 0;
    parts.push({
      customer: customer.customer,
      accounts: accounts.slice(at, at + MOST_ACCOUNTS / 2),
      figures: isFirst ? customer.figures : [],
      skipped: isFirst ? customer.skipped : [],
    });
  }
  return parts;
}
