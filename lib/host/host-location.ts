import type { ScreenId } from '../domain/page-screens.ts';

/**
 * What the address says about the open screen. Hints, until the page or REST agrees
 * (docs/reference/connectwise-pages.md#how-we-read).
 */
export interface HostLocation {
  /** `state`: the app's own hash; `hint`: only the entry link in the query, which goes stale; `none`: nothing usable. */
  sureness: 'state' | 'hint' | 'none';
  /** The screen, as far as the address alone can say; the page may know more, or better. */
  screen: ScreenId | null;
  /** The open tab of the record: the deepest tab key, else what the suffix adds to the record's name, e.g. `ServiceList`. */
  tab: string | null;
  /** Screen key `p`, e.g. `setup_tables`. The keys of company and agreement are in no public source. */
  screenKey: string | null;
  /** Name after `??`, e.g. `CompanyDetail`: changes as the app navigates. */
  suffix: string | null;
  /** Every `rd` above zero, the deepest last. Which record each one names is not known: the worker asks REST. */
  recordIds: number[];
  /** `idxk` values, the deepest last. */
  tabKeys: string[];
  /** `st`: the open setup table in clear text. */
  setupTable: string | null;
  /** `routeTo` of the entry link, e.g. `CompanyFV`. */
  routeTo: string | null;
  /** `locale` of the query, e.g. `en_US`; decides how dates and numbers on the page are read. */
  locale: string | null;
}
