import type { FLEET } from '../../messages/declarations/fleet.ts';
import type { HandlersOf } from '../../messages/router.ts';
import type { Result } from '../../shared/result.ts';
import type { Background } from '../background.ts';

/** All companies, approvals, and what is done with many at once. Begun here and answered at once; the schedule goes on with it. */
export function fleetHandlers(background: Background): HandlersOf<typeof FLEET> {
  const { engines, schedule } = background;
  const begins = <T>(asked: Result<T>): Result<T> => {
    if (asked.ok) background.follow(schedule.continueBulkSync());
    return asked;
  };
  return {
    'fleet.view': (input) => engines.use((engine) => engine.fleet(input)),
    'fleet.rows': (query) => engines.use((engine) => engine.fleetRows(query)),
    'fleet.compare': async () => begins(await engines.use((engine) => engine.compareFleet())),
    'fleet.cancel': () => engines.use((engine) => engine.cancelFleet()),

    'company.reconciliation': ({ companyId }) => engines.use((engine) => engine.reconciliation(companyId)),

    'approvals.limits': (limits) => engines.use((engine) => engine.guardPreview(limits)),
    'approvals.list': (query) => engines.use((engine) => engine.approvals(query)),
    'approvals.reject': (some) => engines.use((engine) => engine.rejectApprovals(some)),
    'approvals.restore': () => engines.use((engine) => engine.restoreRejected()),

    'bulk-action.view': () => engines.use((engine) => engine.bulkAction()),
    'bulk-action.rows': (window) => engines.use((engine) => engine.bulkActionRows(window)),
    'bulk-action.changes': ({ id, companyId }) => engines.use((engine) => engine.bulkActionChanges(id, companyId)),
    'bulk-action.plan': async (action) => begins(await engines.use((engine) => engine.planBulkAction(action))),
    'bulk-action.apply': async ({ id }) => begins(await engines.use((engine) => engine.applyBulkAction(id))),
    'bulk-action.pause': ({ id }) => engines.use((engine) => engine.pauseBulkAction(id)),
    'bulk-action.resume': async ({ id }) => begins(await engines.use((engine) => engine.resumeBulkAction(id))),
    'bulk-action.cancel': async ({ id }) => begins(await engines.use((engine) => engine.cancelBulkAction(id))),
    'bulk-action.undo': async ({ id }) => begins(await engines.use((engine) => engine.undoBulkAction(id))),
  };
}
