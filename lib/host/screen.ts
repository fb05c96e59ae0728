import type { FormName, ReadPartName, ScreenId } from '../domain/page-screens.ts';
import type { HostForm } from './forms.ts';
import type { HostGrid } from './grids.ts';
import type { HostLocation } from './host-location.ts';
import type { Banner } from './read/banner.ts';

/** Every form and list of a screen, as `PARTS` declares them; null: not on the page, or not looked for there. */
export type HostParts = { [Name in ReadPartName]: (Name extends FormName ? HostForm : HostGrid) | null };

/** What is open in this tab, as far as it can be known for sure. Everything null or false: an unknown screen, stay silent. */
export interface HostScreen extends HostParts {
  /** The one screen that this is, by address, banner and fields together; null: none that we know, or not sure. */
  id: ScreenId | null;
  location: HostLocation;
  banner: Banner;
  /** A company record is open, on whichever of its tabs. */
  company: boolean;
  /**
   * The Managed Devices Integration setup table is open: the place where new entries are made
   * (docs/reference/setup-guides.md#2022-managed-id).
   */
  integrationTable: boolean;
  /** The ticket that is open: the banner's number, which the address also names (or the address names none). */
  ticketId: number | null;
}
