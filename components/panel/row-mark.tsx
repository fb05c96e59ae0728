import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Finding } from '../../lib/domain/finding.ts';
import { formatText } from '../ui/format-text.ts';
import { Icon } from '../ui/icon.tsx';
import { worstFirst } from './finding-list.tsx';
import { MarkLine } from './mark-line.tsx';
import * as MARKS from './texts/marks.ts';

export interface RowMarkItem {
  key: string;
  /** What the row is called, e.g. `Online Backup Storage, EFS-342`. */
  label: string;
  /** Never empty. */
  findings: readonly Finding[];
  /** Where the mark stands in the viewport, in CSS pixels. */
  left: number;
  top: number;
  /** Towards which side there is room for the findings. */
  opens: 'down' | 'up';
}

/** Side of a mark, in CSS pixels. */
export const ROW_MARK_SIZE = 18;
const OPEN_AFTER_MS = 120;
const CLOSE_AFTER_MS = 250;

interface Open {
  key: string;
  /** Clicked: stays until it is closed. */
  pinned: boolean;
}

/** Marks at the rows of a list, and at most one list of findings beside them. */
export function RowMarks({ items, onFix }: { items: readonly RowMarkItem[]; onFix?: (finding: Finding) => void }) {
  const [open, setOpen] = useState<Open | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const later = (milliseconds: number, next: (now: Open | null) => Open | null): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), milliseconds);
  };
  const now = (next: Open | null): void => {
    clearTimeout(timer.current);
    setOpen(next);
  };
  return (
    <div>
      {items.map((item) => (
        <RowMark
          key={item.key}
          item={item}
          open={open?.key === item.key}
          onFix={onFix}
          onEnter={() => later(OPEN_AFTER_MS, (at) => (at?.pinned ? at : { key: item.key, pinned: false }))}
          onLeave={() => later(CLOSE_AFTER_MS, (at) => (at?.pinned ? at : null))}
          onFocus={() => open?.key !== item.key && now({ key: item.key, pinned: false })}
          onClick={() => now(open?.key === item.key && open.pinned ? null : { key: item.key, pinned: true })}
          onClose={() => now(null)}
        />
      ))}
    </div>
  );
}

interface RowMarkProps {
  item: RowMarkItem;
  open: boolean;
  onFix?: ((finding: Finding) => void) | undefined;
  onEnter: () => void;
  onLeave: () => void;
  onFocus: () => void;
  onClick: () => void;
  onClose: () => void;
}

function RowMark({ item, open, onFix, onEnter, onLeave, onFocus, onClick, onClose }: RowMarkProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const sorted = worstFirst(item.findings);
  const [worst] = sorted;
  if (!worst) return null;
  return (
    <fieldset
      class="row-mark"
      aria-label={item.label}
      style={{ transform: `translate(${item.left}px, ${item.top}px)` }}
      onMouseEnter={onEnter}
      onMouseLeave={onLeave}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (open && !(to instanceof Node && event.currentTarget.contains(to))) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        button.current?.focus();
        onClose();
      }}
    >
      <button
        ref={button}
        type="button"
        class={`row-mark-badge row-mark-${worst.severity}`}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={MARKS.row(item.label, worst.severity, formatText(worst.message), sorted.length - 1)}
        onFocus={onFocus}
        onClick={onClick}
      >
        <Icon name={worst.severity} />
      </button>
      {open && (
        <section id={id} class={`row-findings row-findings-${item.opens}`} aria-label={MARKS.rowFindings(item.label)}>
          {sorted.map((finding) => (
            <MarkLine key={finding.id} finding={finding} hasIcon onFix={onFix} />
          ))}
        </section>
      )}
    </fieldset>
  );
}

/** One line for a whole list, only where something is wrong in it. */
export function ListSummary({ text, worst }: { text: string; worst: Finding['severity'] }) {
  return (
    <section class={`summary mark mark-${worst}`} aria-label={MARKS.list}>
      <p class="mark-line" role="status">
        <Icon name={worst} />
        <span>{text}</span>
      </p>
    </section>
  );
}
