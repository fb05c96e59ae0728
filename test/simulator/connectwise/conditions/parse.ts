import { ConditionsError, type Token, tokenize, VALUE_HINT } from './tokens.ts';

export type Literal =
  | { type: 'string'; value: string }
  | { type: 'numeric'; value: number }
  | { type: 'boolean'; value: boolean }
  /** Milliseconds since the epoch. */
  | { type: 'datetime'; value: number }
  | { type: 'null'; value: null };

type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'like' | 'in';

export interface Comparison {
  kind: 'compare';
  /** `name`, `company/id`. */
  path: string;
  operator: Operator;
  /** `not contains`, `not like`, `not in`. */
  negated: boolean;
  /** One, or several for `in`. */
  values: Literal[];
}
export type Condition = Comparison | { kind: 'and' | 'or'; items: Condition[] };

export interface GrammarOptions {
  /**
   * False for childConditions and customFieldConditions, which lack `in`
   * (docs/reference/connectwise-rest.md#conditions).
   */
  allowIn: boolean;
}

/** Guards the call stack against hostile nesting; far above what fits into a URL's sensible use. */
const MAX_DEPTH = 200;

/**
 * Conditions as in the Developer Guide (docs/reference/connectwise-rest.md#conditions), by recursive descent; AND binds
 * tighter than OR, words in any case. Throws only ConditionsError. Blank text is an error: callers leave the parameter
 * out.
 */
export function parseConditions(text: string, options: GrammarOptions): Condition {
  const parser = new Parser(tokenize(text), options);
  const condition = parser.or(0);
  parser.expectEnd();
  return condition;
}

class Parser {
  readonly #tokens: Token[];
  readonly #options: GrammarOptions;
  #at = 0;

  constructor(tokens: Token[], options: GrammarOptions) {
    this.#tokens = tokens;
    this.#options = options;
  }

  or(depth: number): Condition {
    return this.#chain('or', () => this.#chain('and', () => this.#term(depth)));
  }

  expectEnd(): void {
    const rest = this.#tokens[this.#at];
    if (rest) throw new ConditionsError(`Unexpected '${rest.text}' after the end of the condition. ${VALUE_HINT}`);
  }

  #chain(kind: 'and' | 'or', next: () => Condition): Condition {
    const first = next();
    const items = [first];
    while (this.#takeWord(kind)) items.push(next());
    return items.length === 1 ? first : { kind, items };
  }

  #term(depth: number): Condition {
    if (!this.#takePunctuation('(')) return this.#comparison();
    if (depth >= MAX_DEPTH) throw new ConditionsError('The condition is nested too deeply.');
    const inner = this.or(depth + 1);
    this.#expectPunctuation(')');
    return inner;
  }

  #comparison(): Comparison {
    const field = this.#next('a field name');
    if (field.kind !== 'word') throw new ConditionsError(`Expected a field name, not '${field.text}'. ${VALUE_HINT}`);
    const negated = this.#takeWord('not');
    const operator = this.#operator(negated);
    const values = operator === 'in' ? this.#list() : [this.#literal()];
    return { kind: 'compare', path: field.text, operator, negated, values };
  }

  #operator(negated: boolean): Operator {
    const token = this.#next('an operator');
    const word = token.text.toLowerCase();
    if (token.kind === 'operator' && !negated) return token.text;
    if (token.kind === 'word' && (word === 'contains' || word === 'like')) return word;
    if (token.kind === 'word' && word === 'in' && this.#options.allowIn) return word;
    throw new ConditionsError(`Expected an operator, not '${token.text}'. ${VALUE_HINT}`);
  }

  #list(): Literal[] {
    this.#expectPunctuation('(');
    const values = [this.#literal()];
    while (this.#takePunctuation(',')) values.push(this.#literal());
    this.#expectPunctuation(')');
    return values;
  }

  #literal(): Literal {
    const token = this.#next('a value');
    switch (token.kind) {
      case 'string':
        return { type: 'string', value: token.text };
      case 'number':
        return { type: 'numeric', value: Number(token.text) };
      case 'datetime':
        return datetime(token.text);
      case 'word':
        return namedLiteral(token.text);
      default:
        throw new ConditionsError(`Expected a value, not '${token.text}'. ${VALUE_HINT}`);
    }
  }

  #next(expected: string): Token {
    const token = this.#tokens[this.#at];
    if (!token) throw new ConditionsError(`Expected ${expected}, not the end of the condition. ${VALUE_HINT}`);
    this.#at += 1;
    return token;
  }

  #takeWord(word: string): boolean {
    const token = this.#tokens[this.#at];
    const taken = token?.kind === 'word' && token.text.toLowerCase() === word;
    if (taken) this.#at += 1;
    return taken;
  }

  #takePunctuation(text: '(' | ')' | ','): boolean {
    const token = this.#tokens[this.#at];
    const taken = token?.kind === 'punctuation' && token.text === text;
    if (taken) this.#at += 1;
    return taken;
  }

  #expectPunctuation(text: '(' | ')' | ','): void {
    if (!this.#takePunctuation(text)) {
      const found = this.#tokens[this.#at]?.text ?? 'the end of the condition';
      throw new ConditionsError(`Expected '${text}', not '${found}'. ${VALUE_HINT}`);
    }
  }
}

function namedLiteral(word: string): Literal {
  const lower = word.toLowerCase();
  if (lower === 'true' || lower === 'false') return { type: 'boolean', value: lower === 'true' };
  if (lower === 'null') return { type: 'null', value: null };
  throw new ConditionsError(`Expected a value, not '${word}'. ${VALUE_HINT}`);
}

function datetime(text: string): Literal {
  // A datetime without a zone is UTC, as every date of the API (docs/reference/connectwise-rest.md#times).
  const value = /^\d{4}-\d\d-\d\d/.test(text)
    ? Date.parse(/(?:Z|[+-]\d\d:\d\d)$|^.{10}$/.test(text) ? text : `${text}Z`)
    : Number.NaN;
  if (Number.isNaN(value)) throw new ConditionsError(`'${text}' is not a DateTime. ${VALUE_HINT}`);
  return { type: 'datetime', value };
}
