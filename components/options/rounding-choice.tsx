import { isEnabled } from '../../lib/domain/own-service.ts';
import { ROUNDINGS, type Rounding, SERVICES, type ServiceId } from '../../lib/domain/service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { ChoiceField } from '../ui/field.tsx';
import { Setting } from './setting.tsx';
import { ROUNDING_CHOICE } from './texts/own-services.ts';

interface Props {
  service: ServiceId;
  roundingOf: Settings['roundingOf'];
  onChange: (roundingOf: Settings['roundingOf']) => void;
  /** Absent: there is but one on the screen. */
  title?: string;
}

/** How quantities of one service are rounded. */
export function RoundingChoice({ service, roundingOf, onChange, title }: Props) {
  const { [service]: chosen, ...others } = roundingOf;
  return (
    <Setting path={`roundingOf.${service}`}>
      <ChoiceField<Rounding | ''>
        label={title ?? ROUNDING_CHOICE.label}
        value={chosen ?? ''}
        choices={[
          { value: '', label: ROUNDING_CHOICE.standard },
          ...ROUNDINGS.map((value) => ({ value, label: ROUNDING_CHOICE.words[value] })),
        ]}
        onChange={(value) => onChange(value === '' ? others : { ...others, [service]: value })}
      />
    </Setting>
  );
}

/** The rounding of each of the guides' services that is switched on, folded: few providers round them differently. */
export function RoundingList({
  settings,
  onChange,
}: {
  settings: Settings;
  onChange: (part: Partial<Settings>) => void;
}) {
  return (
    <details class="bb-tolerances">
      <summary>{ROUNDING_CHOICE.list}</summary>
      <div class="bb-fields">
        {SERVICES.filter((service) => isEnabled(service, settings)).map(({ id, title }) => (
          <RoundingChoice
            key={id}
            title={ROUNDING_CHOICE.of(title)}
            service={id}
            roundingOf={settings.roundingOf}
            onChange={(roundingOf) => onChange({ roundingOf })}
          />
        ))}
      </div>
    </details>
  );
}
