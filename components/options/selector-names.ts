import type { SelectorOverride } from '../../lib/domain/in-page-config.ts';
import { CLASS_NAME, LONGEST_LABEL, MOST_NAMES } from '../../lib/domain/page-limits.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { NAME_FAILURES } from './texts/field-names.ts';

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
    return wrong('labels', longLabel, NAME_FAILURES.label(of, longLabel, LONGEST_LABEL), NAME_FAILURES.labelNext);
  const badClass = classes.find((name) => !CLASS_NAME.test(name));
  if (badClass !== undefined)
    return wrong('classes', badClass, NAME_FAILURES.class(of, badClass), NAME_FAILURES.classNext);
  for (const [field, names] of [
    ['labels', labels],
    ['classes', classes],
  ] as const)
    if (names.length > MOST_NAMES)
      return wrong(
        field,
        String(names.length),
        NAME_FAILURES[field](of, names.length, MOST_NAMES),
        NAME_FAILURES.tooManyNext,
      );
  return null;
}

function wrong(field: string, value: string, message: string, nextStep: string): Failure {
  return { code: 'bad-input', field, value, message, nextStep };
}
