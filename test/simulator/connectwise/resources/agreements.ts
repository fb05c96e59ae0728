import type { SimulatorClock } from '../../clock.ts';
import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';
import { dayInSite } from '../system-info.ts';
import type { Row } from '../table.ts';
import { agreementChoices } from './shared-choices.ts';

export const agreements: Resource = {
  path: '/finance/agreements',
  table: 'agreements',
  type: 'Agreement',
  name: 'agreement',
  right: 'Agreements',
  required: ['company', 'contact', 'name', 'type'],
  readOnly: ['agreementStatus', 'nextInvoiceDate'],
  members: {
    ...schema.texts({ name: 100, customerPO: 50, reasonCancelled: 100, workOrder: 20 }),
    ...agreementChoices,
    ...schema.choices({
      periodType: ['Current', 'Future', 'Both', 'Undefined'],
      agreementStatus: ['Active', 'Cancelled', 'Expired', 'Inactive'],
    }),
    ...schema.longTexts('internalNotes', 'invoiceDescription', 'nextInvoiceDate'),
    ...schema.integers('expiredDays', 'limit'),
    ...schema.numbers('applicationLimit', 'compHourlyRate', 'compLimitAmount', 'billAmount', 'prorateFirstBill'),
    ...schema.flags(
      'restrictLocationFlag',
      'restrictDepartmentFlag',
      'noEndingDateFlag',
      'cancelledFlag',
      'applicationUnlimitedFlag',
      'oneTimeFlag',
      'coverAgreementTime',
      'coverAgreementProduct',
      'coverAgreementExpense',
      'coverSalesTax',
      'carryOverUnused',
      'allowOverruns',
      'expireWhenZero',
      'chargeToFirm',
      'billOneTimeFlag',
      'taxable',
      'restrictDownPayment',
      'prorateFlag',
      'topComment',
      'bottomComment',
      'billableTimeInvoice',
      'billableExpenseInvoice',
      'billableProductInvoice',
      'autoInvoiceFlag',
      'invoiceProratedAdditionsFlag',
    ),
    ...schema.dates('startDate', 'endDate', 'dateCancelled', 'billStartDate'),
    ...schema.lists('customFields'),
    type: schema.reference('agreementTypes', 'Agreement Type'),
    company: schema.reference('companies', 'Company', ['identifier', 'name']),
    contact: schema.reference('contacts', 'Contact'),
    site: schema.reference('sites', 'Site'),
    subContractCompany: schema.reference('companies', 'Company', ['identifier', 'name']),
    subContractContact: schema.reference('contacts', 'Contact'),
    parentAgreement: schema.reference('agreements', 'Agreement', ['name', 'type=type/name']),
    location: schema.reference('locations', 'Location'),
    department: schema.reference('departments', 'Department', ['identifier', 'name']),
    billingCycle: schema.reference('billingCycles', 'Billing Cycle'),
    billToCompany: schema.reference('companies', 'Company', ['identifier', 'name']),
    billToContact: schema.reference('contacts', 'Contact'),
    billToSite: schema.reference('sites', 'Site'),
    companyLocation: schema.reference('locations', 'Location'),
    shipToCompany: schema.reference('companies', 'Company', ['identifier', 'name']),
    shipToContact: schema.reference('contacts', 'Contact'),
    shipToSite: schema.reference('sites', 'Site'),
    ...schema.looseReferences(
      'opportunity',
      'sla',
      'billingTerms',
      'taxCode',
      'workRole',
      'workType',
      'projectType',
      'invoiceTemplate',
      'currency',
    ),
  },
  derive: (row, _state, clock) => ({ agreementStatus: agreementStatusOf(row, clock) }),
};

/**
 * Follows the dates, so that moving the clock expires an agreement: they are days in the site's zone, and the end date is the
 * last one (docs/reference/connectwise-rest.md#billing-dates). Inactive before its start is INFERRED.
 */
export function agreementStatusOf(agreement: Row, clock: SimulatorClock): string {
  const today = dayInSite(clock.now());
  if (agreement.cancelledFlag === true) return 'Cancelled';
  if (typeof agreement.startDate === 'string' && agreement.startDate.slice(0, 10) > today) return 'Inactive';
  const ends = typeof agreement.endDate === 'string' && agreement.noEndingDateFlag !== true;
  return ends && String(agreement.endDate).slice(0, 10) < today ? 'Expired' : 'Active';
}
