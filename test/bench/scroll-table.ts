/** What a table showed while it was scrolled. */
export interface Scrolled {
  /** Milliseconds from each frame to the next. */
  frames: number[];
  pixels: number;
  /** The most rows in sight that were drawn and not read yet, how long there were some at most on end, and in how many frames. */
  blankAtMost: number;
  blankFor: number;
  blankFrames: number;
  /** The most rows in sight that were not drawn at all. */
  missingAtMost: number;
}

interface Scrolling {
  pixelsPerSecond: number;
  seconds: number;
  /** Heights of a row and of the head above the rows, in pixels. */
  rowHeight: number;
  head: number;
}

/** Runs in the page: scrolls the table from its top on, as far in each frame as the time since the last one asks for. */
export function scrollTable({ pixelsPerSecond, seconds, rowHeight, head }: Scrolling): Promise<Scrolled> {
  const scroller = document.querySelector('.bb-fleet-scroll');
  if (!scroller) throw new Error('There is no table.');
  scroller.scrollIntoView({ block: 'end' });
  const inSight = scroller.clientHeight - head;
  const end = scroller.scrollHeight - scroller.clientHeight;
  const seen: Scrolled = { frames: [], pixels: 0, blankAtMost: 0, blankFor: 0, blankFrames: 0, missingAtMost: 0 };
  let blankSince: number | undefined;
  /** What this frame will show: the table draws again only after the event that the scrolling causes in the next frame. */
  const look = (now: number): void => {
    const first = Math.floor(seen.pixels / rowHeight);
    const last = Math.floor((seen.pixels + inSight - 1) / rowHeight);
    let [blank, missing] = [0, last - first + 1];
    for (const row of scroller.querySelectorAll<HTMLElement>('tr[data-row]')) {
      const index = Number(row.dataset.row);
      if (index < first || index > last) continue;
      missing -= 1;
      if (row.ariaBusy === 'true') blank += 1;
    }
    seen.blankAtMost = Math.max(seen.blankAtMost, blank);
    seen.missingAtMost = Math.max(seen.missingAtMost, missing);
    if (blank > 0) seen.blankFrames += 1;
    if (blank > 0) blankSince ??= now;
    if (blankSince !== undefined) seen.blankFor = Math.max(seen.blankFor, now - blankSince);
    if (blank === 0) blankSince = undefined;
  };
  return new Promise((resolve) => {
    let [began, before] = [0, 0];
    const frame = (now: number): void => {
      if (before === 0) began = now;
      else seen.frames.push(now - before);
      const passed = before === 0 ? 0 : now - before;
      before = now;
      seen.pixels = Math.min(end, seen.pixels + (passed / 1000) * pixelsPerSecond);
      scroller.scrollTop = seen.pixels;
      look(now);
      if (now - began < seconds * 1000) requestAnimationFrame(frame);
      else resolve(seen);
    };
    requestAnimationFrame(frame);
  });
}
