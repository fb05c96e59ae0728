import { additionCheck } from './addition-check/index.tsx';
import { additionsListCheck } from './additions-list-check/index.tsx';
import { boardStatusCheck } from './board-status-check/index.ts';
import { companyPanel } from './company-panel/index.ts';
import { createIntegrationCheck } from './integration-check/index.ts';
import { managedIdCheck } from './managed-id-check/index.tsx';
import { managementSolutionCheck } from './management-solution-check/index.ts';
import { managementTabCheck } from './management-tab-check/index.tsx';
import type { PageFeature } from './page-feature.ts';
import { ticketGuard } from './ticket-guard/index.ts';

/** Table of contents of the content script. The panel comes first: it listens for the marks' requests. */
export function createFeatures(): PageFeature[] {
  return [
    companyPanel,
    managedIdCheck,
    managementTabCheck,
    additionCheck,
    additionsListCheck,
    createIntegrationCheck(),
    managementSolutionCheck,
    boardStatusCheck,
    ticketGuard,
  ];
}
