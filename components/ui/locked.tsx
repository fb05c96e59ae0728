import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Why nothing can be changed here; undefined: it can. Every control of `ui/` below heeds it. */
export const LockedReason = createContext<string | undefined>(undefined);

/** Why the controls at this place are locked; undefined: they are not. */
export function useLockedReason(): string | undefined {
  return useContext(LockedReason);
}

/** The reason as a part of a control's label, and so of its name; nothing where it is not locked. */
export function LockMark() {
  const reason = useLockedReason();
  return reason === undefined ? null : <span class="bb-lock-mark"> {reason}</span>;
}
