import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { type Customer, customerSearch } from './find-customers.ts';
import * as PICKER from './texts/picker.ts';

/** What a customer can be chosen from. */
export interface CustomerChoice {
  customers: readonly Customer[];
  /** Customer ids that the company already carries. */
  first: readonly string[];
  /** Of the EFS id, e.g. `EFS`. */
  prefix: string;
  onChoose: (customerId: string) => void;
}

/** Finds a customer of the portal by name or id: a text field with a list (WAI-ARIA combobox with a listbox). */
export function CustomerPicker({
  customers,
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
  const search = useMemo(() => customerSearch(customers, first, prefix), [customers, first.join(), prefix]);
  const { shown, total } = useMemo(() => search(text), [search, text]);
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
        {total === 0 ? PICKER.none(text.trim()) : restOf(total - shown.length)}
      </p>
    </div>
  );
}

function restOf(more: number): string {
  return more > 0 ? PICKER.more(more) : '';
}
