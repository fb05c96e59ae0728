import { driftToleranceOf } from '../../lib/domain/drift-tolerance.ts';
import { isEnabled, servicesOf } from '../../lib/domain/own-service.ts';
import type { Policy } from '../../lib/domain/policy.ts';
import type { Service } from '../../lib/domain/service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { isNumberTo, NumberField } from '../ui/number-field.tsx';
import { LimitsPreview } from './limits-preview.tsx';
import { limitBounds } from './policy-notes.tsx';
import { RoundingList } from './rounding-choice.tsx';
import { Setting } from './setting.tsx';
import { LIMITS, TOLERANCES } from './texts/limits.ts';

/** The most that the settings' schema allows. */
const MOST = { units: 1_000_000, tolerance: 100 };

const JUMPS = [
  { name: 'jumpPercent', max: 100_000 },
  { name: 'jumpUnits', max: MOST.units },
  { name: 'jumpMoney', max: 1_000_000_000 },
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
      <legend>{LIMITS.heading}</legend>
      <p>{LIMITS.about}</p>
      <div class="bb-fields">
        {JUMPS.map(({ name, max }) => (
          <Setting key={name} path={`guards.${name}`}>
            <NumberField
              {...LIMITS[name]}
              value={guards[name]}
              {...limitBounds(most?.[name], max)}
              onInput={(value) => onChange({ guards: { ...guards, [name]: value } })}
            />
          </Setting>
        ))}
      </div>
      <LimitsPreview guards={guards} disabled={!areGuardsValid(guards)} />
      <Tolerances settings={settings} onChange={onChange} />
      <RoundingList settings={settings} onChange={onChange} />
    </fieldset>
  );
}

export function areLimitsValid({ guards, driftTolerance }: Pick<Settings, 'guards' | 'driftTolerance'>): boolean {
  return (
    areGuardsValid(guards) &&
    Object.values(driftTolerance).every(
      (one) => one && isNumberTo(one.percent, MOST.tolerance) && isNumberTo(one.units, MOST.units),
    )
  );
}

function areGuardsValid(guards: Settings['guards']): boolean {
  return JUMPS.every(({ name, max }) => isNumberTo(guards[name], max));
}

/** Per service. Open while a number is wrong: nobody finds it in a folded list. */
function Tolerances({ settings, onChange }: Props) {
  const services = servicesOf(settings).filter((service) => isEnabled(service, settings));
  const unit = ({ unit: measured }: Service) =>
    measured === 'GB' ? settings.storageUnit : measured === 'count' ? TOLERANCES.computers : measured;
  return (
    <details class="bb-tolerances" open={areLimitsValid(settings) ? undefined : true}>
      <summary>{TOLERANCES.heading}</summary>
      <p class="bb-hint">{TOLERANCES.hint}</p>
      {services.map((service) => {
        const tolerance = driftToleranceOf(service, settings.driftTolerance);
        const set = (part: Partial<typeof tolerance>) =>
          onChange({ driftTolerance: { ...settings.driftTolerance, [service.id]: { ...tolerance, ...part } } });
        return (
          <Setting key={service.id} path={`driftTolerance.${service.id}`}>
            <div class="bb-fields">
              <NumberField
                label={TOLERANCES.inPercent(service.title)}
                unit="%"
                value={tolerance.percent}
                max={MOST.tolerance}
                onInput={(percent) => set({ percent })}
              />
              <NumberField
                label={TOLERANCES.inUnits(service.title, unit(service))}
                unit={unit(service)}
                value={tolerance.units}
                max={MOST.units}
                onInput={(units) => set({ units })}
              />
            </div>
          </Setting>
        );
      })}
    </details>
  );
}
