import { randomUUID } from 'node:crypto';
import type { UnknownNames } from './client/places.js';

/** How the simulated web client behaves. Read again for every document, so a scenario may change it while running. */
export interface WebClientOptions {
  /** Seeds the compiler's class names, which differ with every start; default: another one each time. */
  seed?: string;
  /** Suffixes, screen keys and tab keys of the location hash that no public source knows; default `absent`. */
  suffixes?: UnknownNames;
  /** `cw_<property>` classes of fields for which no public source names one; default `absent`. */
  fieldClasses?: UnknownNames;
  /** Puts the screen below the banner into a same-origin iframe. */
  iframe?: boolean;
  /** A member who may look but not save. */
  readOnly?: boolean;
  /** What a member who may not save sees: disabled controls (default), or plain labels in their place. */
  readOnlyAs?: 'inputs' | 'labels';
  /** Other words for labels, headers, tabs and buttons, by the English one: a partner's own, or another language. */
  labels?: Readonly<Record<string, string>>;
  /** Language of the document, and how it writes dates and numbers; default `en_US`. */
  locale?: 'en_US' | 'de_DE';
  /** Lists as this member has set them up: columns in another order, or some of them removed. */
  columns?: 'moved' | 'narrow';
  /** A second record of the same kind stays open and visible below the one that the address and the banner name. */
  twoRecords?: boolean;
  /** A build in which half (by the seed) or all of the classes that used to be stable have other names. */
  classesGone?: 'half' | 'all';
  /**
   * How many builds with another class prefix the vendor has put up; default 0. Open pages take the new prefix at their
   * next navigation: see `changePrefix`.
   */
  prefixChange?: number;
  /** Fills every screen with about so many elements of other pods, below its own. */
  busyNodes?: number;
  /** How late rows and fields are filled, in milliseconds; default 150, several seconds on a bad day. */
  lateMs?: number;
  /** The user at the screen, who ends in `_info.updatedBy`; default `Admin1`. */
  memberId?: string;
  /** Headers of every document, e.g. `{ 'Cross-Origin-Embedder-Policy': 'require-corp' }`; default none. */
  headers?: Readonly<Record<string, string>>;
}

export type ResolvedOptions = Required<Omit<WebClientOptions, 'columns' | 'classesGone'>> &
  Pick<WebClientOptions, 'columns' | 'classesGone'>;

/** The vendor puts up a build with other class names: pages that are open change theirs at their next navigation. */
export function changePrefix(options: WebClientOptions): void {
  options.prefixChange = (options.prefixChange ?? 0) + 1;
}

/** A function, because the seed is drawn once per start and everything else is read afresh. */
export function optionsReader(options: WebClientOptions): () => ResolvedOptions {
  const seed = options.seed ?? randomUUID();
  return () => ({
    seed,
    suffixes: options.suffixes ?? 'absent',
    fieldClasses: options.fieldClasses ?? 'absent',
    iframe: options.iframe ?? false,
    readOnly: options.readOnly ?? false,
    readOnlyAs: options.readOnlyAs ?? 'inputs',
    labels: options.labels ?? {},
    locale: options.locale ?? 'en_US',
    columns: options.columns,
    twoRecords: options.twoRecords ?? false,
    classesGone: options.classesGone,
    prefixChange: options.prefixChange ?? 0,
    busyNodes: options.busyNodes ?? 0,
    lateMs: options.lateMs ?? 150,
    memberId: options.memberId ?? 'Admin1',
    headers: options.headers ?? {},
  });
}
