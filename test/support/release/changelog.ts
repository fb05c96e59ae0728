const UNRELEASED = '## [Unreleased]';

/** Where the part of a heading ends: at the next heading of its level, or with the text. */
function partAfter(text: string, heading: number): string {
  const start = text.indexOf('\n', heading) + 1;
  const next = text.slice(start).search(/^## /m);
  return (next < 0 ? text.slice(start) : text.slice(start, start + next)).trim();
}

/** Whether a part says anything: headings alone do not. */
function saysNothing(part: string): boolean {
  return part.replace(/^#.*$/gm, '').trim() === '';
}

/** What the changelog says of the version; undefined where it has no dated heading for it, or nothing below. */
export function partOf(text: string, version: string): string | undefined {
  const [heading] =
    new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm').exec(text) ?? [];
  if (heading === undefined) return undefined;
  const part = partAfter(text, text.indexOf(heading));
  return saysNothing(part) ? undefined : part;
}

/**
 * Gives what is unreleased the version and the date, and begins a new unreleased part; undefined where nothing is unreleased.
 * @param date as in `2026-11-30`
 */
export function dateUnreleased(text: string, version: string, date: string): string | undefined {
  const at = text.search(/^## \[Unreleased\]$/m);
  if (at < 0 || saysNothing(partAfter(text, at))) return undefined;
  return `${text.slice(0, at)}${UNRELEASED}\n\n## [${version}] - ${date}${text.slice(at + UNRELEASED.length)}`;
}
