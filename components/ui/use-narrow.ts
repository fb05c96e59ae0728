import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Whether an element is narrower than so many pixels, now and after each change of its size. */
export function useNarrow(element: RefObject<HTMLElement | null>, pixels: number): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const look = () => {
      // Nothing that is hidden has a width.
      if (watched.offsetWidth > 0) setNarrow(watched.offsetWidth < pixels);
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element, pixels]);
  return isNarrow;
}
