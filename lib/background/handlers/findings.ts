import type { Handlers } from '../../messages/router.ts';
import type { Background } from '../background.ts';
import { withEngine } from '../with-engine.ts';

/** One-click fixes: always a plan first, applied like any other with `plan.apply`. */
export function findingHandlers(background: Background): Pick<Handlers, 'finding.plan'> {
  return {
    'finding.plan': ({ companyId, findingId }) =>
      withEngine(background, (engine) => engine.planFix(companyId, findingId)),
  };
}
