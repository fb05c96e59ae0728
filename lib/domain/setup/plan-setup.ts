import type { Change, Skipped } from '../change.ts';
import { fixBoardStatus } from './fix-board-status.ts';
import { fixCrossReferences } from './fix-cross-references.ts';
import { fixProducts } from './fix-products.ts';
import { fixIntegration, fixManagementSolution } from './fix-solution.ts';
import type { SetupPart, SetupSnapshot } from './setup-fix.ts';
import type { FixableCheck, SetupFixInput } from './setup-fix-input.ts';

/**
 * Plans what is missing for the set-up checks of an input, in the order in which it can be written. What a fix needs and is not there
 * at all is planned with it: the integration of cross-references, and its management solution. Pure: equal input, equal plan;
 * planned again after applying, nothing is left.
 */
export function planSetup(input: SetupFixInput, snapshot: SetupSnapshot): { changes: Change[]; skipped: Skipped[] } {
  const wanted = new Set<FixableCheck>(input.checkIds);
  const needsIntegration = wanted.has('cross-references') && !snapshot.integration;
  if (needsIntegration) wanted.add('managed-devices-integration');
  if (wanted.has('managed-devices-integration') && !snapshot.integration) wanted.add('management-solution');
  const changes: Change[] = [];
  const skipped: Skipped[] = [];
  const add = (check: FixableCheck, plan: () => SetupPart) => {
    if (!wanted.has(check)) return;
    const part = plan();
    changes.push(...part.changes);
    skipped.push(...part.skipped);
  };
  add('management-solution', () => fixManagementSolution(snapshot));
  add('managed-devices-integration', () => fixIntegration(snapshot));
  add('products', () => fixProducts(input, snapshot));
  add('cross-references', () => fixCrossReferences(input, snapshot, new Set(changes.map(({ id }) => id))));
  add('board-status', () => fixBoardStatus(snapshot));
  return { changes, skipped };
}
