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
  const { prefixChange, headers, ...shown } = options;
  const boot = {
    ...shown,
    build: prefixChange,
    root,
    classes,
    today,
    companyName: state.companyName,
  };
  return JSON.stringify(boot).replaceAll('<', '\\u003c');
}

/** The one document of the client, `ConnectWise.aspx`; every screen is built inside it by script. */
export function clientDocument(parts: DocumentParts): string {
  const { base, options } = parts;
  const imports = JSON.stringify({ imports: { lzma1: `${base}lzma1/index.js` } });
  return `<!DOCTYPE html>
<html lang="${options.locale.slice(0, 2)}">
<head>
<meta charset="utf-8">
<meta name="gwt:property" content="locale=${options.locale}">
<title>ConnectWise</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}client.css?build=${options.prefixChange}">
<script type="importmap">${imports}</script>
<script type="application/json" id="cwBoot">${bootData(parts)}</script>
<script type="module" src="${base}app.js"></script>
</head>
<body><div id="cwApp"></div><noscript>ConnectWise needs JavaScript.</noscript></body>
</html>`;
}

/** The empty document of a module frame; the application builds its screens into it. */
export function frameDocument(base: string, { locale, prefixChange }: ResolvedOptions): string {
  return `<!DOCTYPE html>
<html lang="${locale.slice(0, 2)}">
<head><meta charset="utf-8"><title>Module</title><link rel="stylesheet" href="${base}client.css?build=${prefixChange}"></head>
<body></body>
</html>`;
}
