import type { ConnectWiseState } from '../connectwise/state.ts';
import type { ResolvedOptions } from './options.ts';

export interface DocumentParts {
  state: ConnectWiseState;
  options: ResolvedOptions;
  /** Address of the application's files, ends in a slash. */
  base: string;
  /** Codebase of this document, with slashes: `/v2025_1/`. */
  root: string;
  /** Names of the compiler's classes. */
  classes: Record<string, string>;
  /** ISO time; the day that a new addition starts with. */
  today: string;
}

/** What the application reads before it starts, the way GWT host pages hand over their dictionary. */
function bootData({ state, options, root, classes, today }: DocumentParts): string {
  const { suffixes, fieldClasses, iframe, readOnly, lateMs, memberId } = options;
  const boot = {
    root,
    classes,
    today,
    suffixes,
    fieldClasses,
    iframe,
    readOnly,
    lateMs,
    memberId,
    companyName: state.companyName,
  };
  return JSON.stringify(boot).replaceAll('<', '\\u003c');
}

/** The one document of the client, `ConnectWise.aspx`; every screen is built inside it by script. */
export function clientDocument(parts: DocumentParts): string {
  const { base } = parts;
  const imports = JSON.stringify({ imports: { lzma1: `${base}lzma1/index.js` } });
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="gwt:property" content="locale=en_US">
<title>ConnectWise</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}client.css">
<script type="importmap">${imports}</script>
<script type="application/json" id="cwBoot">${bootData(parts)}</script>
<script type="module" src="${base}app.js"></script>
</head>
<body><div id="cwApp"></div><noscript>ConnectWise needs JavaScript.</noscript></body>
</html>`;
}

/** The empty document of a module frame; the application builds its screens into it. */
export function frameDocument(base: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Module</title><link rel="stylesheet" href="${base}client.css"></head>
<body></body>
</html>`;
}
