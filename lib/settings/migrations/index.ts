import { keepAutomaticSync } from './002.ts';
import { useGlossaryNames } from './003.ts';
import type { Migration } from './run.ts';

/**
 * Changes to the stored form of the settings, oldest first: one numbered file and one test each, e.g. `002.ts`. A new member with
 * a default needs none. A migration knows the names of its own version and is never edited for a later one. It may be removed
 * 400 days after the release that brought it.
 */
export const SETTINGS_MIGRATIONS: readonly Migration[] = Object.freeze([keepAutomaticSync, useGlossaryNames]);

/** The form that this version of the extension stores. */
export const SETTINGS_VERSION = 3;
