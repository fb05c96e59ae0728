import type { FieldName } from './page-fields.ts';
import type { ScreenId } from './page-screens.ts';

/** How a field was found: by what a user taught or an administrator set, by its label, its class, a part of its class. */
export type FoundBy = 'override' | 'label' | 'class' | 'part-of-class';

/** The self-check of what is open in a tab. */
export interface ScreenReport {
  /** null: no screen that we know. */
  screen: ScreenId | null;
  /** Whether two sources agree on it (address, banner, fields); false: nothing is shown there. */
  sure: boolean;
  /** Fields that the screen should have, with how each was found; `missing` and `ambiguous` ones are skipped. */
  fields: { field: FieldName; found: FoundBy | 'missing' | 'ambiguous' }[];
  /** Sentences for a user: what did not fit. */
  failures: string[];
  features: { id: string; state: 'idle' | 'running' | 'failed' | 'off'; error?: string | undefined }[];
}

/**
 * Structure of a screen without any value of it, to copy into a bug report
 * (docs/reference/connectwise-pages.md#how-we-read). Plain text, some kB.
 */
export interface ScreenDiagnosis {
  text: string;
}
