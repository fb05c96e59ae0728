import type { IsoTime } from '../shared/time.ts';
import type { FieldName } from './page-fields.ts';
import type { ScreenId } from './page-screens.ts';

/** Further names of one field, looked for before those that came with this version. */
export interface SelectorOverride {
  /** Label texts as users read them, e.g. `Verwaltete ID`. */
  labels?: string[] | undefined;
  /** Class names without a dot, e.g. `cw_groupIdentifier`. */
  classes?: string[] | undefined;
}

/** What an administrator sets in the options or by policy, per field. */
export type SelectorOverrides = Partial<Record<FieldName, SelectorOverride>>;

/** What a user pointed at once: “this is Managed ID”. */
export interface TaughtSelector extends SelectorOverride {
  field: FieldName;
  screen: ScreenId | null;
  /** Host of the ConnectWise that it was learned on. */
  site: string;
  taughtAt: IsoTime;
}

/** What the user did with the panel, kept in this browser. */
export interface PanelMemory {
  /** Whether it opens by itself on a company's screen; absent: it does. */
  open: { record?: boolean | undefined };
  /** It stays open on every screen. */
  pinned?: boolean | undefined;
  /** CSS pixels; absent: never changed. */
  width?: number | undefined;
}

/** The part of the settings that is about ConnectWise's pages. */
export interface InPageSettings {
  /** Ids of features that are switched off (lib/domain/feature-catalog.ts). */
  featuresOff: string[];
  selectors: SelectorOverrides;
  taught: TaughtSelector[];
}

/** All that the page side needs to know before it looks at a screen: settings and policy joined, for the asking site. */
export interface InPageConfig {
  featuresOff: string[];
  /** Policy first, then options, then what was taught on this site. */
  selectors: SelectorOverrides;
  panel: PanelMemory;
}

export const EMPTY_IN_PAGE_CONFIG: InPageConfig = { featuresOff: [], selectors: {}, panel: { open: {} } };
