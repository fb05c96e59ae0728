/** Does something again and again, with so many milliseconds between the end of one time and the next. Returns what ends that. */
export function every(milliseconds: number, work: () => Promise<unknown>): () => void {
  const held: { timer?: NodeJS.Timeout; isEnded: boolean } = { isEnded: false };
  const next = () => {
    if (!held.isEnded) held.timer = setTimeout(() => void work().finally(next), milliseconds);
  };
  next();
  return () => {
    held.isEnded = true;
    clearTimeout(held.timer);
  };
}
