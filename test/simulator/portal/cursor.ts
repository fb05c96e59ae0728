/** Cursors are opaque to a client but hold all they need, so one outlives a restart of either side. */

export type CursorList = 'customers' | 'accounts' | 'events' | 'usage';

/** `position`: id or sequence number of the last item that was given; 0 before the first. */
export function writeCursor(list: CursorList, position: number): string {
  return Buffer.from(JSON.stringify([1, list, position])).toString('base64url');
}

/** Undefined where the text is no cursor of this list. */
export function readCursor(list: CursorList, text: string): number | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(value) || value[0] !== 1 || value[1] !== list) return undefined;
    const position: unknown = value[2];
    return Number.isSafeInteger(position) ? Number(position) : undefined;
  } catch {
    return undefined;
  }
}
