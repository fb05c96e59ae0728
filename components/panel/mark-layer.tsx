import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Rect } from '../../lib/shared/rect.ts';
import { formatText } from '../ui/format-text.ts';
import { FieldMark, type FieldMarkProps } from './field-mark.tsx';
import { placeMarks, roomBeside, WIDTH } from './place-marks.ts';

export interface MarkItem extends Omit<FieldMarkProps, 'field' | 'onResize' | 'tight'> {
  key: string;
  label: string;
  /** Where the field stands in the viewport. */
  rect: Rect;
  /** Scrolled out: its field is not there to be marked. */
  hidden?: boolean;
}

interface MarkLayerProps {
  items: readonly MarkItem[];
  width: number;
  height: number;
  /** Parts of the page that no mark may cover. */
  avoid?: readonly Rect[];
  /** Inputs of the page, which no mark covers that comes by itself. */
  inputs?: readonly Rect[];
}

/** How large a mark is as a whole, and what it said then. */
interface WholeSize {
  width: number;
  height: number;
  about: string;
}

/** Marks beside their fields, to the right or below, none over another and none over bars and dialogs of the page. */
export function MarkLayer(props: MarkLayerProps) {
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [tight, setTight] = useState('');
  /** Sizes of marks as a whole, by key: a badge does not say how much room the whole needs. */
  const sizes = useRef(new Map<string, WholeSize>()).current;
  const place = useRef(() => setTight(arrange(root.current, latest.current, sizes).join(' '))).current;
  useLayoutEffect(place);
  const spoken = props.items.find(({ focused, hidden, quiet }) => focused && !hidden && !quiet);
  return (
    <div ref={root}>
      <Spoken text={spoken?.findings.map(({ message }) => formatText(message)).join(' ') ?? ''} />
      {props.items.map(({ key, label, rect: _, hidden: __, ...mark }) => (
        <div class="mark-place" data-mark={key} key={key}>
          <FieldMark field={label} onResize={place} tight={tight.split(' ').includes(key)} {...mark} />
        </div>
      ))}
    </div>
  );
}

/** The messages quote what is typed: spoken at every key, they would talk over the typing. */
const SPOKEN_AFTER_MS = 1_000;

/** One live region that stays: what is new at the field being typed into is spoken once, in a pause. */
function Spoken({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), SPOKEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="bb-visually-hidden" role="status">
      {/* What is not true any more is taken away at once, with the record that it was about. */}
      {said === text ? said : ''}
    </p>
  );
}

/**
 * All sizes are read, then all places written: the browser lays out two or three times, however many marks there are. Answers the keys
 * of those that there is room for as a badge alone.
 */
function arrange(
  root: HTMLElement | null,
  { items, width, height, avoid = [], inputs = [] }: MarkLayerProps,
  known: Map<string, WholeSize>,
): string[] {
  const marks = items.flatMap((item) => {
    const element = root?.querySelector<HTMLElement>(`[data-mark="${item.key}"]`);
    return element ? [{ item, element, wide: 0 }] : [];
  });
  // Else the room that it had, as a badge or beside another field, would count as all that it needs.
  for (const { element } of marks) if (widthOf(element) < WIDTH) giveWidth(element, WIDTH);
  for (const mark of marks) {
    // What was asked for may lie over inputs.
    const clearOf = isAsked(mark.element) ? [] : inputs;
    mark.wide = roomBeside(mark.item.rect, mark.element.offsetWidth, width, clearOf);
  }
  for (const { element, wide } of marks) giveWidth(element, wide);
  const sizes = marks.map(({ item, element }) => {
    const mark = element.querySelector('.mark');
    const now = { width: element.offsetWidth, height: element.offsetHeight };
    const about = `${item.choice !== undefined} ${item.findings.map(({ message }) => message).join(' ')}`;
    const last = known.get(item.key);
    const size = mark?.hasAttribute('data-tight') && last?.about === about ? last : { ...now, about };
    known.set(item.key, size);
    return {
      rect: item.rect,
      hidden: item.hidden === true,
      isAsked: isAsked(element),
      width: size.width,
      height: size.height,
    };
  });
  const places = placeMarks(sizes, { width, height, avoid, inputs });
  for (const [index, { element }] of marks.entries()) {
    const at = places[index];
    element.style.visibility = at ? 'visible' : 'hidden';
    if (at) element.style.transform = `translate(${at.left}px, ${at.top}px)`;
  }
  return marks.filter((_, index) => places[index]?.isTight).map(({ item }) => item.key);
}

/** Whether the user opened it. */
function isAsked(element: HTMLElement): boolean {
  return element.querySelector('.mark[data-asked]') !== null;
}

const WIDTH_PROPERTY = '--bb-mark-width';

function giveWidth({ style }: HTMLElement, width: number): void {
  style.setProperty(WIDTH_PROPERTY, `${width}px`);
}

/** The width that it was given last, in CSS pixels. */
function widthOf({ style }: HTMLElement): number {
  return Number.parseFloat(style.getPropertyValue(WIDTH_PROPERTY)) || WIDTH;
}
