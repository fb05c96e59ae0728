import type { Result } from '../../shared/result.ts';
import type { LogFields } from './log-fields.ts';
import { compileQuery, type LogFilter, type SearchContext } from './log-filter.ts';
import { parseQuery } from './parse-query.ts';
import type { QueryFailure } from './query-failure.ts';

/** Reads a query as it was typed. Fails with the place of what is wrong. */
export function readQuery(text: string, fields: LogFields, context: SearchContext): Result<LogFilter, QueryFailure> {
  const terms = parseQuery(text, fields.fields);
  return terms.ok ? compileQuery(text, terms.value, fields, context) : terms;
}
