import type { IsoTime } from '../shared/time.ts';
import type { BillCustomer, DeviceType, RecordInfo } from './connectwise-records.ts';

/**
 * Rows of ConnectWise's reports (docs/reference/connectwise-reports.md): whole tables in a few requests. A row may be old, or of a
 * record that our API member must not read: it says where to look, and nothing is written or shown as sure by it.
 */

/** A row of `CompanyMgmt`: a managed-ID entry without the figures of its statistics. */
export interface ReportedEntry {
  id: number;
  companyId: number;
  /** '' where blank. */
  groupIdentifier: string;
  /** null: none; undefined: a text that we do not know. */
  deviceType: DeviceType | null | undefined;
  /** As shown; '' where blank. */
  managementSolutionName: string;
  agreementId: number | null;
  _info: RecordInfo;
}

/** A row of `AgreementAdditions`: an addition without its invoice description and unit. */
export interface ReportedAddition {
  id: number;
  agreementId: number;
  /** Of the product catalog; null: the report names none. */
  productId: number | null;
  description: string;
  quantity: number;
  lessIncluded: number;
  unitPrice: number;
  unitCost: number;
  /** Undefined: not billed, or the report does not say. */
  billCustomer: BillCustomer | undefined;
  effectiveDate?: IsoTime;
  cancelledDate?: IsoTime;
  serialNumber: string;
  _info: RecordInfo;
}

/** A row of `InvoiceAgreementAdditions`: what was invoiced for an addition. */
export interface InvoicedAddition {
  invoiceNumber: string;
  /** Absent: the report of invoices names none. */
  invoiceDate?: IsoTime;
  agreementId: number;
  productId: number | null;
  description: string;
  serialNumber: string;
  quantity: number;
  unitPrice: number;
  /** What the customer was billed, in the agreement's currency. */
  extendedPrice: number;
}

/** Which additions are read: with one of these products, or with a serial number that begins so. */
export interface AdditionFilter {
  productIds: readonly number[];
  serialPrefix: string;
}
