import { useState } from 'preact/hooks';
import type { Service, ServiceId } from '../../lib/domain/service.ts';
import { numberValue } from '../../lib/shared/text-values.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField } from '../ui/field.tsx';
import { formatText } from '../ui/format-text.ts';
import { isNumberTo, NumberField } from '../ui/number-field.tsx';
import { COMMON } from './texts/common.ts';
import { NEW_PRODUCTS } from './texts/new-products.ts';
import { useUnsaved } from './use-unsaved.ts';

const MOST = 1_000_000;
/** What a flat fee commonly includes. */
const INCLUDED = 25;
const TEXTS = NEW_PRODUCTS.fee;

interface Props {
  services: readonly Service[];
  onAdd: (service: Service, prices: { fee: number; perUnit: number; included: number }) => void;
}

/** A flat fee with the product for what is used beyond it (docs/reference/setup-guides.md#2022-billing-2b). */
export function FlatFeeForm({ services, onAdd }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [id, setId] = useState<ServiceId | undefined>(services[0]?.id);
  const [fee, setFee] = useState(0);
  const [included, setIncluded] = useState(INCLUDED);
  const [perUnit, setPerUnit] = useState(0);
  const service = services.find((one) => one.id === id);
  useUnsaved(isOpen && (fee !== 0 || perUnit !== 0 || included !== INCLUDED));
  const isRight = isNumberTo(fee, MOST) && isNumberTo(perUnit, MOST) && isNumberTo(included, MOST) && included > 0;
  if (!isOpen)
    return (
      <Button kind="quiet" expanded={false} onClick={() => setOpen(true)}>
        {TEXTS.add}
      </Button>
    );
  return (
    <fieldset class="bb-own-service">
      <legend>{TEXTS.heading}</legend>
      <p class="bb-hint">{TEXTS.hint}</p>
      <div class="bb-fields">
        <ChoiceField
          label={TEXTS.service}
          value={id ?? ''}
          choices={services.map((one) => ({ value: one.id as string, label: one.title }))}
          onChange={(chosen) => setId(services.find((one) => one.id === chosen)?.id)}
        />
        <NumberField label={TEXTS.fee} unit="" value={fee} max={MOST} onInput={setFee} />
        <NumberField
          label={TEXTS.included}
          unit={service?.unit ?? ''}
          value={included}
          max={MOST}
          onInput={setIncluded}
        />
        <NumberField label={TEXTS.perUnit} unit="" value={perUnit} max={MOST} onInput={setPerUnit} />
      </div>
      <p class="bb-hint">{isRight && formatText(TEXTS.less(numberValue(included)))}</p>
      <footer class="bb-card-foot">
        <Button kind="quiet" onClick={() => setOpen(false)}>
          {COMMON.cancel}
        </Button>
        <Button
          disabled={!isRight || !service}
          onClick={() => {
            if (!service) return;
            onAdd(service, { fee, perUnit, included });
            setOpen(false);
          }}
        >
          {TEXTS.addPair}
        </Button>
      </footer>
    </fieldset>
  );
}
