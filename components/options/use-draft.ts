import { useRef, useState } from 'preact/hooks';
import { type Cleaned, cleanTyped } from '../../lib/shared/typed-text.ts';

export interface Draft<Field extends string> {
  typed: Readonly<Record<Field, string>>;
  /** The same at this moment, for work that goes on after a change. */
  latest: () => Readonly<Record<Field, string>>;
  /** What was removed from the last input of each field. */
  cleaned: Partial<Record<Field, Cleaned>>;
  /** Whether values came from an earlier visit of the page. */
  isResumed: boolean;
  /** Takes what was typed or pasted, without blanks and quotes. */
  type: (field: Field, text: string) => void;
  /** Replaces some fields, e.g. by a correction. */
  put: (values: Partial<Record<Field, string>>) => void;
  /** Forgets what was kept, and begins with these values. */
  reset: (values: Record<Field, string>) => void;
}

interface Options<Field extends string> {
  /** Names the form. */
  name: 'connectwise' | 'portal';
  initial: Record<Field, string>;
  /** Fields that may be kept where they are typed: never a key. */
  kept: readonly Field[];
}

/**
 * What is typed into a form. What is no secret survives the page: in the storage of our own pages, which no web page and no content
 * script reads. Secrets are in memory alone.
 */
export function useDraft<Field extends string>({ name, initial, kept }: Options<Field>): Draft<Field> {
  const key = `bb-draft-${name}`;
  const [state, setState] = useState(() => {
    const resumed = readDraft(key, kept, initial);
    return { typed: { ...initial, ...resumed }, cleaned: {}, isResumed: Object.keys(resumed).length > 0 } as {
      typed: Record<Field, string>;
      cleaned: Partial<Record<Field, Cleaned>>;
      isResumed: boolean;
    };
  });
  const latest = useRef(state.typed);
  const show = (typed: Record<Field, string>, cleaned: Partial<Record<Field, Cleaned>>) => {
    latest.current = typed;
    keepDraft(key, kept, typed);
    setState((before) => ({ ...before, typed, cleaned }));
  };
  return {
    ...state,
    latest: () => latest.current,
    type: (field, text) => {
      const cleaned = cleanTyped(text);
      show({ ...latest.current, [field]: cleaned.text }, { ...state.cleaned, [field]: cleaned });
    },
    put: (values) => show({ ...latest.current, ...values }, {}),
    reset: (values) => {
      latest.current = values;
      forgetDraft(key);
      setState({ typed: values, cleaned: {}, isResumed: false });
    },
  };
}

/** What an earlier visit left, as far as it differs from what is stored. */
function readDraft<Field extends string>(
  key: string,
  kept: readonly Field[],
  initial: Record<Field, string>,
): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string>> = {};
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof read !== 'object' || read === null) return {};
    for (const field of kept) {
      const value: unknown = Reflect.get(read, field);
      if (typeof value === 'string' && value !== '' && value !== initial[field]) found[field] = value;
    }
  } catch {
    // Kept for convenience: without it the form begins empty.
  }
  return found;
}

function keepDraft<Field extends string>(key: string, kept: readonly Field[], typed: Record<Field, string>): void {
  try {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(kept.map((field) => [field, typed[field]]))));
  } catch {
    // As above.
  }
}

function forgetDraft(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
