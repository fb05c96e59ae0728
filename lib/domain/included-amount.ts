/**
 * An amount that a name says is free: “w/ 25 GB”, “with 25 GB”, “up to 25 GB free”, “25 GB included”
 * (docs/reference/setup-guides.md#2022-billing-2b).
 */
const UNIT =
  '(?:gi?b|gigs?|gigabytes?|computers?|servers?|desktops?|workstations?|mailbox(?:es)?|seats?|users?|units?)';
const AMOUNT = `(\\d{1,7}(?:\\.\\d{1,6})?)\\s?-?${UNIT}\\b`;
const FORMS = [
  new RegExp(`(?:\\bw/|\\bwith\\b|\\bup to\\b|\\bincl(?:udes|uded|uding|\\.)?:?)\\s?${AMOUNT}`, 'i'),
  new RegExp(`\\b${AMOUNT}\\s(?:free|included)\\b`, 'i'),
];

/** Returns how much of what is billed the name of a product says is included; undefined: it says nothing, or nothing that is more than 0. */
export function includedAmount(text: string): number | undefined {
  const amount = Number(FORMS.map((form) => form.exec(text)?.[1]).find((found) => found !== undefined) ?? 0);
  return amount > 0 ? amount : undefined;
}
