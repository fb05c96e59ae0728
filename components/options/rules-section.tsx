import { useState } from 'preact/hooks';
import { DEFAULT_RULES, type NotificationRule } from '../../lib/domain/notification-rule.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { NoticesCard } from './notices-card.tsx';
import { newRule } from './rule-draft.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RuleRow } from './rule-row.tsx';
import { Setting } from './setting.tsx';
import { COMMON } from './texts/common.ts';
import { RULES, ruleInWords } from './texts/rules.ts';
import { useSettings } from './use-settings.ts';

type Rules = NotificationRule[];

/**
 * Which events open a ticket, which cause a synchronization (docs/reference/setup-guides.md#step-7 and #step-8). Every
 * click is saved at once.
 */
export function RulesSection({ visible }: { visible: boolean }) {
  const settings = useSettings(visible);
  /** Id of the rule that is edited; 'new' for one that is not there yet. */
  const [editing, setEditing] = useState<string | null>(null);
  /** What is focused when an editor has gone: the rule's own button, or the one that adds. */
  const [last, setLast] = useState<string | null>(null);
  const [deleted, setDeleted] = useState<{ rule: NotificationRule; at: number } | null>(null);
  const { draft, saving } = settings;

  if (settings.failure) return <FailureNotice failure={settings.failure} />;
  if (!draft) return <Skeleton />;

  const store = async (edit: (rules: Rules) => Rules): Promise<Failure | null> => {
    const result = await settings.store(({ rules }) => ({ rules: edit(rules) }));
    return result.ok ? null : result.failure;
  };
  const saveRule = async (rule: NotificationRule): Promise<Failure | null> => {
    const failure = await store((rules) =>
      // One that was deleted in another tab meanwhile comes back: nothing typed is lost.
      rules.some(({ id }) => id === rule.id)
        ? rules.map((known) => (known.id === rule.id ? rule : known))
        : [...rules, rule],
    );
    if (!failure) close(rule.id);
    return failure;
  };
  const close = (focus: string) => {
    setEditing(null);
    setLast(focus);
  };
  const remove = async (rule: NotificationRule) => {
    const at = draft.rules.findIndex(({ id }) => id === rule.id);
    const failure = await store((rules) => rules.filter(({ id }) => id !== rule.id));
    if (!failure) setDeleted({ rule, at });
  };
  const putBack = async () => {
    if (!deleted) return;
    const failure = await store((rules) => rules.toSpliced(deleted.at, 0, deleted.rule));
    if (failure) return;
    setLast(deleted.rule.id);
    setDeleted(null);
  };

  const opensTickets = draft.rules.some(({ action, enabled }) => action === 'open-ticket' && enabled);
  return (
    <>
      <h1>{RULES.heading}</h1>
      <p class="bb-lead">{RULES.lead}</p>
      <Setting path="rules" isGroup>
        {opensTickets && !draft.tickets.board && (
          <Notice tone="warning">
            <p>
              <strong>{RULES.noBoard}</strong>
            </p>
            <p>
              {RULES.chooseBefore}
              <a href="#tickets">{RULES.chooseLink}</a>
              {RULES.chooseAfter}
            </p>
          </Notice>
        )}
        {draft.rules.length === 0 && editing === null && (
          <div class="bb-empty">
            <p>{RULES.none}</p>
            <Button edits onClick={() => void store(() => DEFAULT_RULES)} busy={saving.busy}>
              {RULES.useUsual}
            </Button>
          </div>
        )}
        <ul class="bb-rules">
          {draft.rules.map((rule) => (
            <li key={rule.id}>
              {editing === rule.id ? (
                <RuleEditor
                  title={RULES.editing}
                  rule={rule}
                  saveLabel={COMMON.save}
                  onSave={saveRule}
                  onCancel={() => close(rule.id)}
                />
              ) : (
                <RuleRow
                  rule={rule}
                  busy={saving.busy || editing !== null}
                  takesFocus={last === rule.id}
                  onEnable={(enabled) =>
                    void store((rules) => rules.map((known) => (known.id === rule.id ? { ...known, enabled } : known)))
                  }
                  onEdit={() => setEditing(rule.id)}
                  onDelete={() => void remove(rule)}
                />
              )}
            </li>
          ))}
        </ul>
        <div class="bb-answer" aria-live="polite">
          {editing === null && saving.failure && <FailureNotice failure={saving.failure} />}
          {deleted && (
            <Notice tone="info">
              <p>
                <strong>{RULES.deleted}</strong> {ruleInWords(deleted.rule)}
              </p>
              <Button kind="quiet" onClick={() => void putBack()} busy={saving.busy} takesFocus>
                {RULES.undo}
              </Button>
            </Notice>
          )}
        </div>
        {editing === 'new' ? (
          <RuleEditor
            title={RULES.new}
            rule={newRule()}
            saveLabel={RULES.create}
            onSave={saveRule}
            onCancel={() => close('new')}
          />
        ) : (
          <Button
            edits
            onClick={() => {
              setEditing('new');
              setDeleted(null);
            }}
            disabled={editing !== null}
            takesFocus={last === 'new'}
          >
            {RULES.add}
          </Button>
        )}
      </Setting>
      <NoticesCard visible={visible} />
    </>
  );
}
