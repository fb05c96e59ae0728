import { formatNumber } from '../ui/format.ts';

interface FilterButtonsProps<T extends string> {
  label: string;
  filters: readonly { value: T; label: string; count?: number | undefined }[];
  chosen: T;
  onChoose: (value: T) => void;
}

/** Saved filters of a list as a row of buttons, each with how much it fits: one is pressed. */
export function FilterButtons<T extends string>({ label, filters, chosen, onChoose }: FilterButtonsProps<T>) {
  return (
    <fieldset class="bb-filters">
      <legend class="bb-visually-hidden">{label}</legend>
      {filters.map(({ value, label: words, count }) => (
        <button
          key={value}
          type="button"
          class="bb-filter"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {words} {count !== undefined && <span class="bb-filter-count">{formatNumber(count)}</span>}
        </button>
      ))}
    </fieldset>
  );
}
