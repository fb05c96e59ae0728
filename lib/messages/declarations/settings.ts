import * as z from 'zod/mini';
import type { Settings } from '../../domain/settings.ts';
import { settingsSchema } from '../../domain/settings-schema.ts';
import { fromPage, nothing } from './declaration.ts';

/** Consent is not among them: it has messages of its own. */
const editedSettings = z.partial(z.omit(settingsSchema, { automatic: true, automaticFor: true }));

export const SETTINGS = {
  'settings.read': fromPage(nothing).answers<Settings>(),
  /** Puts the edited members over what is stored by now; `before`: the same members as they had been read. Consent is `automatic.save`'s. */
  'settings.save': fromPage(z.strictObject({ before: editedSettings, settings: editedSettings })).answers<Settings>(),
};
