import type { SelectorOverride } from '../../lib/domain/in-page-config.ts';

/** Labels in quotes, classes as written in style sheets; `from` says who set them. */
export function NamesLine({ names, from }: { names: SelectorOverride | undefined; from?: string }) {
  const texts = [...(names?.labels ?? []).map((label) => `“${label}”`), ...(names?.classes ?? []).map((c) => `.${c}`)];
  if (texts.length === 0) return null;
  return (
    <p class="bb-names-line">
      {texts.join(', ')}
      {from && <span class="bb-hint"> {from}</span>}
    </p>
  );
}
