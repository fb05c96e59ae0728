import type { Send } from '../content/feature.ts';
import type { AgreementIdentity, CompanyIdentity } from '../domain/company-view.ts';
import type { HostScreen } from '../host/screen.ts';
import type { Output } from '../messages/protocol.ts';
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
  return recognize(send, 'company.recognize', screen, site);
}

export async function agreementOf(
  screen: HostScreen,
  send: Send,
  site: string,
): Promise<Result<AgreementIdentity | null>> {
  if (screen.location.recordIds.length === 0 || screen.banner.text === '') return ok(null);
  return recognize(send, 'agreement.recognize', screen, site);
}

type Question = 'company.recognize' | 'agreement.recognize';

const KEPT = 30;
/** Answers by the `send` that they came through, then by their question. */
const answers = new WeakMap<Send, Map<string, Promise<Output<Question>>>>();

/**
 * Asks the worker once per question: several features need the same answer. Failures and "no such record" are not kept, so that a
 * later question may succeed.
 */
function recognize<N extends Question>(send: Send, name: N, screen: HostScreen, site: string): Promise<Output<N>> {
  const known = answers.get(send) ?? new Map<string, Promise<Output<Question>>>();
  answers.set(send, known);
  const input = { site, recordIds: screen.location.recordIds, banner: screen.banner.text };
  const key = JSON.stringify([name, input]);
  const found = known.get(key);
  // The key holds the name of the message.
  if (found) return found as Promise<Output<N>>;
  const answer = send(name, input);
  known.set(key, answer);
  const forget = (): boolean => known.delete(key);
  answer.then((result) => (result.ok && result.value) || forget(), forget);
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest) known.delete(oldest);
  return answer;
}
