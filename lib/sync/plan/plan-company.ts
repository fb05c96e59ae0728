import type { SyncParts } from '../../domain/automatic-parts.ts';
import { backupStatistics } from '../../domain/backup-statistics.ts';
import { todayIn } from '../../domain/calendar-day.ts';
import type { Plan, Skipped } from '../../domain/change.ts';
import { PART_NAMES } from '../../domain/consent.ts';
import { crossReferencedProducts } from '../../domain/cross-referenced-product.ts';
import { readEfsId } from '../../domain/efs-id.ts';
import type { Settings } from '../../domain/settings.ts';
import { isoTime, readTime } from '../../shared/time.ts';
import { linkIn } from '../read/company-links.ts';
import type { PortalSide } from '../read/facts.ts';
import { jobSourceOf } from '../read/job-results.ts';
import type { Observation } from '../read/observation.ts';
import { skippedUnreadable } from '../read/unreadable.ts';
import { planAgreementParts } from './agreement-parts.ts';
import { planBackupStatistics } from './backup-statistics.ts';
import { planLicenseConfigurations } from './license-configurations.ts';
import { planManagementReport } from './management-report.ts';
import { doubtsOf, measuredOf } from './measures.ts';
import { notReported } from './not-reported.ts';
import { EMPTY, efsIdIn, join, type PlanInput, type PlannedCustomer, type SyncPlan } from './plan-input.ts';
import { whyNotPlanned } from './why-not-planned.ts';

/**
 * The syncs of a sync, in the order in which the guides' event log names them
 * (docs/reference/setup-guides.md#figure-22).
 */
const PLANNERS: readonly ((input: PlanInput) => SyncPlan)[] = [
  planBackupStatistics,
  planLicenseConfigurations,
  planManagementReport,
  planAgreementParts,
];

/**
 * What a sync of one company would write, and what it skips and why. Pure: the same facts, observation, settings
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
  const { customers, skipped } = customersToPlan(facts, observation, settings, now);
  const measured = measuredOf(customers, settings, observation, now);
  const doubts = doubtsOf(customers, settings, observation, now);
  const today = todayIn(now, observation.timeZone);
  const input: PlanInput = { observation, settings, now, today, customers, products, measured, doubts };
  const planned = join([...plannersOf(settings, stored).map((plan) => plan(input)), withheld]);
  return {
    companyId: observation.company.id,
    companyName: observation.company.name,
    efsIds: observation.customerIds.map((customerId) => efsIdIn(observation, customerId, settings)),
    madeAt: isoTime(now),
    factsAt: oldestFacts(facts) ?? isoTime(now),
    changes: planned.changes,
    skipped: [...skipped, ...planned.skipped],
  };
}

/** The settings with only these parts of a sync, and what is left out for it. */
function narrowed(settings: Settings, only: SyncParts | undefined): { settings: Settings; withheld: SyncPlan } {
  if (!only) return { settings, withheld: EMPTY };
  const { syncedParts } = settings;
  const skipped: Skipped[] = [];
  const narrow = (consented: keyof SyncParts, part: Skipped['part'], isWritten: boolean) => {
    const isHeldBack = isWritten && !only[consented];
    const label = `${PART_NAMES[consented].charAt(0).toUpperCase()}${PART_NAMES[consented].slice(1)}`;
    if (isHeldBack) skipped.push({ part, label, why: 'Automatic sync is off for this part (Options › Connections).' });
    return isWritten && !isHeldBack;
  };
  const written = {
    backupStatistics: narrow('statistics', 'backup-statistics', syncedParts.backupStatistics),
    agreementParts: narrow('quantities', 'agreement-parts', syncedParts.agreementParts),
    invoiceDescriptions: narrow('invoiceDescriptions', 'agreement-parts', syncedParts.invoiceDescriptions),
  };
  return { settings: { ...settings, syncedParts: written }, withheld: { changes: [], skipped } };
}

/** Without those of which every part is held back: they would say that the settings switch them off. */
function plannersOf({ syncedParts }: Settings, stored: Settings): readonly ((input: PlanInput) => SyncPlan)[] {
  const isHeldBack = (plan: (input: PlanInput) => SyncPlan) => {
    if (plan !== planAgreementParts) return stored.syncedParts.backupStatistics && !syncedParts.backupStatistics;
    const isStored = stored.syncedParts.agreementParts || stored.syncedParts.invoiceDescriptions;
    return isStored && !syncedParts.agreementParts && !syncedParts.invoiceDescriptions;
  };
  return PLANNERS.filter((plan) => !isHeldBack(plan));
}

function customersToPlan(
  facts: readonly PortalSide[],
  observation: Observation,
  settings: Settings,
  now: number,
): { customers: PlannedCustomer[]; skipped: Skipped[] } {
  const skipped: Skipped[] = [...skippedUnreadable(observation), ...malformedEntries(observation, settings)];
  const customers: PlannedCustomer[] = [];
  const leave = (label: string, why: string) =>
    skipped.push({ part: 'management-report', label, why, entireCustomer: true });
  if (!observation.customerIds.length) {
    leave(observation.company.name, whyNoCustomer(observation, settings));
  }
  for (const side of facts) {
    const efsId = efsIdIn(observation, side.customerId, settings);
    const { efsNumber } = linkIn(observation, side.customerId);
    const why = whyNotPlanned(side, observation, settings);
    if (why === undefined && efsNumber !== null && side.facts) {
      const jobs = jobSourceOf(side);
      const counted = backupStatistics(side.facts, jobs, settings, now);
      customers.push({ ...side, efsId, efsNumber, facts: side.facts, counted });
      skipped.push(...notReported(efsId, side.facts, counted, jobs, settings));
    } else leave(efsNumber === null ? customerLabel(side) : efsId, why ?? '');
  }
  return { customers, skipped };
}

/** Entries with an EFS id, and still no customer: their numbers are none of the portal's, and nobody has linked one. */
function whyNoCustomer({ unreadable, entries }: Observation, { prefix }: Settings): string {
  if (entries.some(({ groupIdentifier }) => readEfsId(groupIdentifier, prefix).ok))
    return 'No customer of the portal is linked to this company yet: confirm it under Options › Companies.';
  return unreadable?.entries.length
    ? 'No managed-id entry with an EFS id could be read.'
    : 'The company has no managed-id entry with an EFS id.';
}

function customerLabel({ customerId, facts }: PortalSide): string {
  return facts ? facts.customer.name : `Customer ${customerId}`;
}

function malformedEntries(observation: Observation, settings: Settings): Skipped[] {
  return observation.entries.flatMap((entry) => {
    const reading = readEfsId(entry.groupIdentifier, settings.prefix);
    // An id of another vendor's making is none of ours; a near miss is.
    if (reading.ok || !reading.proposal) return [];
    return {
      part: 'management-report',
      label: `Managed-id entry ${entry.id}`,
      why: `${reading.message} Correct it first.`,
    };
  });
}

function oldestFacts(facts: readonly PortalSide[]): string | undefined {
  return facts.map((side) => side.readAt).sort((a, b) => (readTime(a) ?? 0) - (readTime(b) ?? 0))[0];
}
