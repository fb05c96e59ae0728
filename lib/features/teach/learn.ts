import type { FieldName } from '../../domain/page-fields.ts';
import { CLASS_NAME, LONGEST_LABEL, MOST_LEARNED } from '../../domain/page-limits.ts';
import type { FieldTable } from '../../host/selectors.ts';
import { type LearnedSelector, previewOf, selectorOf } from '../../host/teach.ts';

/** What came of pointing at an element: names that find exactly this one field, or why there are none. */
export type LearnResult =
  | { is: 'learned'; learned: LearnedSelector; by: string }
  | { is: 'refused'; why: string; next: string };

/**
 * Label and classes together, else the classes alone, else the label alone: whichever finds exactly one field on the page that is
 * open. Pure but for reading the page.
 */
export function learn(top: Document, fields: FieldTable, field: FieldName, element: Element): LearnResult {
  const found = selectorOf(element);
  const labels = (found?.labels ?? [])
    .filter((label) => label !== '' && label.length <= LONGEST_LABEL)
    .slice(0, MOST_LEARNED);
  const classes = (found?.classes ?? []).filter((name) => CLASS_NAME.test(name)).slice(0, MOST_LEARNED);
  const [label] = labels;
  const [first] = classes;
  if (label === undefined && first === undefined)
    return {
      is: 'refused',
      why: 'Nothing there stays the same when the page is loaded again: no label and no name.',
      next: 'Try the field itself, or the text beside it.',
    };

  const ways: LearnedSelector[] = [{ labels, classes }];
  if (labels.length > 0 && classes.length > 0) ways.push({ labels: [], classes }, { labels, classes: [] });
  const previews = ways.map((way) => ({ way, finds: previewOf(top, fields, field, way) }));
  const one = previews.find(({ finds }) => finds === 'one');
  if (one) {
    const [byLabel] = one.way.labels;
    return {
      is: 'learned',
      learned: one.way,
      by: byLabel ? `the label “${byLabel}”` : `the name ${one.way.classes[0]}`,
    };
  }
  const name = label ? `the label “${label}”` : `the name ${first}`;
  return previews.some(({ finds }) => finds === 'several')
    ? {
        is: 'refused',
        why: `Several fields here have ${name}, so it is not clear which one is meant.`,
        next: 'Close other records, then try again.',
      }
    : {
        is: 'refused',
        why: `By ${name} no field is found again.`,
        next: 'Try the field itself, where one types.',
      };
}
