import type {
  InPageConfig,
  InPageSettings,
  PanelMemory,
  SelectorOverride,
  SelectorOverrides,
  TaughtSelector,
} from '../domain/in-page-config.ts';
import { PAGE_FIELDS } from '../domain/page-fields.ts';
import { MOST_TAUGHT } from '../domain/page-limits.ts';
import type { Policy } from '../domain/policy.ts';

export interface InPageConfigParts {
  policy: Policy;
  inPage: InPageSettings;
  panel: PanelMemory;
  /** Host of the page; null: one of our own, which is shown what was taught anywhere. */
  site: string | null;
}

/**
 * Returns the configuration of the in-page features: the policy's, then the options', then what was taught on this site, the
 * last taught first. Equal names are given once. A feature is off when the policy or the options switch it off. Pure.
 */
export function joinInPageConfig({ policy, inPage, panel, site }: InPageConfigParts): InPageConfig {
  const taught = inPage.taught.filter((one) => site === null || one.site === site).reverse();
  const selectors: SelectorOverrides = {};
  for (const field of PAGE_FIELDS) {
    const said = [policy.selectors?.[field], inPage.selectors[field], ...taught.filter((one) => one.field === field)];
    const labels = namesOf(said, 'labels', sameLabel);
    const classes = namesOf(said, 'classes', (name) => name);
    if (labels.length + classes.length === 0) continue;
    selectors[field] = { ...(labels.length > 0 && { labels }), ...(classes.length > 0 && { classes }) };
  }
  return { featuresOff: [...new Set([...(policy.featuresOff ?? []), ...inPage.featuresOff])], selectors, panel };
}

/** Returns the settings with a taught field in place of what was taught for it on this site before. Pure. */
export function withTaught(inPage: InPageSettings, taught: TaughtSelector): InPageSettings {
  const others = inPage.taught.filter(({ field, site }) => field !== taught.field || site !== taught.site);
  return { ...inPage, taught: [...others, taught].slice(-MOST_TAUGHT) };
}

function namesOf(
  said: readonly (SelectorOverride | undefined)[],
  member: 'labels' | 'classes',
  same: (name: string) => string,
): string[] {
  const found = new Map<string, string>();
  for (const name of said.flatMap((one) => one?.[member] ?? []))
    if (!found.has(same(name))) found.set(same(name), name);
  return [...found.values()];
}

function sameLabel(label: string): string {
  return label.replace(/\s+/g, ' ').trim().toLowerCase();
}
