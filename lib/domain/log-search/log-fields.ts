/** A field of a log, under the name that a user types. */
export type LogField = { name: string; aliases?: readonly string[] } & (
  | { kind: 'text'; slots: readonly number[] /** The first slot holds an id whose name is found too. */; named?: true }
  | { kind: 'choice'; choice: number; values: readonly { value: string; word: string }[] }
  | { kind: 'date' }
  | { kind: 'amount' }
);

/** What can be searched of one log. */
export interface LogFields {
  fields: readonly LogField[];
  /** Text slots in which free text is looked for; the first one holds the id of whose names are found too, if `isNamed`. */
  free: readonly number[];
  isNamed: boolean;
  /** Slot whose text may be the key of a wait, written by `waitText`. */
  waits?: number;
}

/** Returns every name under which a field can be typed, the longest first, so that none hides a longer one. */
export function fieldNames(fields: readonly LogField[]): { name: string; field: LogField }[] {
  return fields
    .flatMap((field) => [field.name, ...(field.aliases ?? [])].map((name) => ({ name, field })))
    .sort((one, other) => other.name.length - one.name.length);
}
