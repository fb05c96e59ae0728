import { useState } from 'preact/hooks';
import type { LinkCompany } from '../../lib/domain/link-view.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField, TextField } from '../ui/field.tsx';
import { formatMonth } from '../ui/format.ts';
import { REPORTS } from './texts/reports.ts';

/** As many are listed: who has more searches. */
const LISTED = 100;

interface ReportChoiceProps {
  companies: readonly LinkCompany[];
  /** The newest first. */
  months: readonly string[];
  month: string;
  onMonth: (month: string) => void;
  selected: ReadonlySet<number>;
  onSelect: (selected: ReadonlySet<number>) => void;
}

/** Of which companies and which month reports are made. */
export function ReportChoice({ companies, months, month, onMonth, selected, onSelect }: ReportChoiceProps) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = companies.filter(({ name }) => name.toLowerCase().includes(wanted));
  const toggle = (id: number) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  return (
    <div class="bb-report-choice">
      <div class="bb-report-filter">
        <ChoiceField
          label={REPORTS.month}
          value={month}
          choices={months.map((value) => ({ value, label: formatMonth(value) }))}
          onChange={onMonth}
        />
        <TextField label={REPORTS.search} value={search} placeholder={REPORTS.searchPlaceholder} onInput={setSearch} />
      </div>
      <fieldset class="bb-report-companies">
        <legend class="bb-visually-hidden">{REPORTS.companies}</legend>
        {found.length === 0 && <p class="bb-hint">{REPORTS.nothingFound(search)}</p>}
        {found.slice(0, LISTED).map(({ id, name }) => (
          <label key={id}>
            <input type="checkbox" checked={selected.has(id)} onChange={() => toggle(id)} /> {name}
          </label>
        ))}
      </fieldset>
      {found.length > LISTED && <p class="bb-hint">{REPORTS.shownOf(LISTED, found.length)}</p>}
      <p class="bb-hint">{REPORTS.listed}</p>
      <div class="bb-report-select">
        <Button
          kind="quiet"
          disabled={found.length === 0}
          onClick={() => onSelect(new Set([...selected, ...found.map(({ id }) => id)]))}
        >
          {REPORTS.all(found.length)}
        </Button>
        <Button kind="quiet" disabled={selected.size === 0} onClick={() => onSelect(new Set())}>
          {REPORTS.none}
        </Button>
        <span class="bb-hint" role="status">
          {REPORTS.selected(selected.size)}
        </span>
      </div>
    </div>
  );
}
