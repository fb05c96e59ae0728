import { useState } from 'preact/hooks';
import type { Change } from '../../lib/domain/change.ts';
import { isEnabled, servicesOf } from '../../lib/domain/own-service.ts';
import { productFor } from '../../lib/domain/product-template.ts';
import type { NewProduct } from '../../lib/domain/setup/setup-fix-input.ts';
import { send } from '../../lib/messages/send.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { useRequest } from '../ui/use-request.ts';
import { PRICES } from './texts.ts';

interface ProductPricesProps {
  changes: readonly Change[];
  /** Plans again, with every product of the template at its price. */
  onPrices: (products: NewProduct[]) => void;
}

/** What new products cost, before they are created. Without a price they bill nothing, which the preview says. */
export function ProductPrices({ changes, onPrices }: ProductPricesProps) {
  const settings = useRequest(() => send('settings.read', {})).value;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const created = new Set(changes.filter(isNewProduct).map((change) => identifierOf(change)));
  if (!settings || created.size === 0) return null;
  const services = servicesOf(settings).filter((service) => service.type !== '' && isEnabled(service, settings));
  const priced = services
    .map((service) => ({ service, at: (price: number) => productFor(service, price, { prefix: settings.prefix }) }))
    .filter(({ at }) => created.has(at(0).identifier));
  const priceOf = (id: string) => Number((typed[id] ?? '').replace(',', '.') || 0);
  const isWrong = (id: string) => !(priceOf(id) >= 0 && priceOf(id) <= MOST);
  return (
    <details class="bb-prices">
      <summary>{PRICES.title(priced.length)}</summary>
      <div class="bb-fields">
        {priced.map(({ service, at }) => (
          <TextField
            key={service.id}
            label={at(0).identifier}
            inputMode="decimal"
            placeholder="0"
            value={typed[service.id] ?? ''}
            error={isWrong(service.id) ? PRICES.wrong : undefined}
            onInput={(price) => setTyped({ ...typed, [service.id]: price })}
          />
        ))}
      </div>
      <Button
        disabled={priced.some(({ service }) => isWrong(service.id))}
        onClick={() => onPrices(priced.map(({ service, at }) => at(priceOf(service.id))))}
      >
        {PRICES.use}
      </Button>
    </details>
  );
}

/** The worker takes no more. */
const MOST = 1_000_000;

function isNewProduct({ resource, op }: Change): boolean {
  return resource === 'product' && op === 'create';
}

function identifierOf({ fields }: Change): unknown {
  return fields.find(({ field }) => field === 'identifier')?.to;
}
