import { companyDefect } from '../../domain/company-status.ts';
import { readEfsId } from '../../domain/efs-id.ts';
import type { Settings } from '../../domain/settings.ts';
import { linkIn } from '../read/company-links.ts';
import type { PortalSide } from '../read/facts.ts';
import { listOfCompanies, type NamedCompany } from '../read/live-companies.ts';
import type { Observation } from '../read/observation.ts';

/** Returns why a sync writes nothing of a customer to its company, in one sentence; undefined: it does. */
export function whyNotPlanned(side: PortalSide, observation: Observation, settings: Settings): string | undefined {
  const { company } = observation;
  const unfit = companyDefect(company);
  if (unfit) return `The company ${unfit}.`;
  const others = observation.sharedWith[side.customerId];
  if (others?.length) return sharedSentence(company, others);
  if (linkIn(observation, side.customerId).efsNumber === null) return whyNoNumber(observation, settings);
  // More often a portal's gap than a customer that gave up everything at once: no zeros are written of it.
  if (side.facts?.accounts.length === 0) return 'The portal lists no account of this customer.';
  return side.facts ? undefined : 'The portal has no such customer.';
}

/** Its own number is none of the company's, and not exactly one of the company's is left for it. */
function whyNoNumber({ entries }: Observation, { prefix }: Settings): string {
  const efsIds = [...new Set(entries.map(({ groupIdentifier }) => groupIdentifier))].filter(
    (id) => readEfsId(id, prefix).ok,
  );
  return efsIds.length
    ? `Which of the company’s EFS ids is this customer’s is not known: ${efsIds.join(', ')}.`
    : 'The company has no managed-id entry with an EFS id.';
}

/** One customer's figures would land on two companies: neither is written to. */
function sharedSentence(company: Observation['company'], others: readonly NamedCompany[]): string {
  return `It is on ${listOfCompanies([company, ...others])}, so nothing is written to any of them: one customer belongs to one company.`;
}
