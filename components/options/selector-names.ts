import type { SelectorOverride } from '../../lib/domain/in-page-config.ts';
import { CLASS_NAME, LONGEST_LABEL, MOST_NAMES } from '../../lib/domain/page-limits.ts';
import type { Failure } from '../../lib/shared/errors.ts';

/** One name a line; blank lines and doubled names are dropped. A class may be typed with its dot. */
export function typedNames(text: string, kind: 'labels' | 'classes'): string[] {
  const lines = text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  const names = kind === 'classes' ? lines.map((line) => line.replace(/^\./, '')) : lines;
  return [...new Set(names.filter((name) => name !== ''))];
}

/** What is wrong with the names of one field, or null. `of` says which, e.g. `Managed ID`. */
export function namesFailure(of: string, { labels = [], classes = [] }: SelectorOverride): Failure | null {
  const longLabel = labels.find((label) => label.length > LONGEST_LABEL || label.trim() === '');
  if (longLabel !== undefined)
    return wrong(
      'labels',
      longLabel,
      `${of}: the label “${longLabel}” has ${longLabel.length} characters; a label has 1 to ${LONGEST_LABEL}.`,
      'Type the text that stands beside the field, and nothing else.',
    );
  const badClass = classes.find((name) => !CLASS_NAME.test(name));
  if (badClass !== undefined)
    return wrong(
      'classes',
      badClass,
      `${of}: “${badClass}” is not a class name.`,
      'Type one class name a line, of letters, digits, - and _, such as cw_groupIdentifier.',
    );
  for (const [field, names] of [
    ['labels', labels],
    ['classes', classes],
  ] as const)
    if (names.length > MOST_NAMES)
      return wrong(
        field,
        String(names.length),
        `${of}: ${names.length} ${field}; a field has at most ${MOST_NAMES}.`,
        'Take away the ones that no page shows any more.',
      );
  return null;
}

function wrong(field: string, value: string, message: string, nextStep: string): Failure {
  return { code: 'bad-input', field, value, message, nextStep };
}
