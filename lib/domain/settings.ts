import { type AutomaticParts, REVIEW } from './automatic-parts.ts';
import type { ConnectionPair } from './connection-pair.ts';
import { DEFAULT_DESCRIPTION, type DescriptionTemplate } from './description-template.ts';
import type { DriftTolerances } from './drift-tolerance.ts';
import type { FlatFeeDecision } from './flat-fee.ts';
import { DEFAULT_LIMITS, type GuardLimits } from './guard-rules.ts';
import { DEFAULT_HEALTH, type HealthSettings } from './health-limits.ts';
import type { InPageSettings } from './in-page-config.ts';
import { NO_NOTICES, type NoticeSettings } from './notice-settings.ts';
import { DEFAULT_RULES, type NotificationRule } from './notification-rule.ts';
import type { OwnService } from './own-service.ts';
import type { Rounding, ServiceId, ServiceToggle, StorageServiceId } from './service.ts';
import type { TicketChoices } from './ticket-choices.ts';

/** Ordinary settings: nothing secret. Stored by `lib/settings`; the type is derived from nothing, the defaults below. */
export interface Settings {
  /** Text before the dash of an EFS id. */
  prefix: string;
  /** Name of the management solution in ConnectWise, e.g. `eFolder`; '' until chosen. */
  managementSolution: string;
  /** 1 GB = 10^9 bytes, 1 GiB = 2^30 bytes. */
  storageUnit: 'GB' | 'GiB';
  /** Of storage; for everything else and for single services, see `roundingFor`. */
  rounding: 'two-decimals' | 'whole-units-up';
  /** By service; absent: by its unit. */
  roundingOf: Partial<Record<ServiceId, Rounding>>;
  countTrialAccounts: boolean;
  countExpiredAccounts: boolean;
  /** Days without a backup after which a device counts as parked: shown, and counted nowhere (`parkedState`). */
  silentDays: number;
  /** How old a backup may be, by what is protected and by product. */
  health: HealthSettings;
  /**
   * The service that x360Recover's cloud storage is billed as: it has no plans
   * (docs/reference/portals.md#what-it-does-not-have). null: not chosen.
   */
  x360Storage: StorageServiceId | null;
  syncedParts: {
    /** docs/reference/setup-guides.md#figure-9b "Update Backup Statistics": statistics and management report. */
    backupStatistics: boolean;
    agreementParts: boolean;
    /**
     * docs/reference/setup-guides.md#figure-9b "Update Invoice Descriptions". Off until the user agreed: they replace
     * texts on invoices.
     */
    invoiceDescriptions: boolean;
  };
  /** What an invoice description is made of. */
  invoiceDescription: DescriptionTemplate;
  /** What of it is written without a preview; all off: the mode Review. See `automatic.ts`. */
  automatic: AutomaticParts;
  /** The ConnectWise and the portal that `automatic` was turned on for; it is off for every other. See `consentFor`. */
  automaticFor: ConnectionPair | null;
  toggles: Record<ServiceToggle, boolean>;
  /** Services beyond the guides' twelve, in the order of their cards. */
  ownServices: OwnService[];
  /** Product per service; absent: the one that ConnectWise's cross-reference names. */
  products: Partial<Record<ServiceId, { id: number; identifier: string }>>;
  /** Products that the user marked as flat fees, or said are none: by id, or by identifier where that was renewed. */
  flatFeeProducts: FlatFeeDecision[];
  guards: GuardLimits;
  /** By how much a quantity may differ from the measure before that is reported. */
  driftTolerance: DriftTolerances;
  /** Which events open a ticket, which cause a sync (docs/reference/setup-guides.md#step-7 and #step-8). */
  rules: NotificationRule[];
  tickets: TicketSettings;
  /** Notices of our own, for portals that send none. */
  notices: NoticeSettings;
  /** `viewer`: this browser reads and never writes; for technicians where one browser is the `syncer`. */
  role: 'syncer' | 'viewer';
  /** Who works with this browser, for the journal, e.g. a technician's name; '' where nobody said. Sent nowhere. */
  userName: string;
  /** What runs in ConnectWise's pages, and how their fields are found. */
  inPage: InPageSettings;
}

/** What a form edits. Consent has a message of its own: a form that is out of date must not restore it. */
export type EditableSettings = Omit<Settings, 'automatic' | 'automaticFor'>;

/** How tickets are opened, noted and closed. */
export interface TicketSettings {
  /**
   * Board of new tickets; null: no ticket integration (docs/reference/setup-guides.md#step-1: "only if using ticket
   * integration").
   */
  board: { id: number; name: string } | null;
  /** Status of new tickets on that board; null: the one whose escalation is Not Responded. */
  newStatus: { id: number; name: string } | null;
  /** Status of recovered tickets on that board; on another board, its closed status of the same name. null: its own. */
  closedStatus: { id: number; name: string } | null;
  /** The guides' "Ticket Subject Prefix" (docs/reference/setup-guides.md#figure-9); '' for none. */
  summaryPrefix: string;
  /** A user closed the ticket while the problem lasts. */
  whenClosedByUser: 'reopen' | 'leave';
  /** Hours after a user's closing in which the ticket is left closed nevertheless. */
  quietHours: number;
  /** Whether ConnectWise may e-mail the customer's contact about our tickets and notes. */
  emailContact: boolean;
  /** Priority, type and subtype of new tickets on that board, by severity and by what is protected. */
  choices: TicketChoices;
}

/** Characters of the name of this browser's user. */
export const LONGEST_USER_NAME = 100;

export const DEFAULT_SETTINGS: Settings = {
  prefix: 'EFS',
  managementSolution: '',
  storageUnit: 'GB',
  rounding: 'two-decimals',
  roundingOf: {},
  countTrialAccounts: false,
  countExpiredAccounts: false,
  silentDays: 30,
  health: DEFAULT_HEALTH,
  x360Storage: null,
  syncedParts: { backupStatistics: true, agreementParts: true, invoiceDescriptions: false },
  invoiceDescription: DEFAULT_DESCRIPTION,
  automatic: REVIEW,
  automaticFor: null,
  toggles: {
    'online-storage': true,
    'online-computers': true,
    'local-storage': true,
    'local-licenses': true,
    'email-archiving': false,
    'email-filtering': false,
    'other-licenses': true,
  },
  ownServices: [],
  products: {},
  flatFeeProducts: [],
  guards: DEFAULT_LIMITS,
  driftTolerance: {},
  rules: DEFAULT_RULES,
  tickets: {
    board: null,
    newStatus: null,
    closedStatus: null,
    summaryPrefix: '',
    whenClosedByUser: 'reopen',
    quietHours: 24,
    emailContact: false,
    choices: {},
  },
  notices: NO_NOTICES,
  role: 'syncer',
  userName: '',
  inPage: { featuresOff: [], selectors: {}, taught: [] },
};
