import { count } from '../../ui/format.ts';

/** Products and cross-references, created in ConnectWise. */
export const NEW_PRODUCTS = {
  heading: 'Products and cross-references',
  hint: 'ConnectWise bills a service with a product, and a cross-reference names it. Both are created here, after a preview.',
  createProducts: 'Create products',
  createReferences: 'Create cross-references',
  reading: 'Reading ConnectWise …',
  none: 'No service is switched on.',
  columns: {
    create: 'Create',
    service: 'Service',
    identifier: 'Product ID',
    description: 'Description',
    price: 'Price',
  },
  create: (service: string) => `Create a product for ${service}`,
  of: (column: string, service: string) => `${column} of ${service}`,
  existing: (identifier: string) => `has ${identifier}`,
  per: (unit: string) => `per ${unit}`,
  free: (n: number) =>
    `${n === 1 ? 'One product has' : `${n} products have`} no price: nothing is billed until you set one in ConnectWise.`,
  withReferences: 'Create their cross-references too',
  badPrice: (typed: string) => `“${typed}” is no price: enter a number such as 1.50.`,
  blank: 'Enter a text.',
  twice: 'Two products have this ID.',
  choose: 'Choose at least one product.',
  subcategory: 'Subcategory',
  type: 'Product type',
  unit: 'Unit of measure',
  agreementType: 'Agreement type',
  preview: (n: number) => `Preview ${count(n, 'product')}`,
  fee: {
    add: 'Add a flat fee',
    heading: 'A fixed price that includes an amount',
    hint: 'Two products are created: the flat fee, and what bills the usage beyond it. Only the second gets a cross-reference.',
    service: 'Service',
    fee: 'Flat fee',
    included: 'Included amount',
    perUnit: 'Price beyond it',
    addPair: 'Add both products',
    less: (amount: string) => `Enter ${amount} in Less Included of each addition with the second product.`,
  },
} as const;

/** A preview of what is set up, and what came of it. */
export const SETUP_FIX = {
  heading: 'Preview',
  result: 'Result',
  nothing: 'Nothing to change: ConnectWise is set up like this already.',
  changes: (n: number) => `${count(n, 'change')} in ConnectWise. Nothing is written before you press Apply.`,
  skipped: 'Left as it is',
  apply: (n: number) => `Apply ${count(n, 'change')}`,
} as const;
