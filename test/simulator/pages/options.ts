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
  /** How late rows and fields are filled, in milliseconds; default 150. */
  lateMs?: number;
  /** The person at the screen, who ends in `_info.updatedBy`; default `Admin1`. */
  memberId?: string;
}

export type ResolvedOptions = Required<WebClientOptions>;

/** A function, because the seed is drawn once per start and everything else is read afresh. */
export function optionsReader(options: WebClientOptions): () => ResolvedOptions {
  const seed = options.seed ?? randomUUID();
  return () => ({
    seed,
    suffixes: options.suffixes ?? 'absent',
    fieldClasses: options.fieldClasses ?? 'absent',
    iframe: options.iframe ?? false,
    readOnly: options.readOnly ?? false,
    lateMs: options.lateMs ?? 150,
    memberId: options.memberId ?? 'Admin1',
  });
}
