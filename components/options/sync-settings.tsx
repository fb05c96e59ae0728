import type { Settings } from '../../lib/domain/settings.ts';
import { ChoiceField, Switch, TextField } from '../ui/field.tsx';
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
      <legend>ConnectWise</legend>
      <div class="bb-fields">
        {solutions.length > 0 &&
        (solutions.includes(settings.managementSolution) || settings.managementSolution === '') ? (
          <ChoiceField
            label="Management solution"
            value={settings.managementSolution}
            choices={['', ...solutions].map((name) => ({ value: name, label: name || 'Choose one …' }))}
            hint="System › Setup Tables › Management IT Solution."
            onChange={(managementSolution) => onChange({ managementSolution })}
          />
        ) : (
          <TextField
            label="Management solution"
            value={settings.managementSolution}
            hint="Its name in System › Setup Tables › Management IT Solution."
            error={
              solutions.length > 0
                ? `ConnectWise has no management solution “${settings.managementSolution}”. It has: ${solutions.join(', ')}.`
                : undefined
            }
            onInput={(managementSolution) => onChange({ managementSolution })}
          />
        )}
        <ChoiceField
          label="Storage unit"
          value={settings.storageUnit}
          choices={[
            { value: 'GB', label: 'GB (1,000,000,000 bytes)' },
            { value: 'GiB', label: 'GiB (1,073,741,824 bytes)' },
          ]}
          onChange={(storageUnit) => onChange({ storageUnit })}
        />
        <ChoiceField
          label="Rounding of storage"
          value={settings.rounding}
          choices={[
            { value: 'two-decimals', label: 'Two decimals' },
            { value: 'whole-units-up', label: 'Up to whole units' },
          ]}
          onChange={(rounding) => onChange({ rounding })}
        />
        <UsageSettings settings={settings} onChange={onChange} />
      </div>
      <div class="bb-switches">
        <Switch
          label="Update backup statistics"
          hint="Configurations and the executive management report."
          checked={settings.syncedParts.backupStatistics}
          onChange={(backupStatistics) => onChange({ syncedParts: { ...settings.syncedParts, backupStatistics } })}
        />
        <Switch
          label="Update agreement quantities"
          checked={settings.syncedParts.agreementParts}
          onChange={(agreementParts) => onChange({ syncedParts: { ...settings.syncedParts, agreementParts } })}
        />
        <Switch
          label="Update invoice descriptions"
          hint="Replaces the description of each line by the template below; every change is in the preview."
          checked={settings.syncedParts.invoiceDescriptions}
          onChange={(invoiceDescriptions) =>
            onChange({ syncedParts: { ...settings.syncedParts, invoiceDescriptions } })
          }
        />
      </div>
    </fieldset>
  );
}
