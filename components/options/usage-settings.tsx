import { ONLINE_STORAGE_IDS, SERVICES } from '../../lib/domain/service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { ChoiceField } from '../ui/field.tsx';
import { Setting } from './setting.tsx';
import { SYNC_SETTINGS } from './texts/services.ts';

interface Props {
  settings: Settings;
  onChange: (part: Partial<Settings>) => void;
}

const DAYS = [7, 14, 30, 60, 90, 180, 365];

/** What is counted: silent devices, and the service that x360Recover's cloud storage is billed as. */
export function UsageSettings({ settings, onChange }: Props) {
  const days = [...new Set([...DAYS, settings.silentDays])].sort((a, b) => a - b);
  const storage = SERVICES.filter(({ id }) => ONLINE_STORAGE_IDS.some((one) => one === id));
  return (
    <>
      <Setting path="silentDays">
        <ChoiceField
          label={SYNC_SETTINGS.silent.label}
          value={`${settings.silentDays}`}
          choices={days.map((count) => ({ value: `${count}`, label: SYNC_SETTINGS.silent.days(count) }))}
          hint={SYNC_SETTINGS.silent.hint}
          onChange={(value) => onChange({ silentDays: Number(value) })}
        />
      </Setting>
      <Setting path="x360Storage">
        <ChoiceField
          label={SYNC_SETTINGS.storage.label}
          value={settings.x360Storage ?? ''}
          choices={[
            { value: '', label: SYNC_SETTINGS.storage.none },
            ...storage.map(({ id, level }) => ({ value: id, label: level })),
          ]}
          hint={SYNC_SETTINGS.storage.hint}
          onChange={(value) => onChange({ x360Storage: ONLINE_STORAGE_IDS.find((id) => id === value) ?? null })}
        />
      </Setting>
    </>
  );
}
