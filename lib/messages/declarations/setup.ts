import * as z from 'zod/mini';
import type { SetupReport } from '../../domain/setup-check.ts';
import type { SetupContext } from '../../domain/setup-context.ts';
import { fromContent, fromPage, nothing } from './declaration.ts';

export const SETUP = {
  /** What the setup tables must say. */
  'setup.context': fromContent(nothing).answers<SetupContext>(),
  /** Whether everything is set up. With `refresh` the checks are run now; else the last report, null before the first. */
  'setup.report': fromPage(z.strictObject({ refresh: z.boolean() })).answers<SetupReport | null>(),
};
