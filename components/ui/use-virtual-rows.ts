import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

/** Rows above and below what is seen: a short scroll shows no gap. */
const OVERSCAN = 8;

interface VirtualRowsParts {
  /** The element that scrolls; rows begin at its top, below the head. */
  scroller: RefObject<HTMLElement | null>;
  count: number;
  /** Of every row, in pixels: what is fixed is never measured. */
  rowHeight: number;
  /** A row that is opened, and how many pixels more it has then. */
  opened?: { index: number; more: number } | undefined;
  /** Of a head that stays at the top of the scroller, in pixels. */
  headHeight: number;
  /** A row that is drawn wherever the scroller is: the one with the focus, which would get lost with its element. */
  kept: number;
}

export interface VirtualRows {
  /** Rows to draw, in order. There may be a gap before the kept row and after it. */
  items: readonly VirtualItem[];
  /** Where the last row ends, in pixels from the top of the scroller. */
  end: number;
  /** Rows of one screen, for PageUp and PageDown. */
  perScreen: number;
  /** Scrolls as little as needed for this row to be seen. */
  show(index: number): void;
  /** Scrolls to the first row. */
  showTop(): void;
}

/** Which rows of a long list are drawn, by where its element is scrolled to: TanStack Virtual for Preact. */
export function useVirtualRows({
  scroller,
  count,
  rowHeight,
  opened,
  headHeight,
  kept,
}: VirtualRowsParts): VirtualRows {
  const [, draw] = useReducer<number, void>((drawn) => drawn + 1, 0);
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (index === opened?.index ? rowHeight + opened.more : rowHeight),
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan: OVERSCAN,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      return kept >= range.count || seen.includes(kept) ? seen : [...seen, kept].sort((one, other) => one - other);
    },
    onChange: () => draw(),
  };
  const [virtualizer] = useState(() => new Virtualizer(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  // The library remembers positions: other heights are other positions.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight, headHeight, opened?.index, opened?.more]);
  const height = Math.max(0, (virtualizer.scrollRect?.height ?? 0) - headHeight);
  return {
    items: virtualizer.getVirtualItems(),
    end: virtualizer.getTotalSize(),
    perScreen: Math.max(1, Math.floor(height / rowHeight)),
    show: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    showTop: () => virtualizer.scrollToOffset(0),
  };
}
