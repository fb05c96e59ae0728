import type { ComponentChildren } from 'preact';
import { type Condition, valueIn, withValue } from '../../lib/domain/log-search/edit-query.ts';
import type { LogField, LogFields } from '../../lib/domain/log-search/log-fields.ts';
import { sentence } from '../../lib/shared/errors.ts';
import { readTime } from '../../lib/shared/time.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { ChoiceField, TextField } from '../ui/field.tsx';
import { formatShortMoment } from '../ui/format.ts';
import { FROM_DAY, LOG, TO_DAY } from './texts/log-search.ts';
import type { LogSearchState } from './use-log-search.ts';

interface LogSearchBarProps {
  fields: LogFields;
  search: Pick<LogSearchState<unknown>, 'query' | 'setQuery' | 'wrong'>;
  placeholder: string;
  /** Names of text fields and of choices that have a control of their own. */
  texts: readonly string[];
  choices: readonly string[];
  examples: readonly string[];
  children?: ComponentChildren;
}

/** The query as text, and controls for what is asked for most: each writes its condition into the text, and shows what is there. */
export function LogSearchBar({
  fields: { fields },
  search,
  placeholder,
  texts,
  choices,
  examples,
  children,
}: LogSearchBarProps) {
  const { query, setQuery, wrong } = search;
  const control = (condition: Condition) => ({
    value: valueIn(query, fields, condition),
    set: (value: string) => setQuery(withValue(query, fields, condition, value)),
  });
  const [from, to] = [control(FROM_DAY), control(TO_DAY)];
  return (
    <search class="bb-log-search">
      <TextField
        label={LOG.search}
        value={query}
        placeholder={placeholder}
        maxLength={2_000}
        error={wrong && sentence(wrong)}
        onInput={setQuery}
      />
      <div class="bb-log-controls">
        {texts.map((field) => {
          const { value, set } = control({ field, operator: 'CONTAINS' });
          return <TextField key={field} label={field} value={value} maxLength={200} onInput={set} />;
        })}
        {choices.map((name) => (
          <Choice key={name} name={name} fields={fields} {...control({ field: name, operator: '=' })} />
        ))}
        <DateField label={LOG.from} value={from.value} onChange={from.set} />
        <DateField label={LOG.to} value={to.value} onChange={to.set} />
        {children}
      </div>
      <details class="bb-log-help">
        <summary>{LOG.helpTitle}</summary>
        <ul>
          {LOG.help.map((line) => (
            <li key={line}>{line}</li>
          ))}
          <li>{LOG.fields(fields.map(({ name, aliases = [] }) => [name, ...aliases].join(' / ')))}</li>
        </ul>
        <p>{LOG.examples}</p>
        <ul>
          {examples.map((example) => (
            <li key={example}>
              <Button kind="quiet" onClick={() => setQuery(example)}>
                <code>{example}</code>
              </Button>
            </li>
          ))}
        </ul>
      </details>
    </search>
  );
}

interface ChoiceProps {
  name: string;
  fields: readonly LogField[];
  value: string;
  set: (value: string) => void;
}

function Choice({ name, fields, value, set }: ChoiceProps) {
  const field = fields.find((one) => one.name === name);
  if (field?.kind !== 'choice') return null;
  const words = field.values.map(({ word }) => ({ value: word, label: word }));
  const typed = field.values.find((one) =>
    [one.word, one.value].some((word) => word.toLowerCase() === value.toLowerCase()),
  );
  return (
    <ChoiceField
      label={name}
      value={typed?.word ?? ''}
      choices={[{ value: '', label: LOG.any }, ...words]}
      onChange={set}
    />
  );
}

interface FoundLineProps {
  search: Pick<LogSearchState<unknown>, 'total' | 'isComplete' | 'rows' | 'wrong' | 'asked'>;
  /** One entry, e.g. `event`. */
  one: string;
}

/** How many entries were found, and what could not be searched yet. */
export function FoundLine({ search: { total, isComplete, rows, wrong, asked }, one }: FoundLineProps) {
  const missing = rows.answer?.missingBefore;
  const at = readTime(missing);
  return (
    <div role="status">
      {wrong && total !== undefined && <p class="bb-hint">{LOG.old(asked.trim())}</p>}
      {total !== undefined && total > 0 && (
        <p class="bb-hint">{isComplete ? LOG.exactly(total, one) : LOG.atLeast(total, one)}</p>
      )}
      {missing !== undefined && (
        <p class="bb-hint">{at === undefined ? LOG.missingAll : LOG.missing(formatShortMoment(at))}</p>
      )}
    </div>
  );
}
