import { endOf } from '../../agreement-state.ts';
import { type CalendarDay, dayOfDate, todayIn } from '../../calendar-day.ts';
import type { Change, FieldChange } from '../../change.ts';
import type { Addition, Agreement, Product } from '../../connectwise-records.ts';
import type { CrossReferencedProduct } from '../../cross-referenced-product.ts';
import { meantEfsId, readEfsId } from '../../efs-id.ts';
import type { FindingPlace } from '../../finding.ts';
import { flatFeeOf } from '../../flat-fee.ts';
import type { Incomplete } from '../../incomplete.ts';
import type { QuantityTrace } from '../../quantity-trace.ts';
import type { ServiceId } from '../../service.ts';
import type { UsageDoubts } from '../../usage-doubts.ts';
import type { EntryDraft } from '../managed-id/managed-id-subject.ts';
import type { AdditionLimits } from './addition-limits.ts';

/** An addition, stored or being typed. Absent members are not known, and rules about them stay silent. */
export type AdditionDraft = Partial<Addition>;

/** What every addition rule may look at besides the addition; each rule is silent without what it needs. */
export interface AdditionFacts extends AdditionLimits {
  prefix: string;
  companyId?: number;
  /** The company's managed-id entries. */
  entries?: readonly EntryDraft[];
  /** Customers of the portal; absent or empty: it was not asked. */
  customers?: readonly { id: string; name: string }[];
  /** Ids that the list lacks and that could not be looked up again: nobody may call them unknown. */
  unsureCustomers?: readonly string[];
  /** Ids that were looked up and do not exist. */
  absentCustomers?: readonly string[];
  /** Additions of the company that may be billed, of all its agreements: see `onRunningAgreements`. */
  additions?: readonly Addition[];
  /** Agreements of the company, where the parent of a child agreement is found. */
  agreements?: readonly Agreement[];
  /** Products that a cross-reference or the settings name. */
  products?: readonly CrossReferencedProduct[];
  invoiceDescriptionsSynced?: boolean;
  /** Customer id → service → measured quantity. */
  serviceUsage?: Record<string, Partial<Record<ServiceId, number>>>;
  /** Customer id → service → why its measure is not to be billed without a user. */
  doubts?: Record<string, UsageDoubts>;
  /** Customer id → what the quantities are made of; absent in pages, which get no names of accounts. */
  traces?: Record<string, readonly QuantityTrace[]>;
  /** When the portal was measured. */
  measuredAt?: string;
  /** Absent: all of the above could be read. */
  incomplete?: Incomplete;
  /** Milliseconds since the epoch. */
  now?: number;
  /** IANA name of the tenant's time zone, in which dates are days; absent: UTC. */
  timeZone?: string;
  /** The day of `now` there, for who asks often: see `todayOf`. */
  today?: CalendarDay;
}

export interface AdditionSubject extends AdditionFacts {
  addition: AdditionDraft;
  agreement?: Agreement;
}

/** All additions of a company at once, for the rules that look across them. */
export interface AdditionsSubject extends AdditionFacts {
  additions: readonly Addition[];
  /** Products of ConnectWise's catalog, as far as they are known. */
  catalog?: readonly Product[];
}

/** The day that it is in the tenant's time zone; undefined where the time is not known. */
export function todayOf({ today, now, timeZone }: Pick<AdditionFacts, 'today' | 'now' | 'timeZone'>) {
  return today ?? (now === undefined ? undefined : todayIn(now, timeZone));
}

/** The cross-references that name the product of the addition; undefined where products or product are not known. */
export function crossReferencesOf({ addition, products }: AdditionSubject): CrossReferencedProduct[] | undefined {
  const id = addition.product?.id;
  return products && id !== undefined ? products.filter((product) => product.productId === id) : undefined;
}

/** The EFS id that the serial number carries or means. */
export function serialEfsId({ addition, prefix }: AdditionSubject): string | undefined {
  return meantEfsId(addition.serialNumber ?? '', prefix);
}

/** Customer id of a canonical serial number; undefined for anything else. */
export function serialCustomerId({ addition, prefix }: AdditionSubject): string | undefined {
  const reading = readEfsId(addition.serialNumber ?? '', prefix);
  return reading.ok ? reading.customerId : undefined;
}

/** Whether the addition has to do with backup at all: by its serial number or its product. All others are not checked. */
export function concernsBackup(subject: AdditionSubject): boolean {
  return serialEfsId(subject) !== undefined || Boolean(crossReferencesOf(subject)?.length);
}

/** EFS ids of the company's entries, in order of entry; undefined where the entries are not known. */
export function companyEfsIds({ entries, prefix }: AdditionFacts): string[] | undefined {
  if (!entries) return undefined;
  const ids = entries.map((entry) => meantEfsId(entry.groupIdentifier, prefix));
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** Not cancelled, or on its last day, or before it: the cancelled date is billed. Such a line may begin only in the future. */
export function isActive(addition: AdditionDraft, today: CalendarDay | undefined): boolean {
  const last = dayOfDate(addition.cancelledDate);
  return last === undefined || (today !== undefined && last >= today);
}

/** Additions of agreements that have not ended. Lines of a predecessor stay behind uncancelled, and are billed no more. */
export function onRunningAgreements(
  additions: readonly Addition[],
  agreements: readonly Agreement[],
  today: CalendarDay | undefined,
): Addition[] {
  const ended = new Set(agreements.filter((agreement) => endOf(agreement, today, agreements)).map(({ id }) => id));
  return additions.filter(({ agreementId }) => !ended.has(agreementId));
}

/** Whether the addition is a flat fee, by the user's marking or, until there is one, by its name. */
export function isFlatFee({ addition, flatFeeProducts }: AdditionSubject): boolean {
  return flatFeeOf(addition, flatFeeProducts) !== undefined;
}

export function additionPlace(
  { addition, agreement, companyId }: AdditionSubject,
  field: keyof Addition,
): FindingPlace {
  const agreementId = addition.agreementId ?? agreement?.id;
  return {
    resource: 'addition',
    companyId: companyId ?? agreement?.company.id,
    ...(agreementId !== undefined && { agreementId }),
    ...(addition.id !== undefined && { recordId: addition.id }),
    field,
  };
}

/** What a user calls it, e.g. `Addition "Online Backup Basic Storage" on "Managed Services"`. */
export function additionLabel({ addition, agreement }: AdditionSubject): string {
  const product = addition.product?.identifier || addition.description || 'without a product';
  return `Addition “${product}”${agreement ? ` on “${agreement.name}”` : ''}`;
}

/** What a quantity hangs on besides itself: whose line it is, that it still is one, and how much of it is billed. */
export function reliedUpon(addition: AdditionDraft): NonNullable<Change['preconditions']> {
  const { product, serialNumber, effectiveDate, cancelledDate, lessIncluded } = addition;
  return [
    ...(product ? [{ field: 'product', value: { id: product.id } }] : []),
    { field: 'serialNumber', value: serialNumber ?? '' },
    { field: 'effectiveDate', value: effectiveDate ?? null },
    { field: 'cancelledDate', value: cancelledDate ?? null },
    ...(lessIncluded === undefined ? [] : [{ field: 'lessIncluded', value: lessIncluded }]),
  ];
}

/** Plans new values of a stored addition; undefined where it is not stored. */
export function updateAddition(
  subject: AdditionSubject,
  part: Change['part'],
  field: FieldChange,
  reason: string,
  extra: Pick<Change, 'measured' | 'money' | 'guard' | 'preconditions'> = {},
): Change | undefined {
  const { companyId, agreementId, recordId } = additionPlace(subject, 'serialNumber');
  if (companyId === undefined || agreementId === undefined || recordId === undefined) return undefined;
  return {
    id: `${part}/addition/${companyId}/${agreementId}/${recordId}/update/${field.field}=${JSON.stringify(field.to)}`,
    part,
    resource: 'addition',
    op: 'update',
    ref: { companyId, agreementId, id: recordId },
    label: additionLabel(subject),
    fields: [field],
    reason,
    ...extra,
  };
}
