import { useId, useState } from 'preact/hooks';
import { fitsUnit, MEASURES } from '../../lib/domain/measures.ts';
import type { AccountFilter, OwnService } from '../../lib/domain/own-service.ts';
import { SERVICE_UNITS } from '../../lib/domain/service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { ChoiceField, TextField } from '../ui/field.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { MEASURE_GROUPS } from './measure-groups.ts';
import { ownServiceFailure, patternsOf } from './own-service-draft.ts';
import { RoundingChoice } from './rounding-choice.tsx';
import { OWN_SERVICE as TEXTS } from './texts/own-services.ts';

const KINDS = ['server', 'desktop', 'appliance', 'mailboxes', 'unknown'] as const;
const UNITS = SERVICE_UNITS.map((value) => ({ value, label: TEXTS.units[value] }));
/** The most that the settings' schema allows. */
const MOST_FREE = 1_000_000_000;

interface Props {
  service: OwnService;
  others: readonly OwnService[];
  settings: Settings;
  onChange: (service: OwnService) => void;
  onSettings: (part: Partial<Settings>) => void;
}

/** What a service of one's own is the sum of, of which accounts, and what of it is free of charge. */
export function OwnServiceEditor({ service, others, settings, onChange, onSettings }: Props) {
  const failure = ownServiceFailure(service, others);
  const errorAt = (field: NonNullable<typeof failure>['field']) =>
    failure?.field === field ? failure.message : undefined;
  const change = (part: Partial<OwnService>) => onChange({ ...service, ...part });
  const filter = (part: Partial<AccountFilter>) => change({ filter: { ...service.filter, ...part } });
  const { unit, deduct, deductPer } = service;
  return (
    <div class="bb-own-service">
      <div class="bb-fields">
        <TextField
          label={TEXTS.title}
          value={service.title}
          maxLength={100}
          error={errorAt('title')}
          onInput={(title) => change({ title })}
        />
        <ChoiceField
          label={TEXTS.unit}
          value={unit}
          choices={UNITS}
          onChange={(chosen) => change({ unit: chosen, measures: service.measures.filter((id) => fits(id, chosen)) })}
        />
        <RoundingChoice
          service={service.id}
          roundingOf={settings.roundingOf}
          onChange={(roundingOf) => onSettings({ roundingOf })}
        />
        <NumberField
          label={TEXTS.deduct}
          unit={unit === 'GB' ? settings.storageUnit : TEXTS.units[unit]}
          value={deduct}
          max={MOST_FREE}
          onInput={(free) => change({ deduct: free })}
        />
        <ChoiceField
          label={TEXTS.deductPer.label}
          value={deductPer}
          choices={(['customer', 'account'] as const).map((value) => ({ value, label: TEXTS.deductPer[value] }))}
          onChange={(per) => change({ deductPer: per })}
        />
        <TextField
          label={TEXTS.type}
          value={service.type}
          hint={TEXTS.referenceHint}
          onInput={(type) => change({ type })}
        />
        <TextField label={TEXTS.level} value={service.level} onInput={(level) => change({ level })} />
      </div>
      <Measures service={service} error={errorAt('measures')} onChange={(measures) => change({ measures })} />
      <Filters filter={service.filter} silentError={errorAt('silentDays')} onChange={filter} />
    </div>
  );
}

function fits(id: string, unit: OwnService['unit']): boolean {
  const known = MEASURES.find((measure) => measure.id === id);
  return known ? fitsUnit(known, unit) : true;
}

function Measures({
  service: { unit, measures },
  error,
  onChange,
}: {
  service: OwnService;
  error: string | undefined;
  onChange: (measures: string[]) => void;
}) {
  const id = useId();
  const others = measures.filter((chosen) => !MEASURES.some((measure) => measure.id === chosen));
  const tick = (measure: string, on: boolean) =>
    onChange(on ? [...measures, measure] : measures.filter((chosen) => chosen !== measure));
  return (
    <fieldset class="bb-own-part" aria-describedby={error && `${id}-error`}>
      <legend>{TEXTS.measures}</legend>
      {error && (
        <p class="bb-field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {MEASURE_GROUPS.map(({ label, isFolded, measures: all }) => {
        const fitting = all.filter((measure) => fitsUnit(measure, unit));
        if (fitting.length === 0) return null;
        const isTicked = fitting.some((measure) => measures.includes(measure.id));
        return (
          <details key={label} open={!isFolded || isTicked}>
            <summary>{label}</summary>
            <div class="bb-ticks">
              {fitting.map((measure) => (
                <label key={measure.id}>
                  <input
                    type="checkbox"
                    checked={measures.includes(measure.id)}
                    onChange={(event) => tick(measure.id, event.currentTarget.checked)}
                  />
                  {measure.title}
                </label>
              ))}
            </div>
          </details>
        );
      })}
      <Patterns
        label={TEXTS.otherMeasures}
        hint={TEXTS.otherMeasuresHint}
        patterns={others}
        onChange={(typed) => onChange([...measures.filter((chosen) => !others.includes(chosen)), ...typed])}
      />
    </fieldset>
  );
}

function Filters({
  filter,
  silentError,
  onChange,
}: {
  filter: AccountFilter;
  silentError: string | undefined;
  onChange: (part: Partial<AccountFilter>) => void;
}) {
  const { kinds, silentDays } = filter;
  return (
    <fieldset class="bb-own-part">
      <legend>{TEXTS.filters}</legend>
      <p class="bb-hint">{TEXTS.filtersHint}</p>
      <fieldset class="bb-types">
        <legend>{TEXTS.kindsLabel}</legend>
        {KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={kinds.includes(kind)}
              onChange={(event) =>
                onChange({
                  kinds: KINDS.filter((one) => (one === kind ? event.currentTarget.checked : kinds.includes(one))),
                })
              }
            />
            {TEXTS.kinds[kind]}
          </label>
        ))}
      </fieldset>
      <div class="bb-fields">
        <Patterns
          label={TEXTS.plans}
          hint={TEXTS.patternHint}
          patterns={filter.plans}
          onChange={(plans) => onChange({ plans })}
        />
        <Patterns
          label={TEXTS.names}
          hint={TEXTS.patternHint}
          patterns={filter.names}
          onChange={(names) => onChange({ names })}
        />
        <Patterns
          label={TEXTS.exceptNames}
          hint={TEXTS.exceptHint}
          patterns={filter.exceptNames}
          onChange={(exceptNames) => onChange({ exceptNames })}
        />
        <TextField
          label={TEXTS.silent}
          hint={TEXTS.silentHint}
          inputMode="decimal"
          value={silentDays === null ? '' : Number.isNaN(silentDays) ? '' : `${silentDays}`}
          error={silentError}
          onInput={(text) => onChange({ silentDays: text.trim() === '' ? null : Number(text) })}
        />
      </div>
    </fieldset>
  );
}

/** A list as text. What is typed stays as it is typed, a comma at the end included. */
function Patterns({
  label,
  hint,
  patterns,
  onChange,
}: {
  label: string;
  hint: string;
  patterns: readonly string[];
  onChange: (patterns: string[]) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const isTyped = typed !== null && patternsOf(typed).join() === patterns.join();
  return (
    <TextField
      label={label}
      hint={hint}
      value={isTyped ? typed : patterns.join(', ')}
      onInput={(text) => {
        setTyped(text);
        onChange(patternsOf(text));
      }}
    />
  );
}
