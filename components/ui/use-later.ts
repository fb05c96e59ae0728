import { useEffect, useState } from 'preact/hooks';

/** Whether so many milliseconds have passed since this was drawn first: what the user opened the page for is asked before the rest. */
export function useLater(milliseconds: number): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isDue;
}
