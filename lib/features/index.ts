import type { Feature } from '../content/feature.ts';
import type { HostScreen } from '../host/screens.ts';
import { additionCheck } from './addition-check/index.tsx';
import { additionsListCheck } from './additions-list-check/index.tsx';
import { createCompanyPanel } from './company-panel/index.tsx';
import { managedIdCheck } from './managed-id-check/index.tsx';
import { managementTabCheck } from './management-tab-check/index.tsx';

/** Table of contents of the content script. The panel comes first: it listens for the marks' requests. */
export function createFeatures(): Feature<HostScreen>[] {
  return [createCompanyPanel(), managedIdCheck, managementTabCheck, additionCheck, additionsListCheck];
}
