import type { CompanyView } from '../domain/company-view.ts';
import type { Result } from '../shared/result.ts';
import type { Engine } from '../sync/engine.ts';

type Reading = Promise<Result<CompanyView>>;

/**
 * Company views that are being read. Marks and panel ask for the same view at nearly the same time when a screen appears: whoever
 * comes second waits for the answer of the first. Nothing is kept once it is there, and another connection or other settings
 * have an engine of their own.
 */
export function viewsUnderWay(): (engine: Engine, companyId: number, options: { refresh: boolean }) => Reading {
  const byEngine = new WeakMap<Engine, Map<number, Reading>>();
  return (engine, companyId, options) => {
    const reading = byEngine.get(engine) ?? new Map<number, Reading>();
    byEngine.set(engine, reading);
    const known = reading.get(companyId);
    if (known && !options.refresh) return known;
    const mine = engine.companyView(companyId, options);
    // After a refresh was asked for, nobody is given what was begun before it.
    reading.set(companyId, mine);
    const end = () => reading.get(companyId) === mine && reading.delete(companyId);
    mine.then(end, end);
    return mine;
  };
}
