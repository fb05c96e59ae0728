import type { NotificationRule } from '../../lib/domain/notification-rule.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/field.tsx';
import { RuleSimulationCheck } from './rule-simulation.tsx';
import { COMMON } from './texts/common.ts';
import { RULES, ruleInWords } from './texts/rules.ts';

interface Props {
  rule: NotificationRule;
  /** Something is being saved or edited: clicks wait. */
  busy: boolean;
  /** It was edited or put back a moment ago. */
  takesFocus: boolean;
  onEnable: (enabled: boolean) => void;
  onEdit: () => void;
  onDelete: () => void;
}

/** One rule in words, with its switch and what it would have done. */
export function RuleRow({ rule, busy, takesFocus, onEnable, onEdit, onDelete }: Props) {
  const words = ruleInWords(rule);
  return (
    <div class="bb-rule">
      <div class="bb-rule-words">
        <Switch
          label={words}
          checked={rule.enabled}
          hint={[rule.enabled ? '' : RULES.off, rule.comments].filter(Boolean).join(' ')}
          onChange={onEnable}
        />
        <RuleSimulationCheck rule={rule} isEdited={false} />
      </div>
      <div class="bb-rule-actions">
        <Button kind="quiet" edits onClick={onEdit} disabled={busy} takesFocus={takesFocus}>
          {COMMON.edit}
          <span class="bb-visually-hidden"> {RULES.ofRule(words)}</span>
        </Button>
        <Button kind="quiet" edits onClick={onDelete} disabled={busy}>
          {COMMON.delete}
          <span class="bb-visually-hidden"> {RULES.ofRule(words)}</span>
        </Button>
      </div>
    </div>
  );
}
