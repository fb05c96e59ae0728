import { choices } from '../schema.ts';

/** Values that several types of the published description have in common. */
export const BILL_OPTIONS = ['Billable', 'DoNotBill', 'NoCharge', 'NoDefault'] as const;
export const SORTS = ['Ascending', 'Descending'] as const;

/** What an agreement has from its type, and so in the same words. */
export const agreementChoices = choices({
  applicationUnits: ['Amount', 'Hours', 'Incidents'],
  applicationCycle: [
    'Contract2Weeks',
    'Contract4Weeks',
    'ContractYear',
    'CalendarMonth',
    'CalendarQuarter',
    'CalendarWeek',
    'ContractQuarter',
    'CalendarYear',
  ],
  employeeCompRate: ['Actual', 'Hourly'],
  employeeCompNotExceed: ['Billing', 'Amount', 'Percent'],
  invoicingCycle: ['ContractYear', 'CalendarYear'],
  billTime: BILL_OPTIONS,
  billExpenses: BILL_OPTIONS,
  billProducts: BILL_OPTIONS,
});
