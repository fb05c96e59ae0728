import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';
import { useRequest } from '../ui/use-request.ts';

/** Rows of a page: a list of thousands is paged by the worker. */
export const PAGE = 50;
/** Milliseconds after the last key: the worker goes through all customers for an answer. */
const TYPING = 200;

/** A list that is searched and paged by the worker, and what a user does with its rows: one thing at a time, then it is read again. */
export function usePagedList<T>(
  ask: (page: { search: string; offset: number; limit: number }) => Promise<Result<T>>,
  visible: boolean,
  /** Of what else the list depends on: where it becomes another one, the list is read again. */
  filter = '',
  firstSearch = '',
) {
  const [search, setSearch] = useState(firstSearch);
  const [offset, setOffset] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** What is worked on: a row's key, or the name of what is done to all. */
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const list = useRequest(() => ask({ search, offset, limit: PAGE }), { when: visible });
  const query = `${search}/${offset}/${filter}`;
  const asked = useRef(query);
  useEffect(() => {
    if (asked.current === query) return;
    asked.current = query;
    const timer = setTimeout(list.reload, TYPING);
    return () => clearTimeout(timer);
  }, [query, list.reload]);
  const show = (nextSearch: string, nextOffset: number) => {
    setSearch(nextSearch);
    setOffset(nextOffset);
  };
  const act = async <Answer>(key: string, answer: Promise<Result<Answer>>, words: (value: Answer) => string) => {
    setBusy(key);
    setFailure(null);
    const result = await answer;
    setBusy(null);
    setSaid(result.ok ? words(result.value) : '');
    if (!result.ok) setFailure(result.failure);
    list.reload();
  };
  return { list, search, offset, show, failure, busy, setBusy, said, act };
}
