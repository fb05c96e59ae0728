import type { SetupContext } from '../../domain/setup-context.ts';
import { fromContent, nothing } from './declaration.ts';

export const SETUP = {
  /** What the setup tables must say. */
  'setup.context': fromContent(nothing).answers<SetupContext>(),
};
