import type { ScreenId } from '../domain/page-screens.ts';
import type { HostScreen } from './screen.ts';
import { LISTS, type ListParts } from './screen-parts.ts';
import { AGREEMENT_CRUMB } from './selectors.ts';

/**
 * The one screen that a reading stands for. Forms go before lists (a list may stay visible below the form of one of its rows), and
 * two forms of different screens at once are no screen.
 * @param hasList whether one more list is on the page; asked only in the setup table
 */
export function nameScreen(screen: HostScreen, hasList: (parts: ListParts) => boolean): ScreenId | null {
  const forms: ScreenId[] = [];
  if (screen.managedIdForm) forms.push('managed-id-entry');
  if (screen.additionForm) forms.push('agreement-addition');
  if (screen.managementSolutionForm) forms.push('management-solution');
  if (screen.boardStatusForm) forms.push('board-status');
  if (screen.ticketId !== null) forms.push('service-ticket');
  if (forms.length > 0) return forms.length === 1 ? (forms[0] ?? null) : null;
  if (screen.integrationTable) return inIntegration(screen, hasList);
  if (screen.additionList) return screen.managedIdList ? null : 'agreement-additions';
  if (screen.managedIdList && screen.company) return 'company-management';
  if (isAgreement(screen)) return 'agreement';
  return screen.company ? 'company' : null;
}

function inIntegration(screen: HostScreen, hasList: (parts: ListParts) => boolean): ScreenId | null {
  if (screen.managedIdList) return 'integration-company';
  if (screen.crossReferenceList || screen.crossReferenceForm) return 'integration-details';
  if (hasList(LISTS.integrationCompanies)) return 'integration-companies';
  if (screen.integrationForm) return 'integration-details';
  return hasList(LISTS.integrations) ? 'integration-list' : null;
}

/** The markup of an agreement's own tab is in no public source: the entry link or the way there must say it. */
function isAgreement({ location, banner }: HostScreen): boolean {
  if (location.recordIds.length === 0) return false;
  if (location.sureness === 'hint') return location.screen === 'agreement';
  return AGREEMENT_CRUMB.test(banner.trail.at(-1) ?? '');
}
