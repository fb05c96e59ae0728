import { count, formatNumber } from '../../ui/format.ts';

/** Searching the event log and the journal. */
export const LOG = {
  loading: 'Loading …',
  search: 'Search',
  from: 'From',
  to: 'To',
  any: 'Any',
  clear: 'Clear search',
  /** While the query that was typed cannot be read. */
  old: (query: string) =>
    query === ''
      ? 'The search cannot be read: the list shows all entries.'
      : `The search cannot be read: the list is still that of “${query}”.`,
  /** While not all of the log was looked through. */
  atLeast: (n: number, one: string) => `At least ${count(n, one)} …`,
  exactly: (n: number, one: string) => count(n, one),
  missing: (when: string) =>
    `Entries older than ${when} are still being prepared for the search. They appear here as they are.`,
  missingAll: 'Entries are being prepared for the search after an update. They appear here as they are.',
  helpTitle: 'How to search',
  help: [
    'Words find every entry that contains them, in any field. * matches any characters, ? matches one.',
    'A field narrows it: FIELD OPERATOR VALUE, several joined by AND.',
    'CONTAINS: the value is somewhere in the field. LIKE: the whole field is like the value; NOT LIKE: it is not. ?* matches any text.',
    '=, !=: exactly this value, or any other. IN: one of several values, with commas between them.',
    '>, >=, <, <=: dates as YYYY-MM-DD HH:MM:SS or their beginning, in your time zone, and amounts.',
    'Quotes keep a value together that holds a comma or AND.',
  ],
  fields: (names: readonly string[]) => `Fields: ${names.join(', ')}.`,
  examples: 'Examples',
} as const;

/** Conditions of the two days, by the name of their field. */
export const FROM_DAY = { field: 'Date', operator: '>=' } as const;
export const TO_DAY = { field: 'Date', operator: '<=' } as const;

export const LOG_EXPORT = {
  csv: 'Export CSV',
  reading: (rows: number, total: number) => `${formatNumber(rows)} of ${formatNumber(total)} read …`,
  saved: (rows: number, one: string, file: string) => `${count(rows, one)} saved as ${file}.`,
} as const;
