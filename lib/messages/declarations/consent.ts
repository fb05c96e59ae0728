import * as z from 'zod/mini';
import { automaticSchema } from '../../domain/settings-schema.ts';
import type { AutomaticView } from '../views.ts';
import { fromPage, nothing } from './declaration.ts';

/** Consent, and what it would write first. */
export const CONSENT = {
  /** What is written without a preview, and what the first sync would write. */
  'consent.view': fromPage(nothing).answers<AutomaticView>(),
  /** Stores the user's consent; `syncNow`: all customers are synced at once, in the parts with consent. */
  'consent.save': fromPage(z.strictObject({ parts: automaticSchema, syncNow: z.boolean() })).answers<AutomaticView>(),
  /** Begins to plan the first sync of all customers; nothing is written. Answered at once. */
  'first-sync.start': fromPage(nothing).answers<AutomaticView>(),
  'first-sync.cancel': fromPage(nothing).answers<AutomaticView>(),
};
