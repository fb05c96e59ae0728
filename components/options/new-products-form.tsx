import { useState } from 'preact/hooks';
import { PRODUCT_FILING } from '../../lib/domain/product-template.ts';
import type { ProductProposals } from '../../lib/domain/setup/product-proposals.ts';
import type { SetupFixInput } from '../../lib/domain/setup/setup-fix-input.ts';
import { send } from '../../lib/messages/send.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField, Switch } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { FlatFeeForm } from './flat-fee-form.tsx';
import { NewProductsTable } from './new-products-table.tsx';
import {
  areEdited,
  draftsOf,
  failuresOf,
  type ProductDraft,
  priceOf,
  productsIn,
  withFlatFee,
} from './product-drafts.ts';
import { COMMON } from './texts/common.ts';
import { NEW_PRODUCTS as TEXTS } from './texts/new-products.ts';
import { useUnsaved } from './use-unsaved.ts';

interface Props {
  onPreview: (input: SetupFixInput) => void;
  onClose: () => void;
}

/** Which products are created, from their templates. */
export function NewProductsForm({ onPreview, onClose }: Props) {
  const proposals = useRequest(() => send('setup.product-proposals', {}));
  if (proposals.failure) return <FailureNotice failure={proposals.failure} />;
  if (!proposals.value) return <Skeleton />;
  return <Form proposals={proposals.value} onPreview={onPreview} onClose={onClose} />;
}

function Form({ proposals, onPreview, onClose }: Props & { proposals: ProductProposals }) {
  const { terms, tables, agreementTypes } = proposals;
  const [proposed] = useState<ProductDraft[]>(() => draftsOf(proposals));
  const [drafts, setDrafts] = useState(proposed);
  const [hasReferences, setReferences] = useState(true);
  const [filing, setFiling] = useState<NonNullable<SetupFixInput['filing']>>({});
  const [agreementTypeId, setAgreementType] = useState<number | undefined>(undefined);
  useUnsaved(areEdited(drafts, proposed));
  const chosen = drafts.filter(({ isChosen }) => isChosen);
  const isWrong = chosen.some((draft) => Object.keys(failuresOf(draft, drafts)).length > 0);
  const free = chosen.filter(({ price }) => priceOf(price) === 0).length;
  const lacks = (rows: readonly { name: string }[], name: string) =>
    !rows.some((row) => row.name.toLowerCase() === name.toLowerCase());
  if (drafts.length === 0) return <p class="bb-empty">{TEXTS.none}</p>;
  const preview = () =>
    onPreview({
      checkIds: hasReferences ? ['products', 'cross-references'] : ['products'],
      products: productsIn(drafts, terms),
      filing,
      ...(agreementTypeId !== undefined && { agreementTypeId }),
    });
  return (
    <>
      <NewProductsTable
        drafts={drafts}
        currency={terms.currency?.symbol || terms.currency?.code || ''}
        onChange={(draft) => setDrafts(drafts.map((one) => (one.key === draft.key ? draft : one)))}
      />
      {free > 0 && <p class="bb-hint bb-tone-warning">{TEXTS.free(free)}</p>}
      <FlatFeeForm
        services={proposals.services.map(({ service }) => service)}
        onAdd={(service, prices) => setDrafts(withFlatFee(drafts, service, prices, terms))}
      />
      <div class="bb-fields">
        {lacks(tables.subcategories, PRODUCT_FILING.subcategory) && (
          <Choice
            label={TEXTS.subcategory}
            rows={tables.subcategories}
            onChange={(subcategoryId) => setFiling({ ...filing, subcategoryId })}
          />
        )}
        {lacks(tables.types, PRODUCT_FILING.type) && (
          <Choice label={TEXTS.type} rows={tables.types} onChange={(typeId) => setFiling({ ...filing, typeId })} />
        )}
        {lacks(tables.units, PRODUCT_FILING.unit) && (
          <Choice label={TEXTS.unit} rows={tables.units} onChange={(unitId) => setFiling({ ...filing, unitId })} />
        )}
        {hasReferences && agreementTypes.length > 1 && (
          <Choice label={TEXTS.agreementType} rows={agreementTypes} onChange={setAgreementType} />
        )}
      </div>
      <Switch label={TEXTS.withReferences} checked={hasReferences} onChange={setReferences} />
      <footer class="bb-card-foot">
        <Button kind="quiet" onClick={onClose}>
          {COMMON.cancel}
        </Button>
        <Button kind="primary" disabled={isWrong || chosen.length === 0} onClick={preview}>
          {TEXTS.preview(chosen.length)}
        </Button>
      </footer>
    </>
  );
}

interface ChoiceProps {
  label: string;
  rows: readonly { id: number; name: string }[];
  onChange: (id: number) => void;
}

/** One of the tenant's own values, where it has none that the guides recommend. */
function Choice({ label, rows, onChange }: ChoiceProps) {
  const [value, setValue] = useState('');
  const choices = [{ value: '', label: '…' }, ...rows.map(({ id, name }) => ({ value: String(id), label: name }))];
  return (
    <ChoiceField
      label={label}
      value={value}
      choices={choices}
      onChange={(chosen) => {
        setValue(chosen);
        if (chosen !== '') onChange(Number(chosen));
      }}
    />
  );
}
