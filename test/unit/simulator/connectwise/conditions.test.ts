import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTypes, type FieldType, matches } from '../../../simulator/connectwise/conditions/match.ts';
import { parseConditions } from '../../../simulator/connectwise/conditions/parse.ts';
import { ConditionsError } from '../../../simulator/connectwise/conditions/tokens.ts';
import { valueAt } from '../../../simulator/connectwise/table.ts';

const TYPES: Record<string, FieldType> = {
  id: 'numeric',
  name: 'string',
  price: 'numeric',
  active: 'boolean',
  updated: 'datetime',
  'company/id': 'numeric',
  'company/name': 'string',
};
const RECORD = {
  id: 7,
  name: 'O\'Brien "The Mill" [x]',
  price: 1.5,
  active: true,
  updated: '2026-03-01T10:00:00Z',
  company: { id: 42, name: 'Angry Fox' },
};

function meets(text: string): boolean {
  const condition = parseConditions(text, { allowIn: true });
  checkTypes(condition, (path) => TYPES[path]);
  return matches(condition, (path) => valueAt(RECORD, path));
}

describe('conditions', () => {
  it.each([
    ['id = 7', true],
    ['id=8', false],
    ['id != 8', true],
    ['price > 1.4 and price < 1.6', true],
    ['price >= 1.5', true],
    ['price <= -1.5', false],
    [`name = "O'Brien ""The Mill"" [x]"`, true],
    [`name = 'O''Brien "The Mill" [x]'`, true],
    ["name contains 'the mill'", true],
    ["name not contains 'the mill'", false],
    ['name like "%Mill%"', true],
    ['name like "O*"', true],
    ['name like "Mill%"', false],
    [`name like "%[[]x]"`, true],
    ['name not like "O*"', false],
    ['name like "O.Brien%"', false],
    ['active = True', true],
    ['active = false', false],
    ['updated > [2026-03-01T09:59:59Z]', true],
    ['updated >= [2026-03-01T10:00:00Z] AND updated < [2026-03-02]', true],
    ['name = null', false],
    ['name != null', true],
    ['company/id in (1, 42)', true],
    ['company/id not in (1,42)', false],
    ['company/name = "angry fox"', true],
    ['id = 1 or id = 7 and active = True', true],
    ['(id = 1 or id = 7) and active = False', false],
    ['id = 7 or id = 1 and active = False', true],
    ['((id = 7))', true],
  ])('%s is %s', (text, expected) => {
    expect(meets(text)).toBe(expected);
  });

  it('names what it expected in the words of ConnectWise', () => {
    expect(() => meets('active = 1')).toThrow(
      'Expected a boolean value, not a numeric. String values should be enclosed with double or single quotes; DateTime values should be enclosed in square brackets;',
    );
  });

  it.each([
    ['', 'a field name'],
    ['name = ', 'a value'],
    ['name = Angry', 'a value'],
    ['name "x"', 'an operator'],
    ['name = "x', 'Unexpected character'],
    ['name = "x" name = "y"', 'after the end'],
    ['(id = 1', "Expected ')'"],
    ['id not = 1', 'an operator'],
    ['id contains 1', 'string field'],
    ['updated > "2026-03-01"', 'Expected a datetime value, not a string'],
    ['updated > [yesterday]', 'is not a DateTime'],
    ['id = "7"', 'Expected a numeric value, not a string'],
    ['company/city = "x"', "'company/city' is not a field"],
    ['_info/lastUpdated > [2026-03-01]', 'is not a field'],
    ['id in 7', "Expected '('"],
    [`${'('.repeat(5000)}id = 7`, 'too deeply'],
  ])('refuses %s', (text, reason) => {
    expect(() => meets(text)).toThrow(ConditionsError);
    expect(() => meets(text)).toThrow(reason);
  });

  it('has no `in` for child and custom field conditions', () => {
    expect(() => parseConditions('types/id in (1)', { allowIn: false })).toThrow(ConditionsError);
  });

  it('throws only its own error, for any input', () => {
    const words = fc.constantFrom(
      'id',
      'name',
      'company/id',
      '=',
      '!=',
      'not',
      'in',
      'like',
      '(',
      ')',
      ',',
      '"',
      "'",
      '[',
      ']',
    );
    const nearGrammar = fc
      .array(fc.oneof(words, fc.string(), fc.integer().map(String)))
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearGrammar), (text) => {
        try {
          meets(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ConditionsError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds any text by its quoted form', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.constantFrom('"', "'"), (value, quote) => {
        const text = `name = ${quote}${value.replaceAll(quote, quote + quote)}${quote}`;
        expect(matches(parseConditions(text, { allowIn: true }), () => value)).toBe(true);
      }),
    );
  });
});
