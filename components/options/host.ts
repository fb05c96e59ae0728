/** The host name of what was typed, or undefined while it is none; what is wrong with it, the worker says. */
export function hostOf(typed: string): string | undefined {
  const text = typed.replace(/[\s\u200b\u00a0]+/g, '');
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
    return url.protocol === 'https:' && url.hostname.includes('.') ? url.hostname : undefined;
  } catch {
    return undefined;
  }
}
