import { useState } from 'preact/hooks';
import {
  DEFAULT_HEALTH,
  LIMIT_HOURS,
  LONGEST_PRODUCT,
  MOST_PRODUCT_LIMITS,
  type ProductLimit,
} from '../../lib/domain/health-limits.ts';
import { ACCOUNT_KINDS, type AccountKind } from '../../lib/domain/portal-facts.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField, TextField } from '../ui/field.tsx';
import { isNumberTo, NumberField } from '../ui/number-field.tsx';
import { Setting } from './setting.tsx';
import { COMMON } from './texts/common.ts';
import { PRODUCT_LIMITS, LIMITS_OF_HEALTH as TEXTS } from './texts/health.ts';

interface Props {
  health: Settings['health'];
  onChange: (health: Settings['health']) => void;
}

/** How old a backup may be, by what is protected and by product (docs/reference/rules.md#health). */
export function HealthCard({ health, onChange }: Props) {
  const { limits } = health;
  return (
    <fieldset class="bb-card">
      <legend>{TEXTS.heading}</legend>
      <p>{TEXTS.about}</p>
      <div class="bb-fields">
        {ACCOUNT_KINDS.map((kind) => (
          <Setting key={kind} path={`health.limits.${kind}`}>
            <HoursField
              label={TEXTS.kinds[kind]}
              hint={TEXTS.byDefault(DEFAULT_HEALTH.limits[kind])}
              example={DEFAULT_HEALTH.limits[kind]}
              value={limits[kind]}
              onInput={(hours) => onChange({ ...health, limits: { ...limits, [kind]: hours } })}
            />
          </Setting>
        ))}
      </div>
      <Setting path="health.products" isGroup>
        <ProductLimits rows={health.products} onChange={(products) => onChange({ ...health, products })} />
      </Setting>
    </fieldset>
  );
}

/** Whether the worker will take it; the fields say what is wrong. */
export function isHealthValid({ limits, products }: Settings['health']): boolean {
  return (
    Object.values(limits).every(isHours) &&
    products.every(({ product, hours }) => product.trim() !== '' && isHours(hours))
  );
}

function isHours(hours: number): boolean {
  return isNumberTo(hours, LIMIT_HOURS.most, LIMIT_HOURS.least);
}

interface HoursProps {
  label: string;
  hint?: string;
  example: number;
  value: number;
  onInput: (hours: number) => void;
}

function HoursField({ label, example, ...field }: HoursProps) {
  const { least, most } = LIMIT_HOURS;
  return (
    <NumberField
      {...field}
      label={label}
      unit={TEXTS.unit}
      min={least}
      max={most}
      failure={(typed) => TEXTS.wrong(label, typed, least, most, example)}
    />
  );
}

interface ProductLimitsProps {
  rows: readonly ProductLimit[];
  onChange: (rows: ProductLimit[]) => void;
}

const ANY = 'any';

function ProductLimits({ rows, onChange }: ProductLimitsProps) {
  /** A row was removed with its button, so the focus needs another place. */
  const [isRemoved, setRemoved] = useState(false);
  const set = (at: number, row: ProductLimit) => onChange(rows.map((known, index) => (index === at ? row : known)));
  return (
    <section class="bb-tolerances" aria-label={PRODUCT_LIMITS.heading}>
      <h2>{PRODUCT_LIMITS.heading}</h2>
      <p class="bb-hint">{PRODUCT_LIMITS.hint}</p>
      {rows.map((row, at) => (
        // Rows have no name of their own, and two may be alike.
        <fieldset key={at} class="bb-fields bb-product-limit">
          <legend class="bb-visually-hidden">{PRODUCT_LIMITS.row(at + 1)}</legend>
          <TextField
            label={PRODUCT_LIMITS.product}
            value={row.product}
            maxLength={LONGEST_PRODUCT}
            error={row.product.trim() ? undefined : PRODUCT_LIMITS.blank(at + 1)}
            onInput={(product) => set(at, { ...row, product })}
          />
          <ChoiceField<AccountKind | typeof ANY>
            label={PRODUCT_LIMITS.kind}
            value={row.kind ?? ANY}
            choices={[
              { value: ANY, label: PRODUCT_LIMITS.anyKind },
              ...ACCOUNT_KINDS.map((kind) => ({ value: kind, label: TEXTS.kinds[kind] })),
            ]}
            onChange={(kind) => {
              const { kind: _, ...others } = row;
              set(at, kind === ANY ? others : { ...others, kind });
            }}
          />
          <HoursField
            label={PRODUCT_LIMITS.limit}
            example={DEFAULT_HEALTH.limits[row.kind ?? 'server']}
            value={row.hours}
            onInput={(hours) => set(at, { ...row, hours })}
          />
          <Button
            kind="quiet"
            edits
            onClick={() => {
              setRemoved(true);
              onChange(rows.filter((_, index) => index !== at));
            }}
          >
            {COMMON.remove}
            <span class="bb-visually-hidden"> {row.product.trim() || PRODUCT_LIMITS.row(at + 1)}</span>
          </Button>
        </fieldset>
      ))}
      {rows.length < MOST_PRODUCT_LIMITS && (
        <Button
          key={`${isRemoved} ${rows.length}`}
          kind="quiet"
          edits
          takesFocus={isRemoved}
          onClick={() => {
            setRemoved(false);
            onChange([...rows, { product: '', hours: DEFAULT_HEALTH.limits.server }]);
          }}
        >
          {PRODUCT_LIMITS.add}
        </Button>
      )}
    </section>
  );
}
