import { driftToleranceOf } from '../../lib/domain/drift-tolerance.ts';
import type { Policy } from '../../lib/domain/policy.ts';
import { SERVICES, type Service } from '../../lib/domain/service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { isNumberTo, NumberField } from '../ui/number-field.tsx';
import { limitBounds } from './policy-notes.tsx';

/** The most that the settings' schema allows. */
const MOST = { units: 1_000_000, tolerance: 100 };

const LIMITS = [
  { name: 'jumpPercent', label: 'Change in percent', unit: '% of what is billed', max: 100_000 },
  { name: 'jumpUnits', label: 'Change in units', unit: 'GB, computers or mailboxes', max: MOST.units },
  {
    name: 'jumpMoney',
    label: 'Change in money',
    unit: 'per billing cycle, in the agreement’s currency',
    max: 1_000_000_000,
  },
] as const;

interface Props {
  settings: Settings;
  /** The highest limits that an administrator allows. */
  most?: Policy['guardLimits'];
  onChange: (part: Partial<Settings>) => void;
}

/** Which changes need approval, and which differences are worth a finding. */
export function LimitsCard({ settings, most, onChange }: Props) {
  const { guards } = settings;
  return (
    <fieldset class="bb-card">
      <legend>Limits</legend>
      <p>
        A change of the billed quantity needs approval when it is over the percentage and over one of the two amounts.
        The first quantity of an addition is not compared.
      </p>
      <div class="bb-fields">
        {LIMITS.map(({ name, label, unit, max }) => (
          <NumberField
            key={name}
            label={label}
            unit={unit}
            value={guards[name]}
            {...limitBounds(most?.[name], max)}
            onInput={(value) => onChange({ guards: { ...guards, [name]: value } })}
          />
        ))}
      </div>
      <Tolerances settings={settings} onChange={onChange} />
    </fieldset>
  );
}

export function areLimitsValid({ guards, driftTolerance }: Pick<Settings, 'guards' | 'driftTolerance'>): boolean {
  return (
    LIMITS.every(({ name, max }) => isNumberTo(guards[name], max)) &&
    Object.values(driftTolerance).every(
      ({ percent, units }) => isNumberTo(percent, MOST.tolerance) && isNumberTo(units, MOST.units),
    )
  );
}

/** Per service. Open while a number is wrong: nobody finds it in a folded list. */
function Tolerances({ settings, onChange }: Props) {
  const services = SERVICES.filter(({ toggle }) => settings.toggles[toggle]);
  const unit = ({ unit: measured }: Service) =>
    measured === 'GB' ? settings.storageUnit : measured === 'count' ? 'computers' : measured;
  return (
    <details class="bb-tolerances" open={areLimitsValid(settings) ? undefined : true}>
      <summary>Differences that are not reported</summary>
      <p class="bb-hint">
        A quantity that differs from the portal by no more than the larger of the two is no finding; a sync writes it
        all the same.
      </p>
      {services.map((service) => {
        const tolerance = driftToleranceOf(service, settings.driftTolerance);
        const set = (part: Partial<typeof tolerance>) =>
          onChange({ driftTolerance: { ...settings.driftTolerance, [service.id]: { ...tolerance, ...part } } });
        return (
          <div key={service.id} class="bb-fields">
            <NumberField
              label={`${service.title}, in percent`}
              unit="%"
              value={tolerance.percent}
              max={MOST.tolerance}
              onInput={(percent) => set({ percent })}
            />
            <NumberField
              label={`${service.title}, in ${unit(service)}`}
              unit={unit(service)}
              value={tolerance.units}
              max={MOST.units}
              onInput={(units) => set({ units })}
            />
          </div>
        );
      })}
    </details>
  );
}
