import type { Settings } from '../../lib/domain/settings.ts';
import { Switch, TextField } from '../ui/field.tsx';
import { Setting } from './setting.tsx';
import { ADVANCED as TEXTS } from './texts/advanced.ts';

interface Props {
  settings: Settings;
  onChange: (part: Partial<Settings>) => void;
}

/** Settings that few providers change, folded. Open while one is wrong: nobody finds it in a folded list. */
export function AdvancedCard({ settings, onChange }: Props) {
  const isValid = isPrefixValid(settings);
  return (
    <fieldset class="bb-card">
      <legend class="bb-visually-hidden">{TEXTS.heading}</legend>
      <details class="bb-tolerances" open={isValid ? undefined : true}>
        <summary>{TEXTS.heading}</summary>
        <div class="bb-fields">
          <Setting path="prefix">
            <TextField
              label={TEXTS.prefix.label}
              value={settings.prefix}
              maxLength={20}
              hint={TEXTS.prefix.hint}
              error={isValid ? undefined : TEXTS.prefix.error(settings.prefix)}
              onInput={(prefix) => onChange({ prefix })}
            />
          </Setting>
        </div>
        <div class="bb-switches">
          <Setting path="countTrialAccounts">
            <Switch
              label={TEXTS.trial}
              checked={settings.countTrialAccounts}
              onChange={(countTrialAccounts) => onChange({ countTrialAccounts })}
            />
          </Setting>
          <Setting path="countExpiredAccounts">
            <Switch
              label={TEXTS.expired}
              checked={settings.countExpiredAccounts}
              onChange={(countExpiredAccounts) => onChange({ countExpiredAccounts })}
            />
          </Setting>
        </div>
      </details>
    </fieldset>
  );
}

/** Whether the worker will take it; the field says what is wrong. */
export function isPrefixValid({ prefix }: Pick<Settings, 'prefix'>): boolean {
  return /^[A-Za-z]{1,20}$/.test(prefix);
}
