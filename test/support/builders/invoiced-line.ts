import type { InvoicedAddition } from '../../../lib/domain/report-rows.ts';
import { ADDITION } from './domain-records.ts';

/** A line of invoice 1001 of October for the addition of docs/reference/setup-guides.md#figure-19. */
export function invoicedLine(members: Partial<InvoicedAddition> = {}): InvoicedAddition {
  return {
    invoiceNumber: '1001',
    invoiceDate: '2026-10-31T00:00:00.000Z',
    agreementId: ADDITION.agreementId,
    productId: ADDITION.product.id,
    description: ADDITION.invoiceDescription,
    serialNumber: ADDITION.serialNumber,
    quantity: 450,
    unitPrice: 0.5,
    extendedPrice: 225,
    ...members,
  };
}
