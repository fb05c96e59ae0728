import type { Settings } from '../../lib/domain/settings.ts';
import { ChoiceField, Switch, TextField } from '../ui/field.tsx';
import { Setting } from './setting.tsx';
import { SYNC_SETTINGS as TEXTS } from './texts/services.ts';
import { UsageSettings } from './usage-settings.tsx';

interface Props {
  settings: Settings;
  /** Names of the management solutions that ConnectWise has; empty while it has not answered. */
  solutions: readonly string[];
  onChange: (part: Partial<Settings>) => void;
}

/** The management solution, and what is synced in which unit (docs/reference/setup-guides.md#step-4 and #step-6b). */
export function SyncSettings({ settings, solutions, onChange }: Props) {
  return (
    <fieldset class="bb-card">
      <legend>{TEXTS.heading}</legend>
      <div class="bb-fields">
        {solutions.length > 0 &&
        (solutions.includes(settings.managementSolution) || settings.managementSolution === '') ? (
          <Setting path="managementSolution">
            <ChoiceField
              label={TEXTS.solution.label}
              value={settings.managementSolution}
              choices={['', ...solutions].map((name) => ({ value: name, label: name || TEXTS.solution.none }))}
              hint={TEXTS.solution.hint}
              onChange={(managementSolution) => onChange({ managementSolution })}
            />
          </Setting>
        ) : (
          <Setting path="managementSolution">
            <TextField
              label={TEXTS.solution.label}
              value={settings.managementSolution}
              hint={TEXTS.solution.typedHint}
              error={
                solutions.length > 0
                  ? TEXTS.solution.unknown(settings.managementSolution, solutions.join(', '))
                  : undefined
              }
              onInput={(managementSolution) => onChange({ managementSolution })}
            />
          </Setting>
        )}
        <Setting path="storageUnit">
          <ChoiceField
            label={TEXTS.unit.label}
            value={settings.storageUnit}
            choices={[
              { value: 'GB', label: TEXTS.unit.GB },
              { value: 'GiB', label: TEXTS.unit.GiB },
            ]}
            onChange={(storageUnit) => onChange({ storageUnit })}
          />
        </Setting>
        <Setting path="rounding">
          <ChoiceField
            label={TEXTS.rounding.label}
            value={settings.rounding}
            choices={[
              { value: 'two-decimals', label: TEXTS.rounding.twoDecimals },
              { value: 'whole-units-up', label: TEXTS.rounding.wholeUnits },
            ]}
            onChange={(rounding) => onChange({ rounding })}
          />
        </Setting>
        <UsageSettings settings={settings} onChange={onChange} />
      </div>
      <div class="bb-switches">
        <Setting path="syncedParts.backupStatistics">
          <Switch
            label={TEXTS.statistics.label}
            hint={TEXTS.statistics.hint}
            checked={settings.syncedParts.backupStatistics}
            onChange={(backupStatistics) => onChange({ syncedParts: { ...settings.syncedParts, backupStatistics } })}
          />
        </Setting>
        <Setting path="syncedParts.agreementParts">
          <Switch
            label={TEXTS.quantities}
            checked={settings.syncedParts.agreementParts}
            onChange={(agreementParts) => onChange({ syncedParts: { ...settings.syncedParts, agreementParts } })}
          />
        </Setting>
        <Setting path="syncedParts.invoiceDescriptions">
          <Switch
            label={TEXTS.descriptions.label}
            hint={TEXTS.descriptions.hint}
            checked={settings.syncedParts.invoiceDescriptions}
            onChange={(invoiceDescriptions) =>
              onChange({ syncedParts: { ...settings.syncedParts, invoiceDescriptions } })
            }
          />
        </Setting>
      </div>
    </fieldset>
  );
}
