import type { Product } from '../domain/connectwise-records.ts';
import { crossReferencedProducts } from '../domain/cross-referenced-product.ts';
import type { Finding } from '../domain/finding.ts';
import { literalText } from '../shared/text-values.ts';
import { billedServices } from './billed-services.ts';
import { bad, type Check, ofFindings, passed, unreadable, waits } from './check.ts';

interface Fault {
  severity: Finding['severity'];
  message: string;
  /** Set where a plan can correct it: a price and a class are a user's to decide. */
  isFixable?: boolean;
}

/** The product of every enabled service exists, is active, no bundle, of the unit Each, and has a price. */
export const products: Check = {
  id: 'products',
  area: 'billing',
  title: 'Products',
  guide: 'step-3',
  path: ['Procurement', 'Product Catalog'],
  async run({ settings, crossReferences, ...reads }) {
    if (!settings.syncedParts.agreementParts) return waits('Not checked: quantities of additions are not synced.');
    const [references, found] = await Promise.all([crossReferences(), reads.products()]);
    if (!references.ok) return unreadable(references.failure);
    if (!found.ok) return unreadable(found.failure);
    const used = crossReferencedProducts({ crossReferences: references.value?.rows ?? [] }, settings).filter(
      ({ toggledOn }) => toggledOn,
    );
    const byId = new Map(found.value.rows.map((product) => [product.id, product]));
    const unread = new Set(found.value.unreadable.map(({ id }) => id));
    const seen = new Map(used.map((product) => [product.productId, product]));
    const faults = [...seen.values()].flatMap(({ productId, productIdentifier, title }): Fault[] => {
      const product = byId.get(productId);
      const name = `“${literalText(productIdentifier)}” (${literalText(title)})`;
      if (product) return faultsOf(product, name);
      const message = unread.has(productId)
        ? `The product ${name} could not be read.`
        : `The product ${name} does not exist any more.`;
      return [{ severity: 'error', message }];
    });
    const missing = billedServices(settings).filter(({ id }) => !used.some(({ service }) => service === id));
    const billed = new Set(
      used.map(({ service }) => billedServices(settings).find(({ id }) => id === service)?.toggle),
    );
    const isBilledInPart = ({ toggle }: (typeof missing)[number]) => billed.has(toggle);
    faults.push(
      ...withoutProduct(
        'error',
        missing.filter((service) => !isBilledInPart(service)),
      ),
      ...withoutProduct('warning', missing.filter(isBilledInPart)),
    );
    const state = ofFindings(faults);
    if (state === 'ok') return passed(`{${seen.size}} products exist, are active and have a price.`);
    return bad(
      state,
      faults.map(({ message }) => message),
      {
        nextStep: missing.length
          ? 'Have the missing products created, choose existing ones, or switch the services off that you do not sell.'
          : 'Correct the products in ConnectWise, or choose other ones under Options › Services & products.',
        fix:
          missing.length || faults.some(({ isFixable }) => isFixable)
            ? { kind: 'plan', label: missing.length ? 'Create the products' : 'Fix the products' }
            : { kind: 'place', label: 'Choose products', place: 'services' },
      },
    );
  },
};

/** One sentence for all of them: on a new ConnectWise that is every service. */
function withoutProduct(severity: Fault['severity'], services: readonly { title: string }[]): Fault[] {
  const [first, ...others] = services.map(({ title }) => literalText(title));
  if (first === undefined) return [];
  const message = others.length
    ? `{${services.length}} services have no product, so they are not billed: ${[first, ...others].join(', ')}.`
    : `${first} has no product, so it is not billed.`;
  return [{ severity, message }];
}

function faultsOf(product: Product, name: string): Fault[] {
  const { inactiveFlag, productClass, unitOfMeasure, price } = product;
  const faults: (Fault | false)[] = [
    inactiveFlag && { severity: 'error', message: `The product ${name} is inactive.`, isFixable: true },
    productClass === 'Bundle' && {
      severity: 'error',
      message: `The product ${name} is a bundle, which no addition may have.`,
    },
    unitOfMeasure.toLowerCase() !== 'each' && {
      severity: 'warning',
      message: `The unit of the product ${name} is ${unitOfMeasure === '' ? 'blank' : `“${literalText(unitOfMeasure)}”`}; the guide has Each.`,
      isFixable: true,
    },
    price === 0 && { severity: 'warning', message: `The product ${name} has no price.` },
  ];
  return faults.filter((fault) => fault !== false);
}
