import type { Send } from '../content/feature.ts';
import type { AgreementIdentity, CompanyIdentity } from '../domain/company-view.ts';
import type { HostScreen } from '../host/screen.ts';
import { ok, type Result } from '../shared/result.ts';

/**
 * Whose record is open: candidate ids from the address, the banner as the second source, and the worker decides
 * (it asks REST). `null` means nobody can be sure, and then nothing is shown.
 */
export async function companyOf(screen: HostScreen, send: Send, site: string): Promise<Result<CompanyIdentity | null>> {
  // An agreement's screens are below the company's in the breadcrumb, so they are asked about first.
  if (screen.additionList || screen.additionForm) {
    const agreement = await agreementOf(screen, send, site);
    if (!agreement.ok) return agreement;
    if (agreement.value) return ok({ companyId: agreement.value.companyId, name: agreement.value.companyName });
  }
  // A company's entries in the setup table: the address leads through the company, the banner names it.
  const inTable = screen.integrationTable && Boolean(screen.managedIdList ?? screen.managedIdForm);
  if (!screen.company && !inTable) return ok(null);
  return send('company.recognize', candidates(screen, site));
}

export async function agreementOf(
  screen: HostScreen,
  send: Send,
  site: string,
): Promise<Result<AgreementIdentity | null>> {
  if (screen.location.recordIds.length === 0 || screen.banner.text === '') return ok(null);
  return send('agreement.recognize', candidates(screen, site));
}

function candidates(screen: HostScreen, site: string): { site: string; recordIds: number[]; banner: string } {
  return { site, recordIds: screen.location.recordIds, banner: screen.banner.text };
}
