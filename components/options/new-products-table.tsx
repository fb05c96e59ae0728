import { LONGEST_DESCRIPTION, LONGEST_IDENTIFIER } from '../../lib/domain/product-template.ts';
import { failuresOf, type ProductDraft } from './product-drafts.ts';
import { NEW_PRODUCTS as TEXTS } from './texts/new-products.ts';

interface Props {
  drafts: readonly ProductDraft[];
  /** Symbol or code of the tenant's currency; '' where none is known. */
  currency: string;
  onChange: (draft: ProductDraft) => void;
}

/** The products to be created, a row each: what is missing is chosen. */
export function NewProductsTable({ drafts, currency, onChange }: Props) {
  const { columns } = TEXTS;
  return (
    <div class="bb-table-scroll">
      <table class="bb-table bb-new-products">
        <thead>
          <tr>
            {Object.values(columns).map((column) => (
              <th key={column} scope="col">
                {column === columns.price && currency ? `${column} (${currency})` : column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drafts.map((draft) => (
            <Row key={draft.key} draft={draft} all={drafts} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  draft: ProductDraft;
  all: readonly ProductDraft[];
  onChange: (draft: ProductDraft) => void;
}

function Row({ draft, all, onChange }: RowProps) {
  const { service, product, isChosen, existing } = draft;
  const failures = failuresOf(draft, all);
  const name = product.service ? service.title : product.identifier;
  const field = (column: 'identifier' | 'description' | 'price', value: string, most: number) => (
    <td>
      <input
        type="text"
        aria-label={TEXTS.of(TEXTS.columns[column], name)}
        aria-invalid={failures[column] !== undefined}
        inputMode={column === 'price' ? 'decimal' : 'text'}
        autocomplete="off"
        maxLength={most}
        value={value}
        disabled={!isChosen}
        onInput={({ currentTarget }) =>
          onChange(
            column === 'price'
              ? { ...draft, price: currentTarget.value }
              : { ...draft, product: { ...product, [column]: currentTarget.value } },
          )
        }
      />
      {failures[column] && (
        <span class="bb-field-error" role="alert">
          {failures[column]}
        </span>
      )}
    </td>
  );
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={TEXTS.create(name)}
          checked={isChosen}
          onChange={({ currentTarget }) => onChange({ ...draft, isChosen: currentTarget.checked })}
        />
      </td>
      <th scope="row">
        {service.title}
        {existing !== null && <span class="bb-hint"> {TEXTS.existing(existing)}</span>}
      </th>
      {field('identifier', product.identifier, LONGEST_IDENTIFIER)}
      {field('description', product.description, LONGEST_DESCRIPTION)}
      {field('price', draft.price, 14)}
    </tr>
  );
}
