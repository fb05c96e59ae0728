import { useEffect, useState } from 'preact/hooks';

/** Milliseconds without a key press after which what is typed is looked at. */
export const TYPING_PAUSE = 600;

/** Returns whether typing pauses. @param typed another value for each change */
export function usePause(typed: unknown): boolean {
  const [paused, setPaused] = useState<unknown>(typed);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  return paused === typed;
}
