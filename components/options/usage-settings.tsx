import { ONLINE_STORAGE_IDS, SERVICES } from '../../lib/domain/service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { ChoiceField } from '../ui/field.tsx';

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
      <ChoiceField
        label="Devices without a backup count as parked after"
        value={`${settings.silentDays}`}
        choices={days.map((count) => ({ value: `${count}`, label: `${count} days` }))}
        hint="Parked devices are shown and counted nowhere."
        onChange={(value) => onChange({ silentDays: Number(value) })}
      />
      <ChoiceField
        label="x360Recover cloud storage is billed as"
        value={settings.x360Storage ?? ''}
        choices={[{ value: '', label: 'Not chosen' }, ...storage.map(({ id, level }) => ({ value: id, label: level }))]}
        hint="Until a service is chosen, its quantities need approval."
        onChange={(value) => onChange({ x360Storage: ONLINE_STORAGE_IDS.find((id) => id === value) ?? null })}
      />
    </>
  );
}
