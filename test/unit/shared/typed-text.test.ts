import { describe, expect, it } from 'vitest';
import { blanksSentence, withoutBlanks } from '../../../lib/shared/typed-text.ts';

describe('withoutBlanks', () => {
  it.each([
    ['white space', ' a b\t\r\n'],
    ['no-break space', '\u00a0a\u00a0b'],
    ['zero-width characters and a byte order mark', '\ufeffa\u200b\u200db\u2060'],
  ])('removes %s', (_, text) => {
    expect(withoutBlanks(text)).toEqual({ text: 'ab', removed: text.length - 2 });
  });

  it('reports it in a sentence, or stays silent', () => {
    expect(blanksSentence('private key', 2)).toBe('2 blank or invisible characters were removed from the private key.');
    expect(blanksSentence('private key', 0)).toBeUndefined();
  });
});
