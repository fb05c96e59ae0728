import {
  type ColumnUse,
  FILE_FIELDS,
  type FileColumn,
  type FileMapping,
  SIZE_UNITS,
  type SizeUnit,
} from '../../lib/domain/file-mapping.ts';
import type { Table } from '../../lib/portal/file/reading/table.ts';
import { DATE_WORDS, DECIMAL_WORDS, FILE_IMPORT as TEXTS, UNIT_WORDS, USE_WORDS } from './texts/file-import.ts';

interface Props {
  table: Table;
  mapping: FileMapping;
  /** Columns whose decimal mark or order of dates is a user's choice. */
  chosen: ReadonlySet<number>;
  onChange: (mapping: FileMapping) => void;
}

const USES: readonly ColumnUse[] = ['ignore', ...FILE_FIELDS, 'figure'];
const SIZES = Object.keys(SIZE_UNITS) as SizeUnit[];
const SIZE_USES: readonly ColumnUse[] = ['onlineBytes', 'localBytes', 'figure'];
const NUMBER_USES: readonly ColumnUse[] = [...SIZE_USES, 'mailboxes', 'licences'];
const DATE_USES: readonly ColumnUse[] = ['lastBackupAt', 'lastErrorFreeBackupAt', 'expiresAt', 'month'];
/** Values that show what a column holds. */
const SAMPLES = 3;

/** A row for each column of the file: its first values, what it means, and how it is read. */
export function FileColumns({ table, mapping, chosen, onChange }: Props) {
  const change = (index: number, part: Partial<FileColumn>) =>
    onChange({ ...mapping, columns: mapping.columns.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <div class="bb-table-scroll">
      <table class="bb-table bb-file-columns">
        <thead>
          <tr>
            {Object.values(TEXTS.heads).map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {mapping.columns.map((column, index) => (
            <tr key={column.header}>
              <th scope="row" title={column.header}>
                {column.header}
              </th>
              <td class="bb-file-values">{samplesOf(table, index)}</td>
              <td>
                <Choice
                  label={TEXTS.useOf(column.header)}
                  value={column.use}
                  words={USE_WORDS}
                  choices={USES}
                  onChange={(use) => onChange({ ...mapping, columns: withUse(mapping.columns, index, use) })}
                />
              </td>
              <td>
                <ReadAs column={column} isChosen={chosen.has(index)} onChange={(part) => change(index, part)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What was chosen for another meaning does not hold for a new one. */
function withUse(columns: readonly FileColumn[], index: number, use: ColumnUse): FileColumn[] {
  return columns.map((column, at) => (at === index ? { header: column.header, use } : column));
}

interface ReadAsProps {
  column: FileColumn;
  isChosen: boolean;
  onChange: (part: Partial<FileColumn>) => void;
}

/** What the values show themselves is said; only what they do not show is a choice. */
function ReadAs({ column, isChosen, onChange }: ReadAsProps) {
  const { header, use, unit, decimal, dates } = column;
  return (
    <div class="bb-file-read-as">
      {SIZE_USES.includes(use) && (
        <Choice
          label={TEXTS.unitOf(header)}
          value={unit}
          empty={TEXTS.chooseUnit}
          words={UNIT_WORDS}
          choices={use === 'figure' ? ['count' as const, ...SIZES] : SIZES}
          onChange={(chosen) => onChange({ unit: chosen })}
        />
      )}
      {!isChosen && decimal && <span class="bb-hint">{DECIMAL_WORDS[decimal]}</span>}
      {!isChosen && dates && <span class="bb-hint">{DATE_WORDS[dates]}</span>}
      {isChosen && NUMBER_USES.includes(use) && (
        <Choice
          label={TEXTS.decimalOf(header)}
          value={decimal}
          empty={TEXTS.chooseDecimal}
          words={DECIMAL_WORDS}
          choices={['point', 'comma'] as const}
          onChange={(chosen) => onChange({ decimal: chosen })}
        />
      )}
      {isChosen && DATE_USES.includes(use) && (
        <Choice
          label={TEXTS.datesOf(header)}
          value={dates}
          empty={TEXTS.chooseDates}
          words={DATE_WORDS}
          choices={['day-first', 'month-first'] as const}
          onChange={(chosen) => onChange({ dates: chosen })}
        />
      )}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T | undefined;
  /** Shown while nothing is chosen. */
  empty?: string;
  words: Record<T, string>;
  choices: readonly T[];
  onChange: (value: T) => void;
}

/** A select in a table, named by its row. */
function Choice<T extends string>({ label, value, empty, words, choices, onChange }: ChoiceProps<T>) {
  return (
    <span class="bb-field">
      <select
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice === event.currentTarget.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {value === undefined && <option value="">{empty}</option>}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {words[choice]}
          </option>
        ))}
      </select>
    </span>
  );
}

function samplesOf({ rows }: Table, column: number): string {
  const values: string[] = [];
  for (const { cells } of rows) {
    const cell = cells[column];
    const text = typeof cell === 'object' ? cell.error : String(cell ?? '').trim();
    if (text !== '' && !values.includes(text)) values.push(text);
    if (values.length === SAMPLES) break;
  }
  return values.join(' · ').slice(0, 120);
}
