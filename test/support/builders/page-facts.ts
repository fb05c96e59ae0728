import type { CompanyFindings } from '../../../lib/domain/company-view.ts';
import type { Addition } from '../../../lib/domain/connectwise-records.ts';
import { type Customer, customerSearch } from '../../../lib/domain/customer-search.ts';
import type { AdditionContext, CustomerSearchResult, ManagedIdContext } from '../../../lib/domain/entry-context.ts';
import type { Finding } from '../../../lib/domain/finding.ts';
import { companySummary } from '../../../lib/domain/record-summary.ts';
import { hashOf, runFeatures } from '../../dom/features/in-page.tsx';
import { banner, layOut } from '../../dom/host/page.ts';
import type { Answers } from '../played-worker.ts';
import { companyView } from './company-views.ts';

/** What the played worker knows of the guides' company. */
export const company = { companyId: 101, name: "Eddie's TV Repair" };
export const managedIds: ManagedIdContext = {
  prefix: 'EFS',
  managementSolution: 'eFolder',
  entries: [],
  customers: [{ id: '342', name: "Eddie's TV Repair" }],
  canSearch: true,
};
export const addition: AdditionContext = {
  ...managedIds,
  agreements: [],
  agreement: {
    id: 201,
    name: 'Managed Services',
    company: { id: 101, name: company.name },
    type: { id: 1, name: 'Managed Service' },
    agreementStatus: 'Active',
    cancelledFlag: false,
    startDate: '2026-01-01T00:00:00Z',
    noEndingDateFlag: true,
    billingCycle: { id: 2, name: 'Monthly' },
    _info: {},
  },
  additions: [],
  agreementAdditions: [],
  products: [],
  invoiceDescriptionsSynced: true,
  serviceUsage: {},
  doubts: {},
  measuredAt: '2026-11-21T11:00:00Z',
};
/** Returns what a page is answered of its company: findings, and what the tab says. */
export function companyFindings(findings: Finding[] = companyView().findings): CompanyFindings {
  return { findings, summary: companySummary({ ...companyView(), findings }) };
}

/** The worker's search over these customers of the portal, which a page does not have. */
export function searching(customers: readonly Customer[], isSure = true) {
  return ({ text }: { text: string }): CustomerSearchResult => {
    const { shown, total } = customerSearch(customers, [], managedIds.prefix)(text);
    return { customers: shown, total, isSure };
  };
}

export const answers: Answers = {
  'company.recognize': () => company,
  'agreement.recognize': () => ({
    agreementId: 201,
    agreementName: 'Managed Services',
    companyId: 101,
    companyName: company.name,
  }),
  'company.findings': () => companyFindings(),
  'managed-id.context': () => managedIds,
  'addition.context': () => addition,
  'customers.search': searching(managedIds.customers),
  'panel.open': () => ({ token: 'token-1' }),
  'panel.show': () => null,
};

/** A stored line of the agreement, docs/reference/setup-guides.md#figure-19. */
export function storedAddition(id: number, serialNumber: string, more: Partial<Addition> = {}): Addition {
  return {
    id,
    agreementId: 201,
    product: { id: 31, identifier: 'ShadowProtect BDR Storage' },
    description: '',
    quantity: 0,
    lessIncluded: 150,
    unitPrice: 0.5,
    unitCost: 0,
    billCustomer: 'Billable',
    effectiveDate: '2026-01-01T00:00:00Z',
    serialNumber,
    invoiceDescription: '',
    uom: 'GB',
    _info: {},
    ...more,
  };
}

export const companyPage = () => banner("Eddie's TV Repair", ['Company Search', 'Company']);

type Page = ReturnType<typeof runFeatures>;

/** One page at a time with boxes for its elements; `close` in `afterEach`. */
export function createTab() {
  let undo = () => {};
  let page: Page | undefined;
  const close = (): void => {
    page?.stop();
    undo();
    page = undefined;
    document.body.innerHTML = '';
  };
  return {
    open(html: string, played: Answers = answers, hash = hashOf(101, 201)): Page {
      page?.stop();
      undo();
      undo = layOut();
      document.body.innerHTML = html;
      page = runFeatures(played, hash);
      return page;
    },
    /** What typing does: the value, and the look that follows it. */
    type(selector: string, value: string): void {
      const control = document.querySelector<HTMLInputElement>(selector);
      if (!control) throw new Error(`no ${selector}`);
      control.value = value;
      page?.look();
    },
    close,
  };
}
