import type { SelectorOverride, SelectorOverrides } from '../domain/in-page-config.ts';
import { FIELDS, type FieldName, type PageField } from '../domain/page-fields.ts';

/**
 * The markup that every screen of ConnectWise is made of: data, newest last, each entry with its date and evidence. What one screen
 * or field is found by is declared in `lib/domain/page-screens.ts` and `page-fields.ts`.
 */
export interface Selector {
  css: string;
  since: string;
  evidence: string;
}

/** What one field is looked for by. */
export interface FieldSelector extends PageField {
  /** What an administrator set or a user taught: looked for before all else. */
  override?: SelectorOverride;
}

/** How every field is looked for. */
export type FieldTable = Readonly<Record<FieldName, FieldSelector>>;

/** Returns the fields of this version, each with what was set or taught for it. */
export function fieldTable(overrides: SelectorOverrides): FieldTable {
  const laid = Object.entries(overrides) as [FieldName, SelectorOverride][];
  return { ...FIELDS, ...Object.fromEntries(laid.map(([name, override]) => [name, { ...FIELDS[name], override }])) };
}

/** Label elements of a field row; the text is in `title` first. */
export const LABELS: readonly Selector[] = [
  { css: 'label', since: '2019-01', evidence: 'plain HTML, second UI document' },
  { css: '.gwt-Label', since: '2019-01', evidence: 'connectwise-pages.md#fields [TP, ATT]' },
  { css: '.mm_podElementLabel', since: '2026-01', evidence: 'connectwise-pages.md#fields [RAMI, TP]' },
];

export const FIELD_ROW: Selector = {
  css: 'tr.pod-element-row',
  since: '2026-01',
  evidence: 'connectwise-pages.md#fields [RAMI, TP]',
};

export const BANNER: readonly Selector[] = [
  { css: '.cw-main-banner .detailLabel', since: '2025-06', evidence: 'connectwise-pages.md#header [ATT]' },
  { css: '.cw_BannerView .detailLabel', since: '2025-06', evidence: 'connectwise-pages.md#header [6 sources]' },
];
export const BREADCRUMB: Selector = {
  css: '.navigationEntry',
  since: '2025-06',
  evidence: 'connectwise-pages.md#header [ATT]',
};

export const GRID = {
  header: {
    css: '.cw-ml-header',
    since: '2025-06',
    evidence: 'connectwise-pages.md#grids: sibling strip, not a thead',
  },
  row: { css: 'tr.cw-ml-row', since: '2021-01', evidence: 'connectwise-pages.md#grids [TP, ATT, RAMI, NELS]' },
  cell: { css: 'td[cellindex]', since: '2021-01', evidence: 'connectwise-pages.md#grids' },
} as const satisfies Record<string, Selector>;

/**
 * Breadcrumb of everything below a company: `Company Search ► Company ► Agreement Maintenance`
 * (docs/reference/setup-guides.md#figure-19).
 */
export const COMPANY_CRUMB = /^company(?: search)?$/i;

/** First part of the way to any setup table (docs/reference/setup-guides.md#figure-1 and #figure-6). */
export const SETUP_CRUMB = /^setup\s*tables?$/i;

/** `Company Search ► Company ► Agreement Maintenance` (docs/reference/setup-guides.md#figure-19). */
export const AGREEMENT_CRUMB = /^agreement(?:\s*maintenance|s)?$/i;

/** The ticket pod's header, where the banner does not name the ticket. */
export const TICKET_POD: Selector = {
  css: '.pod_service_ticket_ticket_header',
  since: '2025-06',
  evidence: 'connectwise-pages.md#record-ids [6 sources]',
};

/**
 * `Service Ticket #26251 - summary` (docs/reference/connectwise-pages.md#header, six sources). The number is the record
 * id.
 */
export const TICKET_BANNER = /\bticket\s*#\s*(\d{1,10})\b/i;

const OBSTACLE_BUTTON = '[class*="cw_ToolbarButton_"], [class*="cw-toolbar-"]';
const OBSTACLE_DIALOG = '.cw-gxt-wnd, .x-combo-list, .x-menu, .x-menu-floating, .x-layer';

/**
 * What our panel must leave free (docs/reference/connectwise-pages.md#toolbars, #dialogs and #header; the tab strip is
 * GXT's).
 */
export const OBSTACLES = {
  button: OBSTACLE_BUTTON,
  dialog: OBSTACLE_DIALOG,
  all: `.cw-main-banner, .cw_BannerView, .x-tab-strip, ${OBSTACLE_BUTTON}, ${OBSTACLE_DIALOG}`,
} as const;
