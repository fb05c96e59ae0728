import { PART_NAMES } from '../../domain/automatic.ts';
import type { SyncParts } from '../../domain/automatic-parts.ts';
import { backupStatistics } from '../../domain/backup-statistics.ts';
import { todayIn } from '../../domain/calendar-day.ts';
import type { LeftAlone, Plan } from '../../domain/change.ts';
import { companyDefect } from '../../domain/company-status.ts';
import { readEfsId } from '../../domain/efs-id.ts';
import type { Settings } from '../../domain/settings.ts';
import { isoTime, readTime } from '../../shared/time.ts';
import { crossReferencedProducts } from '../read/cross-referenced-products.ts';
import type { PortalSide } from '../read/facts.ts';
import { jobSourceOf } from '../read/job-results.ts';
import { listOfCompanies, type NamedCompany } from '../read/live-companies.ts';
import type { Observation } from '../read/observation.ts';
import { unreadableLeft } from '../read/unreadable.ts';
import { planAgreementParts } from './agreement-parts.ts';
import { planBackupStatistics } from './backup-statistics.ts';
import { planManagementReport } from './management-report.ts';
import { doubtsOf, measuresOf } from './measures.ts';
import { notReported } from './not-reported.ts';
import { EMPTY, efsIdOf, join, type PlanInput, type PlannedCustomer, type PushPlan } from './plan-input.ts';

/** The pushes of a sync, in the order in which the seeds' event log names them (S15 figure 22). */
const PUSHES: readonly ((input: PlanInput) => PushPlan)[] = [
  planBackupStatistics,
  planManagementReport,
  planAgreementParts,
];

/**
 * What a sync of one company would write, and what it leaves alone and why. Pure: the same facts, observation, settings
 * and time give the same plan, and planning after applying gives no change.
 * @param now milliseconds since the epoch.
 * @param only parts that may be written; absent: all that the settings write, for a user's preview.
 */
export function planCompany(
  facts: readonly PortalSide[],
  observation: Observation,
  stored: Settings,
  now: number,
  only?: SyncParts,
): Omit<Plan, 'id'> {
  const { settings, withheld } = narrowed(stored, only);
  const products = crossReferencedProducts(observation.setup, settings);
  const { customers, leftAlone } = customersToPlan(facts, observation, settings, now);
  const measures = measuresOf(customers, settings, now);
  const doubts = doubtsOf(customers, settings, observation, now);
  const today = todayIn(now, observation.timeZone);
  const input: PlanInput = { observation, settings, now, today, customers, products, measures, doubts };
  const planned = join([...pushesOf(settings, stored).map((push) => push(input)), withheld]);
  return {
    companyId: observation.company.id,
    companyName: observation.company.name,
    efsIds: observation.customerIds.map((customerId) => efsIdOf(customerId, settings)),
    madeAt: isoTime(now),
    factsAt: oldestFacts(facts) ?? isoTime(now),
    changes: planned.changes,
    leftAlone: [...leftAlone, ...planned.leftAlone],
  };
}

/** The settings with only these parts of a sync, and what is left out for it. */
function narrowed(settings: Settings, only: SyncParts | undefined): { settings: Settings; withheld: PushPlan } {
  if (!only) return { settings, withheld: EMPTY };
  const { pushes } = settings;
  const leftAlone: LeftAlone[] = [];
  const narrow = (part: keyof SyncParts, push: LeftAlone['push'], isWritten: boolean) => {
    const isHeldBack = isWritten && !only[part];
    const label = `${PART_NAMES[part].charAt(0).toUpperCase()}${PART_NAMES[part].slice(1)}`;
    if (isHeldBack)
      leftAlone.push({ push, label, why: 'Automatic sync is off for this part (Options › Connections).' });
    return isWritten && !isHeldBack;
  };
  const written = {
    backupStatistics: narrow('statistics', 'backup-statistics', pushes.backupStatistics),
    agreementParts: narrow('quantities', 'agreement-parts', pushes.agreementParts),
    invoiceDescriptions: narrow('invoiceDescriptions', 'agreement-parts', pushes.invoiceDescriptions),
  };
  return { settings: { ...settings, pushes: written }, withheld: { changes: [], leftAlone } };
}

/** Without those of which every part is held back: they would say that the settings switch them off. */
function pushesOf({ pushes }: Settings, stored: Settings): readonly ((input: PlanInput) => PushPlan)[] {
  const isHeldBack = (push: (input: PlanInput) => PushPlan) => {
    if (push !== planAgreementParts) return stored.pushes.backupStatistics && !pushes.backupStatistics;
    const isStored = stored.pushes.agreementParts || stored.pushes.invoiceDescriptions;
    return isStored && !pushes.agreementParts && !pushes.invoiceDescriptions;
  };
  return PUSHES.filter((push) => !isHeldBack(push));
}

function customersToPlan(
  facts: readonly PortalSide[],
  observation: Observation,
  settings: Settings,
  now: number,
): { customers: PlannedCustomer[]; leftAlone: LeftAlone[] } {
  const leftAlone: LeftAlone[] = [...unreadableLeft(observation), ...malformedEntries(observation, settings)];
  const customers: PlannedCustomer[] = [];
  const leave = (label: string, why: string) => leftAlone.push({ push: 'management-report', label, why, whole: true });
  const unfit = companyDefect(observation.company);
  if (!observation.customerIds.length) {
    const why = observation.unreadable?.entries.length
      ? 'No managed-id entry with an EFS id could be read.'
      : 'The company has no managed-id entry with an EFS id.';
    leave(observation.company.name, why);
  }
  for (const side of facts) {
    const efsId = efsIdOf(side.customerId, settings);
    const others = observation.sharedWith[side.customerId];
    if (unfit) leave(efsId, `The company ${unfit}.`);
    else if (others?.length) {
      leave(efsId, sharedSentence(observation.company, others));
    } else if (side.facts?.accounts.length === 0) {
      // More often a portal's gap than a customer that gave up everything at once: no zeros are written of it.
      leave(efsId, 'The portal lists no account of this customer.');
    } else if (side.facts) {
      const jobs = jobSourceOf(side);
      const counted = backupStatistics(side.facts, jobs, settings, now);
      customers.push({ ...side, efsId, facts: side.facts, counted });
      leftAlone.push(...notReported(efsId, side.facts, counted, jobs, settings));
    } else leave(efsId, 'The portal has no such customer.');
  }
  return { customers, leftAlone };
}

/** One customer's figures would land on two companies: neither is written to. */
function sharedSentence(company: Observation['company'], others: readonly NamedCompany[]): string {
  return `It is on ${listOfCompanies([company, ...others])}, so nothing is written to any of them: one customer belongs to one company.`;
}

function malformedEntries(observation: Observation, settings: Settings): LeftAlone[] {
  return observation.entries.flatMap((entry) => {
    const reading = readEfsId(entry.groupIdentifier, settings.prefix);
    // An id of another vendor's making is none of ours; a near miss is.
    if (reading.ok || !reading.proposal) return [];
    return {
      push: 'management-report',
      label: `Managed-id entry ${entry.id}`,
      why: `${reading.message} Correct it first.`,
    };
  });
}

function oldestFacts(facts: readonly PortalSide[]): string | undefined {
  return facts.map((side) => side.readAt).sort((a, b) => (readTime(a) ?? 0) - (readTime(b) ?? 0))[0];
}
