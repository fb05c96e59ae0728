import { customerDescription, flatFeePair, type PriceTerms } from '../../lib/domain/product-template.ts';
import type { Service } from '../../lib/domain/service.ts';
import type { ProductProposals } from '../../lib/domain/setup/product-proposals.ts';
import type { NewProduct } from '../../lib/domain/setup/setup-fix-input.ts';
import { NEW_PRODUCTS as TEXTS } from './texts/new-products.ts';

/** A row of the table: a product as far as it is filled in. */
export interface ProductDraft {
  key: string;
  service: Service;
  isChosen: boolean;
  /** What bills the service now; null: nothing. */
  existing: string | null;
  /** Its text for invoices comes from the price; of a flat fee and its pair it is fixed. */
  product: NewProduct;
  hasFixedText: boolean;
  /** As typed; blank: 0. */
  price: string;
}

/** What is wrong with a row, by its field. */
export type DraftFailures = Partial<Record<'identifier' | 'description' | 'price', string>>;

/** Returns the rows: services without a product are chosen. */
export function draftsOf({ services }: Pick<ProductProposals, 'services'>): ProductDraft[] {
  return services.map(({ service, product, existing }) => ({
    key: service.id,
    service,
    isChosen: existing === null,
    existing,
    product,
    hasFixedText: false,
    price: '',
  }));
}

/**
 * Returns whether a user edited any of the rows. A row that nothing was typed into is the proposed one itself, so that with each key only
 * the edited rows are compared, by what can be edited.
 */
export function areEdited(drafts: readonly ProductDraft[], proposed: readonly ProductDraft[]): boolean {
  return drafts.length !== proposed.length || drafts.some((draft, at) => isEdited(draft, proposed[at]));
}

function isEdited(draft: ProductDraft, proposed: ProductDraft | undefined): boolean {
  if (draft === proposed) return false;
  return (
    draft.key !== proposed?.key ||
    draft.isChosen !== proposed.isChosen ||
    draft.price !== proposed.price ||
    draft.product.identifier !== proposed.product.identifier ||
    draft.product.description !== proposed.product.description
  );
}

/** Returns the price that was typed; NaN for what is none. */
export function priceOf(typed: string): number {
  const text = typed.trim().replace(',', '.');
  if (text === '') return 0;
  return /^\d{1,7}(\.\d{1,6})?$/.test(text) && Number(text) <= 1_000_000 ? Number(text) : Number.NaN;
}

/** Returns what is wrong with a chosen row. */
export function failuresOf(draft: ProductDraft, all: readonly ProductDraft[]): DraftFailures {
  if (!draft.isChosen) return {};
  const { identifier, description } = draft.product;
  const same = (other: ProductDraft) =>
    other.product.identifier.trim().toLowerCase() === identifier.trim().toLowerCase();
  const isTwice = all.some((other) => other !== draft && other.isChosen && same(other));
  return {
    ...(identifier.trim() === '' ? { identifier: TEXTS.blank } : isTwice ? { identifier: TEXTS.twice } : {}),
    ...(description.trim() === '' && { description: TEXTS.blank }),
    ...(Number.isNaN(priceOf(draft.price)) && { price: TEXTS.badPrice(draft.price) }),
  };
}

/** Returns the chosen products as they are to be created. */
export function productsIn(drafts: readonly ProductDraft[], terms: PriceTerms): NewProduct[] {
  return drafts
    .filter(({ isChosen }) => isChosen)
    .map(({ service, product, price, hasFixedText }) => {
      const amount = priceOf(price);
      return {
        ...product,
        identifier: product.identifier.trim(),
        description: product.description.trim(),
        customerDescription: hasFixedText ? product.customerDescription : customerDescription(service, amount, terms),
        price: amount,
      };
    });
}

/** Returns the rows with the pair of a flat fee in place of the service's own row. */
export function withFlatFee(
  drafts: readonly ProductDraft[],
  service: Service,
  prices: Parameters<typeof flatFeePair>[1],
  terms: PriceTerms,
): ProductDraft[] {
  const { fee, perUnit } = flatFeePair(service, prices, terms);
  const row = (key: string, product: NewProduct): ProductDraft => ({
    key: `${service.id}/${key}`,
    service,
    isChosen: true,
    existing: null,
    product,
    hasFixedText: true,
    price: String(product.price),
  });
  return drafts.flatMap((draft) => {
    if (draft.service.id !== service.id) return [draft];
    return draft.key === service.id ? [row('fee', fee), row('per-unit', perUnit)] : [];
  });
}
