import type { FindingPlace } from '../../finding.ts';
import type { FieldName } from '../../page-fields.ts';
import type { Service } from '../../service.ts';
import type { SetupContext, SetupService } from '../../setup-context.ts';

/** What pages of the setup tables show. Absent members are not known, and rules about them stay silent. */

/** Setup Tables › Managed Devices Integration › Integration Details (docs/reference/setup-guides.md#figure-6). */
export interface IntegrationDraft {
  name?: string;
  solution?: string;
  loginBy?: string;
  disableNewCrossReferences?: boolean;
  billingLevel?: string;
  matchOnSerialNumber?: boolean;
  portalUrl?: string;
  defaultLocation?: string;
  defaultBusinessUnit?: string;
  /** Only whether it is filled in: the login itself is none of our business. */
  hasLoginName?: boolean;
  hasLoginPassword?: boolean;
}

/** One cross-reference (docs/reference/setup-guides.md#figure-7); '' where the page shows a blank. */
export interface CrossReferenceDraft {
  type?: string;
  level?: string;
  configurationType?: string;
  agreementType?: string;
  /** As the page shows it: the product's identifier or its description. */
  product?: string;
  /** Place among the rows that the page holds now, which may be some of them: never shown to users. Absent in a form. */
  row?: number;
}

/** Setup Tables › Management IT Solution (docs/reference/setup-guides.md#figure-5). */
export interface ManagementSolutionDraft {
  name?: string;
  type?: string;
  customName?: string;
  hasLoginName?: boolean;
  hasLoginPassword?: boolean;
}

/** A status of a service board (docs/reference/setup-guides.md#figure-1). */
export interface BoardStatusDraft {
  description?: string;
  board?: string;
  externalXRef?: string;
  closed?: boolean;
  inactive?: boolean;
}

export interface IntegrationSubject {
  context: SetupContext;
  draft: IntegrationDraft;
}
export interface ManagementSolutionSubject {
  context: SetupContext;
  draft: ManagementSolutionDraft;
}
export interface BoardStatusSubject {
  context: SetupContext;
  draft: BoardStatusDraft;
}
/** The cross-references of our integration. */
export interface CrossReferencesSubject {
  context: SetupContext;
  rows: readonly CrossReferenceDraft[];
}

/** A text as it is compared where only case, blanks and invisible characters differ. */
export function looseKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]+/gu, '')
    .toLowerCase();
}

/** Whether one of the names means the configured management solution; all others are not checked. */
export function meansOurSolution({ managementSolution }: SetupContext, ...names: (string | undefined)[]): boolean {
  const ours = looseKey(managementSolution);
  return ours !== '' && names.some((name) => name !== undefined && looseKey(name) === ours);
}

/**
 * The service of a Type and Level, compared case-sensitively (docs/reference/setup-guides.md#step-5); undefined where
 * either is not known.
 */
function namedService(
  { services }: Pick<SetupContext, 'services'>,
  { type, level }: CrossReferenceDraft,
): SetupService | undefined {
  return services.find((service) => service.type === type && service.level === level);
}

/** The service that Type and Level name or nearly name: the one that is meant. */
export function meantService(
  context: Pick<SetupContext, 'services'>,
  row: CrossReferenceDraft,
): SetupService | undefined {
  const exact = namedService(context, row);
  if (exact || row.type === undefined || row.level === undefined) return exact;
  const { type, level } = row;
  const near = context.services.filter((service) => isNear(type, service.type) && isNear(level, service.level));
  return near.length === 1 ? near[0] : undefined;
}

/** The meant service; undefined where the row means none, or one that is switched off. */
export function enabledService(context: SetupContext, row: CrossReferenceDraft): SetupService | undefined {
  const service = meantService(context, row);
  return service?.enabled ? service : undefined;
}

/** `Type “Online Storage”, Level “# Servers”`, as the table of docs/reference/setup-guides.md#figure-8 has it. */
export function serviceLabel({ type, level }: Pick<Service, 'type' | 'level'>): string {
  return `Type “${type}”, Level ${level === '' ? 'blank' : `“${level}”`}`;
}

export function crossReferencePlace({ row }: CrossReferenceDraft, field: FieldName): FindingPlace {
  return { resource: 'cross-reference', ...(row !== undefined && { row }), field };
}

/** Distinguishes the findings of several rows. */
export function aboutRow({ row }: CrossReferenceDraft): { about?: string } {
  return row === undefined ? {} : { about: `row ${row}` };
}

/** Case, blanks, punctuation and plural aside the same, or within a slip of the keyboard. A blank is near to a blank only. */
function isNear(text: string, wanted: string): boolean {
  const [one, other] = [wordKey(text), wordKey(wanted)];
  if (one === '' || other === '') return one === other;
  return one === other || (other.length >= 5 && isOneSlip(one, other));
}

function wordKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/s$/, '');
}

/** One character too many, too few, another one, or two that changed places. */
function isOneSlip(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [rest, otherRest] = [one.slice(start), other.slice(start)];
  return (
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    rest.slice(1) === otherRest.slice(1) ||
    (rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2))
  );
}
