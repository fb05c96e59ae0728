import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import {
  type Customer,
  customerSearch,
  type FoundCustomers,
  SHORTEST_SEARCH,
} from '../../lib/domain/customer-search.ts';
import * as PICKER from './texts/picker.ts';

/** All customers are searched once the text has rested so long; milliseconds. */
const REST_MS = 150;

/** What a customer can be chosen from. */
export interface CustomerChoice {
  /** Those that may be meant, shown before anything is typed. */
  customers: readonly Customer[];
  /** Finds others by a part of the name or by the id. */
  search: (text: string) => Promise<FoundCustomers | undefined>;
  /** Customer ids that the company already carries. */
  first: readonly string[];
  /** Of the EFS id, e.g. `EFS`. */
  prefix: string;
  onChoose: (customerId: string) => void;
}

/** Finds a customer of the portal by name or id: a text field with a list (WAI-ARIA combobox with a listbox). */
export function CustomerPicker({
  customers,
  search,
  first,
  prefix,
  onChoose,
  onClose,
}: CustomerChoice & { onClose: () => void }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const own = useMemo(() => customerSearch(customers, first, prefix), [customers, first.join(), prefix]);
  const [found, setFound] = useState<{ text: string } & FoundCustomers>();
  const isLongEnough = text.trim().length >= SHORTEST_SEARCH;
  useEffect(() => {
    if (!isLongEnough) return;
    const timer = setTimeout(async () => {
      const answer = await search(text.trim());
      if (answer) setFound({ text, ...answer });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const isFound = isLongEnough && found?.text === text;
  // Until the answer comes, what was found before stays, as far as it fits.
  const { shown, total } = isFound && found ? found : own(text);
  const at = Math.min(active, shown.length - 1);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView?.({ block: 'nearest' });
  }, [at]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = shown.length - 1;
    const moves = new Map([
      ['ArrowDown', at < last ? at + 1 : 0],
      ['ArrowUp', at > 0 ? at - 1 : last],
      ['Home', 0],
      ['End', last],
    ]);
    const to = moves.get(event.key);
    const chosen = shown[at];
    if (to !== undefined) setActive(Math.max(0, to));
    else if (event.key === 'Enter' && chosen && !event.isComposing) onChoose(chosen.id);
    else if (event.key === 'Escape') {
      // Only the list closes; a second Escape makes the mark small.
      event.stopPropagation();
      onClose();
    } else return;
    event.preventDefault();
  };
  return (
    <div class="picker">
      <label for={`${id}-text`}>{PICKER.label}</label>
      <input
        id={`${id}-text`}
        ref={input}
        type="text"
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown.length > 0 ? `${id}-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} ref={list} role="listbox" tabIndex={-1} aria-label={PICKER.list}>
        {shown.map((customer, index) => (
          <div
            key={customer.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            title={customer.name}
            onMouseDown={(event) => event.preventDefault()}
            onKeyDown={onKeyDown}
            onClick={() => onChoose(customer.id)}
          >
            <bdi class="picker-name">{customer.name}</bdi>
            <bdi class="picker-id">
              {prefix}-{customer.id}
            </bdi>
          </div>
        ))}
      </div>
      <p class="bb-hint" role="status">
        {hintOf(text.trim(), total, shown.length, isFound)}
      </p>
    </div>
  );
}

function hintOf(text: string, total: number, shown: number, isFound: boolean): string {
  if (text.length < SHORTEST_SEARCH) return PICKER.tooShort(SHORTEST_SEARCH);
  if (!isFound) return PICKER.searching;
  if (total === 0) return PICKER.none(text);
  return total > shown ? PICKER.more(total - shown) : '';
}
