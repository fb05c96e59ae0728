/** The figures that ConnectWise works out from those that were typed (S15 figure 19). */
export interface AdditionSums {
  billedQuantity: number;
  extPrice: number;
  extCost: number;
  margin: number;
}

/** Money in cents' precision; quantities as they are. Goes below zero: figure 19 bills −150 for nothing used yet. */
export function additionSums(typed: {
  quantity: number;
  lessIncluded: number;
  unitPrice: number;
  unitCost: number;
}): AdditionSums {
  const billedQuantity = typed.quantity - typed.lessIncluded;
  const extPrice = cents(billedQuantity * typed.unitPrice);
  const extCost = cents(billedQuantity * typed.unitCost);
  return { billedQuantity, extPrice, extCost, margin: cents(extPrice - extCost) };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
