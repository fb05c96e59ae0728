import type { AdviceKind } from '../../../lib/domain/connection-advice.ts';
import type { Cleaned } from '../../../lib/shared/typed-text.ts';

/** Sentences about what looks wrong in a field, by its kind. */
export const ADVICE: Record<AdviceKind, string> = {
  http: 'This address begins with http: keys would cross the network unencrypted.',
  path: 'Only the host is needed.',
  'api-host': 'This is the address of the API, not of the site.',
  region: 'This is the short name of a ConnectWise cloud.',
  'no-host': 'This is not a web address.',
  address: 'This is a web address.',
  joined: 'These are several values in one.',
  'client-id': 'This is a client ID.',
  'guid-form': 'A client ID has dashes and no braces.',
  'no-guid': 'This is not a client ID: it has 32 hexadecimal digits in five groups.',
  'same-keys': 'This is the public key again.',
  'path-missing': 'The path of the API is missing.',
  'web-address': 'This is the vendor’s web page; the API has an address of its own.',
};

/** Of the buttons that correct a field. */
export const CORRECTION = {
  use: (value: string) => `Use ${value}`,
  split: 'Put each value into its field',
  move: 'Move it to its own field',
  dashes: 'Add the dashes',
  swap: 'Swap the keys',
  checking: 'Checking …',
  knows: (site: string, version: string) => `${site} knows this company ID (ConnectWise ${version}).`,
  needsClick: (host: string) => `${host} is checked when you click, after the browser has asked you.`,
} as const;

/** Returns what was removed from what was typed; undefined: nothing was. */
export function cleanedSentence({ blanks, quotes }: Cleaned): string | undefined {
  const said = [
    blanks === 1 && 'Removed a space.',
    blanks > 1 && `Removed ${blanks} spaces or invisible characters.`,
    quotes && 'Removed the quotes.',
  ].filter(Boolean);
  return said.length > 0 ? said.join(' ') : undefined;
}

/** Of values that an earlier visit left. */
export const DRAFT = {
  resumed: 'What you typed earlier was kept, except keys. It is not saved yet.',
  discard: 'Discard it',
} as const;
