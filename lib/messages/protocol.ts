import type { SyncMode, WaitingWork } from '../domain/automatic.ts';
import type { AutomaticParts } from '../domain/automatic-parts.ts';
import type { BulkSyncView } from '../domain/bulk-sync-view.ts';
import type { JournalEntry, Plan, Run } from '../domain/change.ts';
import type { AgreementIdentity, CompanyIdentity, CompanyView } from '../domain/company-view.ts';
import type { ConnectionStates } from '../domain/connection-state.ts';
import type { BoardStatus, Reference } from '../domain/connectwise-records.ts';
import type { ProductChoice } from '../domain/cross-referenced-product.ts';
import type { AdditionContext, ManagedIdContext } from '../domain/entry-context.ts';
import type { EventView, PollView } from '../domain/event-view.ts';
import type { FirstSyncView } from '../domain/first-sync.ts';
import type { HealthHistory } from '../domain/health-history.ts';
import type { InPageConfig, PanelMemory, Policy } from '../domain/in-page-config.ts';
import type { ExportPage, JournalPosition } from '../domain/journal-export.ts';
import type { FieldName } from '../domain/page-fields.ts';
import type { ScreenDiagnosis, ScreenReport } from '../domain/page-report.ts';
import type { ScreenId } from '../domain/page-screens.ts';
import type { SourceKind } from '../domain/portal-facts.ts';
import type { ServiceId } from '../domain/service.ts';
import type { EditableSettings, Settings } from '../domain/settings.ts';
import type { SetupContext } from '../domain/setup-context.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { UnreadableEvent } from '../domain/unreadable-event.ts';
import type { Failure } from '../shared/errors.ts';
import type { Result } from '../shared/result.ts';
import type { IsoTime } from '../shared/time.ts';

/**
 * Every message, with its input and its answer: types only, so the content script pays nothing for them. The schemas that
 * the worker checks inputs with stand in `schemas.ts`. Nothing here can carry a secret towards a page: keys travel
 * only in `connection.*.save|test`, only from our own pages, and only inwards.
 */

/** What a content script may ask. The worker answers only for the site that it is connected to, but for the first one. */
export interface ContentMessages {
  /** Runs the in-page features beside the asking content script: in the tab and frame that the browser names, no other. */
  'page.load-features': { input: Record<string, never>; output: Result<null> };
  /** Which features are on, and further names of fields. Answered before ConnectWise is connected. */
  'page.setup': { input: Record<string, never>; output: Result<InPageConfig> };
  /** Keeps how wide the panel is and where it was open. */
  'page.remember': { input: { panel: PanelMemory }; output: Result<null> };
  /** Stores what the user pointed at as a field of this site; answers what is then in force. */
  'page.teach': {
    input: { field: FieldName; screen: ScreenId | null; labels: string[]; classes: string[] };
    output: Result<InPageConfig>;
  };
  /** Which of the record ids found in the address names the company in the banner; null: none, stay silent. */
  'company.recognize': {
    input: { site: string; recordIds: number[]; banner: string };
    output: Result<CompanyIdentity | null>;
  };
  /** Which agreement this is: ids from the address, confirmed by the names on the page. */
  'agreement.recognize': {
    input: { site: string; recordIds: number[]; banner: string };
    output: Result<AgreementIdentity | null>;
  };
  /** Health, findings, last and next sync. Answers from the cache at once unless `refresh`. */
  'company.view': { input: { companyId: number; refresh: boolean }; output: Result<CompanyView> };
  /** How both connections are now, for a panel whose own question failed. */
  'connection.states': { input: Record<string, never>; output: Result<ConnectionStates> };
  /** What a sync would write now, and what it would leave alone. */
  'company.plan': { input: { companyId: number }; output: Result<Plan> };
  /** Applies a plan that was shown. `confirmed`: ids of guarded changes that the user agreed to. Answers at once. */
  'plan.apply': { input: { planId: string; confirmed: string[] }; output: Result<{ runId: string }> };
  /** Sync now without looking first: plan and apply; guarded changes are held. Passes the throttle. */
  'company.sync': { input: { companyId: number }; output: Result<{ runId: string }> };
  /** The plan behind a finding's one-click fix. */
  'finding.plan': { input: { companyId: number; findingId: string }; output: Result<Plan> };
  'run.cancel': { input: { runId: string }; output: Result<null> };
  'run.view': { input: { runId: string }; output: Result<{ run: Run; entries: JournalEntry[] }> };
  /** Takes back one run, or one change of it (`entryId` of the journal), as a plan to look at first. */
  'run.plan-undo': { input: { runId: string; entryId?: string }; output: Result<Plan> };
  /** All that the addition form's checks need besides what is typed. */
  'addition.context': { input: { agreementId: number }; output: Result<AdditionContext> };
  /**
   * What a service ticket is about, how that stands now, and the other tickets of the same problem. null: a ticket of something
   * else, or not the one that the banner names.
   */
  'ticket.view': {
    input: { site: string; ticketId: number; banner: string; refresh: boolean };
    output: Result<TicketView | null>;
  };
  /** The days of a company's accounts, for the picture in the panel. `timeZone`: IANA name, e.g. `Europe/Berlin`. */
  'company.history': { input: { companyId: number; timeZone: string; days: number }; output: Result<HealthHistory> };
  /** What the setup tables must say. */
  'setup.context': { input: Record<string, never>; output: Result<SetupContext> };
  /** All that the managed-id field's checks need besides what is typed. `customerId`: a typed one, which the portal is asked about. */
  'managed-id.context': { input: { companyId: number | null; customerId?: string }; output: Result<ManagedIdContext> };
}

/** What our own pages (options, popup) may ask besides. */
export interface PageMessages {
  'status.view': { input: Record<string, never>; output: Result<StatusView> };
  'tab.company': { input: { tabId: number }; output: Result<CompanyIdentity | null> };
  /** The self-check of a tab; null: no content script of ours there. */
  'tab.check': { input: { tabId: number }; output: Result<ScreenReport | null> };
  /** Structure of a tab's screen without values; null as above. */
  'tab.diagnose': { input: { tabId: number }; output: Result<ScreenDiagnosis | null> };
  /** Lets the user point at a field in a tab. Answers when the page is ready to be pointed at. */
  'tab.teach': { input: { tabId: number; field: FieldName }; output: Result<null> };
  /** Tabs that show ConnectWise, the last used first, for the options page. */
  'tabs.list': { input: Record<string, never>; output: Result<{ tabId: number; title: string }[]> };
  'policy.view': { input: Record<string, never>; output: Result<Policy> };
  'settings.read': { input: Record<string, never>; output: Result<Settings> };
  /** Puts the edited members over what is stored by now; `before`: the same members as they had been read. Consent is `automatic.save`'s. */
  'settings.save': {
    input: { before: Partial<EditableSettings>; settings: Partial<EditableSettings> };
    output: Result<Settings>;
  };
  'connection.view': { input: Record<string, never>; output: Result<ConnectionView> };
  'connection.connectwise.test': { input: ConnectWiseInput; output: Result<ConnectWiseTest> };
  'connection.connectwise.save': { input: ConnectWiseInput; output: Result<ConnectWiseTest> };
  'connection.portal.test': { input: PortalInput; output: Result<PortalTest> };
  'connection.portal.save': { input: PortalInput; output: Result<PortalTest> };
  'services.view': { input: Record<string, never>; output: Result<ServicesView> };
  'products.search': { input: { text: string }; output: Result<ProductChoice[]> };
  'poll.now': { input: Record<string, never>; output: Result<PollView> };
  'journal.list': {
    input: { companyId?: number; limit: number; changedOnly?: boolean };
    output: Result<{ runs: Run[]; entries: JournalEntry[]; unchanged: number }>;
  };
  /** The journal for a file, page by page: begins again without `before`, goes on with the `next` of the page before. */
  'journal.export': { input: { before?: JournalPosition }; output: Result<ExportPage> };
  'events.list': { input: { limit: number }; output: Result<EventView[]> };
  /** Events that could not be read or stored, newest first. */
  'events.unreadable': { input: Record<string, never>; output: Result<UnreadableEvent[]> };
  /** Processes an old event again, at once and past the throttle. Answers when it is queued. */
  'event.reprocess': { input: { source: string; id: string }; output: Result<null> };
  'boards.list': { input: Record<string, never>; output: Result<Reference[]> };
  'boards.statuses': { input: { boardId: number }; output: Result<BoardStatus[]> };
  /** What is written without a preview, and what the first sync would write. */
  'automatic.view': { input: Record<string, never>; output: Result<AutomaticView> };
  /** Stores the user's consent; `syncNow`: all customers are synced at once, in the parts with consent. */
  'automatic.save': { input: { parts: AutomaticParts; syncNow: boolean }; output: Result<AutomaticView> };
  /** Begins to plan the first sync of all customers; nothing is written. Answered at once. */
  'first-sync.start': { input: Record<string, never>; output: Result<AutomaticView> };
  'first-sync.cancel': { input: Record<string, never>; output: Result<AutomaticView> };
  'bulk-sync.view': { input: Record<string, never>; output: Result<BulkSyncView | null> };
  'bulk-sync.start': { input: Record<string, never>; output: Result<BulkSyncView> };
  'bulk-sync.pause': { input: Record<string, never>; output: Result<BulkSyncView> };
  'bulk-sync.cancel': { input: Record<string, never>; output: Result<BulkSyncView> };
}

/** What the worker asks a content script. */
export interface TabMessages {
  'tab.where': { input: Record<string, never>; output: CompanyIdentity | null };
  'tab.check': { input: Record<string, never>; output: ScreenReport };
  'tab.diagnose': { input: Record<string, never>; output: ScreenDiagnosis };
  'tab.teach': { input: { field: FieldName }; output: { ready: boolean } };
}

export type MessageName = keyof ContentMessages | keyof PageMessages;
export type AllMessages = ContentMessages & PageMessages;
export type Input<N extends MessageName> = AllMessages[N]['input'];
export type Output<N extends MessageName> = AllMessages[N]['output'];

export interface ConnectWiseInput {
  /** As the user sees it in the address bar, with or without path. */
  siteUrl: string;
  companyId: string;
  publicKey: string;
  /** '' keeps the stored one. */
  privateKey: string;
  /** '' keeps the stored one. */
  clientId: string;
}

export interface ConnectWiseTest {
  site: string;
  apiHost: string;
  version: string;
  member: string;
  /** What was cleaned out of the input, one sentence each (docs/reference/setup-guides.md#troubleshooting-b). */
  cleaned: string[];
  /** Rights that reads showed to be missing. */
  missingRights: Failure[];
  /** After saving: what was done and what the user does next, one sentence each. */
  done?: string[];
}

export interface PortalInput {
  kind: SourceKind;
  /** https; '' for the adapter's own address (x360Recover). */
  baseUrl: string;
  /** '' keeps the stored one. */
  key: string;
}

export interface PortalTest {
  name: string;
  customers: number;
  cleaned: string[];
  /** After saving: what was done, one sentence each. */
  done?: string[];
}

export interface ConnectionView {
  connectWise: {
    siteUrl: string;
    site: string;
    companyId: string;
    publicKey: string;
    hasPrivateKey: boolean;
    hasClientId: boolean;
  } | null;
  portal: { kind: SourceKind; baseUrl: string; hasKey: boolean } | null;
  /** How both connections are now. */
  states: ConnectionStates;
}

export interface ServicesView {
  services: {
    service: ServiceId;
    /** What ConnectWise's cross-reference names, if any. */
    crossReferenced: ProductChoice | null;
    chosen: ProductChoice | null;
  }[];
  managementSolutions: string[];
  /** Products that look like flat fees by their name; absent: ConnectWise was not asked. */
  flatFeeProposals?: ProductChoice[];
  /** Set when ConnectWise could not be asked. */
  failure?: Failure;
}

export interface AutomaticView extends SyncMode {
  /** What the user chose; the policy goes before it. */
  chosen: AutomaticParts;
  fixed: Partial<AutomaticParts>;
  /** What the settings write at all: the other parts cannot be turned on. */
  written: AutomaticParts;
  waiting: WaitingWork;
  /** null: nobody asked for one yet. */
  preview: FirstSyncView | null;
}

export interface StatusView extends ConnectionStates {
  poll: PollView;
  /** How this browser writes, and what waits for consent; absent: not connected, or not known. */
  sync?: SyncMode & { waiting: WaitingWork };
  /** Events and runs that need a user, newest first. */
  needsUser: { at: IsoTime; what: string; companyId?: number }[];
}
