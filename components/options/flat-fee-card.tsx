import { useState } from 'preact/hooks';
import type { ProductChoice } from '../../lib/domain/cross-referenced-product.ts';
import type { FlatFeeDecision } from '../../lib/domain/flat-fee.ts';
import { Button } from '../ui/button.tsx';
import { ProductPicker } from './product-picker.tsx';
import { Setting } from './setting.tsx';
import { COMMON } from './texts/common.ts';
import { FLAT_FEES } from './texts/services.ts';

interface Props {
  decisions: readonly FlatFeeDecision[];
  /** Products that look like flat fees by their name. */
  proposals: readonly ProductChoice[];
  onChange: (decisions: FlatFeeDecision[]) => void;
}

/** Which products are flat fees: their quantity is never written. Names only propose; the user confirms or rejects. */
export function FlatFeeCard({ decisions, proposals, onChange }: Props) {
  const [isChoosing, setChoosing] = useState(false);
  const decide = ({ id, identifier }: Pick<ProductChoice, 'id' | 'identifier'>, isFlatFee: boolean) =>
    onChange([...decisions.filter((known) => known.id !== id), { id, identifier, isFlatFee }]);
  const open = proposals.filter(({ id }) => !decisions.some((known) => known.id === id));
  return (
    <fieldset class="bb-card">
      <legend>{FLAT_FEES.heading}</legend>
      <p class="bb-hint">{FLAT_FEES.hint}</p>
      <Setting path="flatFeeProducts" isGroup>
        <ul class="bb-services">
          {open.map((product) => (
            <li key={product.id} class="bb-service">
              <strong>{product.identifier}</strong>
              <span class="bb-hint">{FLAT_FEES.byName(product.description)}</span>
              <span class="bb-service-actions">
                <Button kind="quiet" edits onClick={() => decide(product, true)}>
                  {FLAT_FEES.isFlatFee}
                  <span class="bb-visually-hidden"> {product.identifier}</span>
                </Button>
                <Button kind="quiet" edits onClick={() => decide(product, false)}>
                  {FLAT_FEES.isNone}
                  <span class="bb-visually-hidden"> {product.identifier}</span>
                </Button>
              </span>
            </li>
          ))}
          {decisions.map(({ id, identifier, isFlatFee }) => (
            <li key={id} class="bb-service">
              <strong>{identifier}</strong>
              <span>{isFlatFee ? FLAT_FEES.isFlatFee : FLAT_FEES.isNone}</span>
              <span class="bb-service-actions">
                <Button kind="quiet" edits onClick={() => onChange(decisions.filter((known) => known.id !== id))}>
                  {COMMON.remove}
                  <span class="bb-visually-hidden"> {identifier}</span>
                </Button>
              </span>
            </li>
          ))}
        </ul>
        <Button kind="quiet" edits onClick={() => setChoosing(!isChoosing)}>
          {isChoosing ? COMMON.cancel : FLAT_FEES.mark}
        </Button>
        {isChoosing && (
          <ProductPicker
            label={FLAT_FEES.product}
            onChoose={(product) => {
              decide(product, true);
              setChoosing(false);
            }}
          />
        )}
      </Setting>
    </fieldset>
  );
}
