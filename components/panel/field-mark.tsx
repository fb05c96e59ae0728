import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Finding } from '../../lib/domain/finding.ts';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { Icon } from '../ui/icon.tsx';
import { type CustomerChoice, CustomerPicker } from './customer-picker.tsx';
import { worstFirst } from './finding-list.tsx';
import { MarkLine } from './mark-line.tsx';
import * as MARKS from './texts/marks.ts';
import { SEVERITY_WORDS } from './texts/marks.ts';

export interface FieldMarkProps {
  /** Findings of one field; empty only where a customer can be chosen. */
  findings: readonly Finding[];
  /** Name of the field, for the screen reader. */
  field: string;
  /** The user is typing in the field: what is wrong with it is shown in full. */
  focused?: boolean;
  /** Stays a small badge until it is opened: an empty new form is no error yet, or the user pressed Escape. */
  quiet?: boolean;
  /** Absent where the field cannot be typed into. */
  onUse?: (finding: Finding) => void;
  /** Absent where no stored fix exists. */
  onFix?: (finding: Finding) => void;
  /** One preview for all that can be fixed. */
  fixAll?: { label: string; onFix: () => void } | undefined;
  /** Absent where the field names no customer. */
  choice?: CustomerChoice | undefined;
  /** The mark became larger or smaller. */
  onResize?: () => void;
  /** As a whole it would lie over an input of the page: by itself it shows its badge alone. */
  tight?: boolean;
}

/** The mark beside one field: errors in full, warnings and notes as a badge that opens, so that little of the page is covered. */
export function FieldMark(props: FieldMarkProps) {
  const { findings, field, focused = false, quiet = false, tight = false, choice, onResize } = props;
  const [chosen, setChosen] = useState<{ about: string; open: boolean } | null>(null);
  const [hovered, setHovered] = useState('');
  const [choosing, setChoosing] = useState(false);
  const body = useId();
  const sorted = worstFirst(findings);
  const [worst] = sorted;
  // What was made small for one problem says nothing of the next.
  const about = `${quiet} ${sorted.map(({ code }) => code).join()}`;
  const byItself = !quiet && !tight && worst !== undefined && (focused || worst.severity === 'error');
  const isKept = choosing || (chosen?.about === about ? chosen.open : byItself);
  // What only offers a choice opens by a click: a pointer on its way over the page asks for nothing.
  // One that would cover an input opens by a click too: it may open elsewhere than under the pointer.
  const isHovered = worst !== undefined && !tight && hovered === about;
  const open = isKept || isHovered;
  const isAsked = choosing || (chosen?.about === about && chosen.open);
  // What is no longer requested may not stay where it covers an input.
  const shape = `${open} ${choosing} ${isAsked}`;
  const shapeBefore = useRef(shape);
  useLayoutEffect(() => {
    if (shapeBefore.current !== shape) onResize?.();
    shapeBefore.current = shape;
  });
  if (!worst && !choice) return null;

  const summary = worst ? `${SEVERITY_WORDS[worst.severity]}: ${formatText(worst.message)}` : MARKS.chooseCustomer;
  const choose = (next: boolean): void => setChosen({ about, open: next });
  const makeSmall = (): void => {
    setChoosing(false);
    setHovered('');
    choose(false);
  };
  return (
    <section
      class={`mark mark-${worst?.severity ?? 'info'} ${open ? '' : 'mark-small'}`}
      aria-label={MARKS.field(field)}
      data-asked={isAsked || undefined}
      data-tight={(tight && !open) || undefined}
      onMouseEnter={() => setHovered(about)}
      onMouseLeave={() => setHovered('')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') makeSmall();
      }}
    >
      <button
        type="button"
        class="mark-badge"
        aria-expanded={open}
        aria-controls={body}
        aria-label={open ? MARKS.makeSmall : summary}
        title={open ? MARKS.makeSmall : undefined}
        // The field keeps the focus: a page that ends the editing of a field that loses it would take the mark away.
        onMouseDown={(event) => event.preventDefault()}
        // One that was opened by the pointer alone stays open by a click.
        onClick={() => {
          if (isKept) makeSmall();
          // Where there is nothing but a choice, that is what the click is for.
          else if (!worst) setChoosing(true);
          else choose(true);
        }}
      >
        <Icon name={quiet || !worst ? 'quiet' : worst.severity} />
        {!open && sorted.length > 1 && sorted.length}
      </button>
      <div id={body} class="mark-body">
        {open &&
          sorted.map((finding) => (
            <MarkLine key={finding.id} finding={finding} onUse={props.onUse} onFix={props.onFix} />
          ))}
        {open && choice && !choosing && <Button onClick={() => setChoosing(true)}>{MARKS.chooseCustomer}</Button>}
        {choosing && choice && (
          <CustomerPicker
            {...choice}
            onChoose={(id) => {
              setChoosing(false);
              choice.onChoose(id);
            }}
            onClose={() => {
              setChoosing(false);
              choose(true);
            }}
          />
        )}
        {open && props.fixAll && <Button onClick={props.fixAll.onFix}>{props.fixAll.label}</Button>}
      </div>
    </section>
  );
}
