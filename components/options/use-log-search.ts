import { useEffect, useRef, useState } from 'preact/hooks';
import type { LogAnswer, LogQuery } from '../../lib/domain/event-view.ts';
import type { LogFields } from '../../lib/domain/log-search/log-fields.ts';
import type { QueryFailure } from '../../lib/domain/log-search/query-failure.ts';
import { readQuery } from '../../lib/domain/log-search/read-query.ts';
import { addressPart } from '../../lib/shared/address-part.ts';
import type { Result } from '../../lib/shared/result.ts';
import { type RowWindows, useRowWindows } from './use-row-windows.ts';

/** A query as a page asks it. */
export type AskedQuery = LogQuery & { asker: string };

export interface LogSearchState<Row> {
  /** What was typed. */
  query: string;
  setQuery: (query: string) => void;
  /** What is wrong with it; the rows are those of the last query that could be read. */
  wrong: QueryFailure | undefined;
  /** The query whose rows are shown. */
  asked: string;
  rows: RowWindows<Row, LogAnswer<Row>>;
  /** undefined: no answer yet. */
  total: number | undefined;
  /** Whether the total is that of the whole log. */
  isComplete: boolean;
}

interface LogSearchParts<Row> {
  fields: LogFields;
  ask: (query: AskedQuery) => Promise<Result<LogAnswer<Row>>>;
  /** Of what else the rows depend on. */
  filter?: string;
  /** Section of the page, for the address. */
  section: string;
  /** The query of the address. */
  part: string;
  visible: boolean;
}

/** A log that is searched: what is typed, what of it is asked for, and the rows. The query stands in the address, so that a link opens it. */
export function useLogSearch<Row>(parts: LogSearchParts<Row>): LogSearchState<Row> {
  const { fields, ask, filter = '', section, part, visible } = parts;
  const [query, setQuery] = useState(part);
  const [asker] = useState(() => crypto.randomUUID());
  const read = readQuery(query, fields, { names: [], waitsBecause: () => undefined });
  const lastGood = useRef('');
  if (read.ok) lastGood.current = query;
  const asked = lastGood.current;
  useEffect(() => {
    if (visible && part !== '') setQuery(part);
  }, [part, visible]);
  useEffect(() => {
    const address = query ? `#${section}/${addressPart(query)}` : `#${section}`;
    if (visible && location.hash !== address) history.replaceState(null, '', address);
  }, [section, query, visible]);
  const rows = useRowWindows<Row, LogAnswer<Row>>({
    ask: (window) => ask({ asker, query: asked, ...window }),
    query: `${filter}\n${asked}`,
    typed: asked,
    list: filter,
    visible,
  });
  const exact = useExactTotal(rows.answer, `${filter}\n${asked}`, () =>
    ask({ asker, query: asked, offset: 0, limit: 1, all: true }),
  );
  return {
    query,
    setQuery,
    wrong: read.ok ? undefined : read.failure,
    asked,
    rows,
    total: exact ?? rows.total,
    isComplete: exact !== undefined || rows.answer?.isComplete === true,
  };
}

/** The first page comes before the end of the log was reached: then the total is asked for by itself. */
function useExactTotal<Row>(
  answer: LogAnswer<Row> | undefined,
  query: string,
  ask: () => Promise<Result<LogAnswer<Row>>>,
): number | undefined {
  const [exact, setExact] = useState<{ query: string; total: number } | null>(null);
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (!answer || answer.isComplete) return;
    let isWanted = true;
    void latest.current().then((counted) => {
      if (isWanted && counted.ok) setExact({ query, total: counted.value.total });
    });
    return () => {
      isWanted = false;
    };
  }, [answer, query]);
  // Until a newer count is there, that of the same query holds.
  const isKnown = exact?.query === query && answer !== undefined && exact.total >= answer.total;
  return isKnown && !answer.isComplete ? exact.total : undefined;
}
