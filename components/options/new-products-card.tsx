import { useState } from 'preact/hooks';
import type { SetupFixInput } from '../../lib/domain/setup/setup-fix-input.ts';
import { send } from '../../lib/messages/send.ts';
import { FixView } from '../setup/fix-view.tsx';
import { Button } from '../ui/button.tsx';
import { NewProductsForm } from './new-products-form.tsx';
import { NEW_PRODUCTS as TEXTS } from './texts/new-products.ts';

/** Creates products and cross-references in ConnectWise: choose, preview, apply, result. */
export function NewProductsCard({ onWritten }: { onWritten: () => void }) {
  const [isChoosing, setChoosing] = useState(false);
  const [input, setInput] = useState<SetupFixInput | null>(null);
  const close = () => {
    setInput(null);
    setChoosing(false);
  };
  return (
    <fieldset class="bb-card">
      <legend>{TEXTS.heading}</legend>
      <p class="bb-hint">{TEXTS.hint}</p>
      {!isChoosing && !input && (
        <footer class="bb-card-foot">
          <Button onClick={() => setInput({ checkIds: ['cross-references'], products: [] })}>
            {TEXTS.createReferences}
          </Button>
          <Button onClick={() => setChoosing(true)}>{TEXTS.createProducts}</Button>
        </footer>
      )}
      {/* Kept while the preview is open: what was typed is there when it is closed. */}
      {isChoosing && (
        <div hidden={input !== null}>
          <NewProductsForm onPreview={setInput} onClose={close} />
        </div>
      )}
      {input && (
        <FixView
          key={JSON.stringify(input)}
          title={TEXTS.previewHeading}
          plan={() => send('setup.plan-fix', input)}
          onEnded={() => {
            setChoosing(false);
            onWritten();
          }}
          onClose={() => setInput(null)}
        />
      )}
    </fieldset>
  );
}
