import { literalText } from '../../../shared/text-values.ts';
import { customerNameOf } from '../../complete-efs-id.ts';
import { formatEfsId, meantEfsId } from '../../efs-id.ts';
import type { Finding } from '../../finding.ts';
import { mayBeSameName } from '../../same-name.ts';
import { report } from '../report.ts';
import { companyIdOf, entryGroups, entryPlace, type ManagedIdSubject } from './managed-id-subject.ts';

/** MID-SHARED: another company has an entry with the same id, so one customer's figures would land on two companies. */
export function midShared(subject: ManagedIdSubject): Finding[] {
  const ownId = companyIdOf(subject);
  const others = (subject.otherCompanies ?? []).filter((other) => other.companyId !== ownId);
  return entryGroups(subject).flatMap((group) => {
    const sharing = others.filter((other) => meantEfsId(other.efsId, subject.prefix) === group.efsId);
    const [entry] = group.entries;
    if (sharing.length === 0 || !entry) return [];
    const names = sharing.map((other) => other.companyName ?? `company ${other.companyId}`);
    return report('MID-SHARED', {
      where: entryPlace(subject, entry, 'groupIdentifier'),
      message: sentence(group.efsId, subject.company?.name, names.join(', ')),
      seen: names,
      expected: null,
    });
  });
}

/**
 * The same code while an entry is typed: its customer's name is not the company's, and another customer's is. Which company carries the
 * id needs no looking up for that.
 */
export function midOtherCustomer(subject: ManagedIdSubject): Finding[] {
  const { companyName, customers = [], prefix } = subject;
  if (!companyName) return [];
  return entryGroups(subject).flatMap(({ efsId, entries: [entry] }) => {
    const name = customerNameOf(efsId, prefix, customers);
    // The common case first: thousands of names are compared only for an id that is not this company's.
    if (!entry || !name || mayBeSameName(name, companyName)) return [];
    const own = customers.filter((customer) => mayBeSameName(customer.name, companyName));
    const [only] = own;
    if (!only || own.length > 1) return [];
    const right = formatEfsId(only.id, prefix);
    return report('MID-SHARED', {
      where: entryPlace(subject, entry, 'groupIdentifier'),
      about: efsId,
      message: `${efsId} belongs to ${literalText(name)}; this company is ${right}.`,
      seen: efsId,
      expected: right,
      correction: { field: 'groupIdentifier', value: right, label: `Use ${right}` },
    });
  });
}

/** A stored entry keeps both companies from being written to; one that is typed does not yet. */
function sentence(efsId: string, company: string | undefined, others: string): string {
  const linked = `${efsId} is already linked to ${others}`;
  return company === undefined
    ? `${linked}; one customer belongs to one company.`
    : `${linked}: nothing is written to ${company} or ${others}.`;
}
