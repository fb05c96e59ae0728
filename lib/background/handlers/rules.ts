import type { RULES } from '../../messages/declarations/rules.ts';
import type { HandlersOf } from '../../messages/router.ts';
import type { Background } from '../background.ts';

/** Notification rules beyond what is saved of them: what one would have done. */
export function ruleHandlers({ engines }: Background): HandlersOf<typeof RULES> {
  return {
    'rules.simulate': (rule) => engines.use((engine) => engine.ruleSimulation(rule)),
  };
}
