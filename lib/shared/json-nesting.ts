const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Whether arrays and objects in a JSON text are nested deeper than `depth`. One pass over the text, before
 * `JSON.parse`: what is built from such a text overflows the stack of whoever walks it.
 */
export function nestsDeeperThan(depth: number, text: string): boolean {
  let level = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isInText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isInText = false;
    } else if (code === QUOTE) {
      isInText = true;
    } else if (opens(code)) {
      level += 1;
      if (level > depth) return true;
    } else if (closes(code)) {
      level -= 1;
    }
  }
  return false;
}

/** `[` or `{`. */
function opens(code: number): boolean {
  return code === 0x5b || code === 0x7b;
}

/** `]` or `}`. */
function closes(code: number): boolean {
  return code === 0x5d || code === 0x7d;
}
