import { agreementAdditions } from './agreement-additions.ts';
import { agreementList } from './agreement-list.ts';
import { companyMgmt } from './company-mgmt.ts';
import { agreementInvoice, invoiceAgreementAdditions } from './invoices.ts';
import { managedDeviceXRef } from './managed-device-xref.ts';
import { memberSecurityRoles } from './member-security-roles.ts';
import type { Report } from './report.ts';

/** Every report that the simulator serves, by name. */
export const REPORTS: readonly Report[] = [
  agreementAdditions,
  agreementInvoice,
  agreementList,
  companyMgmt,
  invoiceAgreementAdditions,
  managedDeviceXRef,
  memberSecurityRoles,
];
