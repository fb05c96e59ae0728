import { useEffect, useId, useState } from 'preact/hooks';
import type { ProductChoice } from '../../lib/domain/cross-referenced-product.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { PRODUCT_PICKER } from './texts/services.ts';

const PAUSE_BEFORE_SEARCH = 250;

interface Found {
  products: ProductChoice[];
  failure: Failure | null;
}

/** Finds a ConnectWise product by a part of its id or description: nobody types ids by hand. */
export function ProductPicker({ label, onChoose }: { label: string; onChoose: (choice: ProductChoice) => void }) {
  const id = useId();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      const result = await send('products.search', { text: text.trim() });
      if (current)
        setFound(result.ok ? { products: result.value, failure: null } : { products: [], failure: result.failure });
    }, PAUSE_BEFORE_SEARCH);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <div class="bb-picker">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="search"
        value={text}
        placeholder={PRODUCT_PICKER.placeholder}
        autocomplete="off"
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {found?.failure && <FailureNotice failure={found.failure} />}
      {found && !found.failure && found.products.length === 0 && <p class="bb-hint">{PRODUCT_PICKER.none(text)}</p>}
      <ul>
        {found?.products.map((product) => (
          <li key={product.id}>
            <button type="button" onClick={() => onChoose(product)}>
              <strong>{product.identifier}</strong>
              <span class="bb-hint">{product.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
