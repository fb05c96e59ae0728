import type { Change } from '../../lib/domain/change.ts';
import { fieldLabel, valueText } from '../plan/words.ts';
import { count } from '../ui/format.ts';

/** What is read at a glance. */
const SHORT_LENGTH = 80;

/** A record that comes or goes as one text: nothing has to be compared, and blank members say nothing. A long one is folded. */
export function WholeRecord({ change: { op, fields } }: { change: Change }) {
  const known = fields
    .map(({ field, from, to }) => ({ field, value: op === 'delete' ? from : to }))
    .filter(({ value }) => value !== null && value !== '');
  const text = known.map(({ field, value }) => `${fieldLabel(field)}: ${valueText(value, field)}`).join(' · ');
  if (text === '') return null;
  const shown = op === 'delete' ? <del>{text}</del> : text;
  if (text.length <= SHORT_LENGTH) return <p>{shown}</p>;
  return (
    <details class="bb-folded">
      <summary>{count(known.length, 'field')}</summary>
      {shown}
    </details>
  );
}
