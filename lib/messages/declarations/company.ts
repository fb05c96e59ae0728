import * as z from 'zod/mini';
import type { AgreementIdentity, CompanyFindings, CompanyIdentity, CompanyView } from '../../domain/company-view.ts';
import { SHORTEST_SEARCH } from '../../domain/customer-search.ts';
import type { AdditionContext, CustomerSearchResult, ManagedIdContext } from '../../domain/entry-context.ts';
import type { HealthHistory } from '../../domain/health-history.ts';
import type { RecordSummary } from '../../domain/panel-record.ts';
import type { TicketView } from '../../domain/ticket-view.ts';
import type { UsageHistory } from '../../domain/usage-history.ts';
import { fromContent, fromPanel, recordId, shortText } from './declaration.ts';

/** What a page knows of the record that it shows: ids from the address, and the banner. */
const shownRecord = z.strictObject({
  site: shortText.check(z.minLength(1)),
  recordIds: z.array(recordId).check(z.maxLength(20)),
  banner: shortText,
});

/** What a page shows and checks. */
export const COMPANY = {
  /** Which of the record ids found in the address names the company in the banner; null: none, stay silent. */
  'company.recognize': fromContent(shownRecord).answers<CompanyIdentity | null>(),
  /** Which agreement this is: ids from the address, confirmed by the names on the page. */
  'agreement.recognize': fromContent(shownRecord).answers<AgreementIdentity | null>(),
  /** Health, findings, last and next sync. Answers from the cache at once unless `refresh`. */
  'company.view': fromPanel(z.strictObject({ companyId: recordId, refresh: z.boolean() })).answers<CompanyView>(),
  /** The findings of a company that marks in the page show, and what the collapsed panel says of it. From the cache. */
  'company.findings': fromContent(z.strictObject({ companyId: recordId })).answers<CompanyFindings>(),
  /** All that the addition form's checks need besides what is typed. */
  'addition.context': fromContent(z.strictObject({ agreementId: recordId })).answers<AdditionContext>(),
  /** All that the managed-id field's checks need besides what is typed. */
  'managed-id.context': fromContent(z.strictObject({ companyId: z.nullable(recordId) })).answers<ManagedIdContext>(),
  /** The best few of the portal's customers that a text may mean; there is no list of all. */
  'customers.search': fromContent(
    z.strictObject({ text: z.string().check(z.minLength(SHORTEST_SEARCH), z.maxLength(100)) }),
  ).answers<CustomerSearchResult>(),
  /** Whether the ticket that is open is about a backup, and what the collapsed panel says of it; null: a ticket of something else. */
  'ticket.recognize': fromContent(
    z.strictObject({ site: shortText.check(z.minLength(1)), ticketId: recordId, banner: shortText }),
  ).answers<RecordSummary | null>(),
  /**
   * What a service ticket is about, the state of that now, and the other tickets of the same incident. null: a ticket of something else,
   * or not the one that the banner names.
   */
  'ticket.view': fromPanel(
    z.strictObject({
      site: shortText.check(z.minLength(1)),
      ticketId: recordId,
      banner: shortText,
      refresh: z.boolean(),
    }),
  ).answers<TicketView | null>(),
  /** The days of a company's accounts, for the chart in the panel. `timeZone`: IANA name, e.g. `Europe/Berlin`. */
  'company.history': fromPanel(
    z.strictObject({
      companyId: recordId,
      timeZone: z.string().check(z.minLength(1), z.maxLength(60)),
      days: z.int().check(z.gte(1), z.lte(92)),
    }),
  ).answers<HealthHistory>(),
  /** What a company's customers used day by day, for the pictures in the panel. */
  'company.usage': fromPanel(
    z.strictObject({ companyId: recordId, days: z.int().check(z.gte(1), z.lte(400)) }),
  ).answers<UsageHistory>(),
};
