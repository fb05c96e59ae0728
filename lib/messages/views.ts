import type { AutomaticParts } from '../domain/automatic-parts.ts';
import type { ConnectionStates } from '../domain/connection-state.ts';
import type { SyncMode, WaitingWork } from '../domain/consent.ts';
import type { ProductChoice } from '../domain/cross-referenced-product.ts';
import type { PollView } from '../domain/event-view.ts';
import type { FileSource } from '../domain/file-import.ts';
import type { FirstSyncView } from '../domain/first-sync.ts';
import type { SourceKind } from '../domain/portal-facts.ts';
import type { ServiceId } from '../domain/service.ts';
import type { SettingsImport } from '../domain/settings-file.ts';
import type { Failure } from '../shared/errors.ts';
import type { IsoTime } from '../shared/time.ts';

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

/** What a site says without keys. */
export interface TenantCheck {
  site: string;
  version: string;
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
  portal: { kind: SourceKind; baseUrl: string; hasKey: boolean; file?: FileSource | undefined } | null;
  /** How both connections are now. */
  states: ConnectionStates;
}

export interface Disconnected {
  /** Hosts that the browser does not let us call any more, because nothing else needs them. */
  hostsGivenBack: string[];
  /** Whether the key that all keys were sealed with is deleted too: no other side is connected. */
  isLast: boolean;
}

export interface StorageView {
  /** Whether the browser keeps our databases when the disk is full; `unknown`: it does not say. */
  persistence: 'persisted' | 'may-be-cleared' | 'unknown';
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
  /** Events and runs that need a user, newest first; `place`: the part of our options page that decides about it. */
  needsUser: { at: IsoTime; what: string; companyId?: number; place: string }[];
  /** Changes that a guard holds, of all companies: listed under Approvals. */
  approvals: number;
}

export interface SettingsImportView extends SettingsImport {
  /** Parts that are left out beyond those that are named. */
  moreLeftOut: number;
  /** Names the changes that were shown, for `settings.import`. */
  seen: string;
}
