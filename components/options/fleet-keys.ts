/** Where each key leads from a row; PageUp and PageDown go by what fits on the screen. */
const STEPS: Readonly<Record<string, (row: number, perScreen: number, last: number) => number>> = {
  ArrowDown: (row) => row + 1,
  ArrowUp: (row) => row - 1,
  PageDown: (row, perScreen) => row + perScreen,
  PageUp: (row, perScreen) => row - perScreen,
  Home: () => 0,
  End: (_row, _perScreen, last) => last,
};

/** Returns the row that a key leads to; undefined: the key moves nothing. @param key as `KeyboardEvent.key` names it */
export function rowAfterKey(key: string, row: number, perScreen: number, count: number): number | undefined {
  const step = Object.hasOwn(STEPS, key) ? STEPS[key] : undefined;
  if (!step || count === 0) return undefined;
  return Math.min(count - 1, Math.max(0, step(row, perScreen, count - 1)));
}
