import { ruleSchema } from '../../domain/settings-schema.ts';
import type { RuleSimulationView } from '../../domain/tickets/rule-simulation.ts';
import { fromPage } from './declaration.ts';

export const RULES = {
  /** What a rule, saved or not, would have done in the last 30 days. */
  'rules.simulate': fromPage(ruleSchema).answers<RuleSimulationView>(),
};
