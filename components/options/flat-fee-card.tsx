import { useState } from 'preact/hooks';
import type { ProductChoice } from '../../lib/domain/cross-referenced-product.ts';
import type { FlatFeeDecision } from '../../lib/domain/flat-fee.ts';
import { Button } from '../ui/button.tsx';
import { ProductPicker } from './product-picker.tsx';

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
      <legend>Flat-fee products</legend>
      <p class="bb-hint">
        The quantity of a flat-fee product is never written. Until you decide, a product whose name says so counts as
        one.
      </p>
      <ul class="bb-services">
        {open.map((product) => (
          <li key={product.id} class="bb-service">
            <strong>{product.identifier}</strong>
            <span class="bb-hint">Flat fee by its name: {product.description}</span>
            <span class="bb-service-actions">
              <Button kind="quiet" onClick={() => decide(product, true)}>
                Flat fee<span class="bb-visually-hidden"> {product.identifier}</span>
              </Button>
              <Button kind="quiet" onClick={() => decide(product, false)}>
                Not a flat fee<span class="bb-visually-hidden"> {product.identifier}</span>
              </Button>
            </span>
          </li>
        ))}
        {decisions.map(({ id, identifier, isFlatFee }) => (
          <li key={id} class="bb-service">
            <strong>{identifier}</strong>
            <span>{isFlatFee ? 'Flat fee' : 'Not a flat fee'}</span>
            <span class="bb-service-actions">
              <Button kind="quiet" onClick={() => onChange(decisions.filter((known) => known.id !== id))}>
                Remove<span class="bb-visually-hidden"> {identifier}</span>
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <Button kind="quiet" onClick={() => setChoosing(!isChoosing)}>
        {isChoosing ? 'Cancel' : 'Mark a product as flat fee'}
      </Button>
      {isChoosing && (
        <ProductPicker
          label="Flat-fee product"
          onChoose={(product) => {
            decide(product, true);
            setChoosing(false);
          }}
        />
      )}
    </fieldset>
  );
}
