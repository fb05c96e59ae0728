/** What an invoice description may be made of; each name is in braces in the template. */
export const PLACEHOLDERS = {
  product: 'the description of the product',
  total: 'the quantity that the portal measures',
  unit: 'its unit',
  included: 'less included',
  billed: 'what is billed of it',
  price: 'the price of one unit',
  accounts: 'the accounts with their usage, one a line',
} as const;

export type Placeholder = keyof typeof PLACEHOLDERS;

/** Longer ones are no template: a description has 6,000 characters. */
export const MAX_TEMPLATE = 1_000;

export interface DescriptionTemplate {
  /** Text with placeholders in braces. */
  template: string;
  /** So many accounts are listed at most; how many more there are is said. */
  accounts: number;
}

export const DEFAULT_DESCRIPTION: DescriptionTemplate = {
  template: '{product}: {total} {unit}\n{accounts}',
  accounts: 10,
};

/** Returns what is wrong with a template, in one sentence; undefined: nothing. */
export function templateFailure(template: string): string | undefined {
  if (template.trim() === '') return 'Enter a template: a blank one would blank the descriptions.';
  if (template.length > MAX_TEMPLATE) return `Enter at most ${MAX_TEMPLATE.toLocaleString('en')} characters.`;
  const names = [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const unknown = [...new Set(names.filter((name) => !isPlaceholder(name)))];
  if (unknown.length > 0) {
    const known = Object.keys(PLACEHOLDERS).map((name) => `{${name}}`);
    return `Unknown: ${unknown.map((name) => `{${name}}`).join(', ')}. Known are ${known.join(', ')}.`;
  }
  const rest = template.replaceAll(PLACEHOLDER, '');
  if (/[{}]/.test(rest)) return 'A brace has no counterpart: placeholders are written like {total}.';
  if (names.length === 0) return 'Enter at least one placeholder, for example {total}.';
  return undefined;
}

/** Fills a template in; a value is never looked into for placeholders. Blank lines at the end go. */
export function fillTemplate(template: string, values: Record<Placeholder, string>): string {
  return template
    .replaceAll(PLACEHOLDER, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole))
    .trimEnd();
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(PLACEHOLDERS, name);
}
