import type { JsonValue } from '../../lib/shared/json.ts';
import { sizeText, valueText } from './texts/changes.ts';

/** What fits beside its label at a glance. */
const SHORT_LENGTH = 80;
const SHORT_LINES = 2;

/** A value as people read it. A long text, e.g. an invoice description of 60 accounts, is folded behind its beginning. */
export function Value({ value, field }: { value: JsonValue | undefined; field: string }) {
  const text = valueText(value, field);
  const lines = text.split('\n');
  if (text.length <= SHORT_LENGTH && lines.length <= SHORT_LINES) return <>{text}</>;
  const [first = ''] = lines;
  const beginning = first.length > SHORT_LENGTH ? `${first.slice(0, SHORT_LENGTH - 20).trimEnd()}` : first;
  const size = sizeText(lines.length, text.length);
  return (
    <details class="bb-folded">
      <summary>
        {beginning}… ({size})
      </summary>
      {text}
    </details>
  );
}
