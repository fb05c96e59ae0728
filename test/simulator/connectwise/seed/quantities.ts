/** A line of a seeded agreement: product id of `products.ts`, and what the portal measures for it at the start. */
export interface AdditionSeed {
  product: number;
  quantity: number;
  lessIncluded?: number;
  /** Quantity in the variant `story`: what was right some weeks ago. */
  stale?: number;
}

/**
 * Additions by customer. Quantities are the measures of the portal's seed: decimal GB of the accounts in use, computers
 * with a copy online or on site, licences of computers, mailboxes. 150 GB of off-site storage are included as in
 * docs/reference/setup-guides.md#figure-19.
 */
export const ADDITIONS: Readonly<Record<number, readonly AdditionSeed[]>> = {
  342: [
    { product: 1, quantity: 246.31, lessIncluded: 25, stale: 221.5 },
    { product: 3, quantity: 640.5, lessIncluded: 150, stale: 602.75 },
    { product: 4, quantity: 1 },
    { product: 5, quantity: 3, stale: 2 },
    { product: 6, quantity: 910.25, stale: 850 },
    { product: 12, quantity: 14, stale: 12 },
  ],
  355: [
    { product: 1, quantity: 73.2, stale: 61.8 },
    { product: 4, quantity: 1 },
  ],
  19652: [
    { product: 2, quantity: 33.15, stale: 30.2 },
    { product: 3, quantity: 780.9, lessIncluded: 150, stale: 744.1 },
    { product: 4, quantity: 1 },
    { product: 5, quantity: 2 },
    { product: 6, quantity: 1081.9, stale: 1010.4 },
    { product: 7, quantity: 1 },
    { product: 8, quantity: 1 },
    { product: 9, quantity: 1 },
    { product: 10, quantity: 1 },
    { product: 11, quantity: 22, stale: 20 },
  ],
};
