import type { ScreenId } from '../domain/page-screens.ts';
import type { HostForm } from './forms.ts';
import type { HostGrid } from './grids.ts';
import type { HostLocation } from './host-location.ts';
import type { Banner } from './read/banner.ts';

/** What is open in this tab, as far as it can be known for sure. Everything null or false: an unknown screen, stay silent. */
export interface HostScreen {
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
  managedIdList: HostGrid | null;
  managedIdForm: HostForm | null;
  additionList: HostGrid | null;
  additionForm: HostForm | null;
  /** Integration Details (docs/reference/setup-guides.md#figure-6). */
  integrationForm: HostForm | null;
  /** Cross-References (docs/reference/setup-guides.md#figure-7). */
  crossReferenceList: HostGrid | null;
  /** One cross-reference being made or edited. */
  crossReferenceForm: HostForm | null;
  /** Management IT Solution (docs/reference/setup-guides.md#figure-5). */
  managementSolutionForm: HostForm | null;
  /** A status of a service board (docs/reference/setup-guides.md#figure-1). */
  boardStatusForm: HostForm | null;
}
