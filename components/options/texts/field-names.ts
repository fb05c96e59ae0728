/** Names of fields that the user sets. */
export const FIELD_NAMES = {
  heading: 'Names of fields',
  add: 'Add names',
  about:
    'Where your ConnectWise labels a field differently, say how. These names are looked for before the built-in ones. Two fields with the same name on one screen are both skipped.',
  none: 'Nothing is set: the built-in names are used.',
  list: 'Fields with names of their own',
  fromPolicy: 'policy',
  fromHere: 'set here',
} as const;

/** The names of one field. */
export const FIELD_NAMES_EDITOR = {
  label: 'Names of a field',
  field: 'Field',
  policy: 'Your administrator has laid down, and it comes first:',
  labels: 'Label texts, one a line',
  classes: 'Class names, one a line',
  save: 'Save names',
} as const;

/** What is wrong with the names of a field, and what to do. @param of the field, or the entry of a file */
export const NAME_FAILURES = {
  label: (of: string, label: string, longest: number) =>
    `${of}: the label “${label}” has ${label.length} characters; a label has 1 to ${longest}.`,
  labelNext: 'Type the text beside the field, and nothing else.',
  class: (of: string, name: string) => `${of}: “${name}” is not a class name.`,
  classNext: 'Type one class name a line, of letters, digits, - and _, such as cw_groupIdentifier.',
  labels: (of: string, n: number, most: number) => `${of}: ${n} labels; a field has at most ${most}.`,
  classes: (of: string, n: number, most: number) => `${of}: ${n} classes; a field has at most ${most}.`,
  tooManyNext: 'Take away the ones that no page shows any more.',
} as const;
