import type { CatalogItem, ProductTables } from '../catalog-item.ts';
import type { Change, FieldChange, Skipped } from '../change.ts';
import type {
  BoardStatus,
  ConfigurationType,
  CrossReference,
  Currency,
  ManagedDevicesIntegration,
  ManagementSolution,
  Reference,
} from '../connectwise-records.ts';
import { NO_COMPANY, type RecordRef } from '../record-ref.ts';
import type { Settings } from '../settings.ts';

/** What ConnectWise holds of its set-up. */
export interface SetupSnapshot {
  settings: Settings;
  solutionName: string;
  solutions: readonly ManagementSolution[];
  /** The one that serves the solution; null: there is none. */
  integration: ManagedDevicesIntegration | null;
  /** Of that integration. */
  crossReferences: readonly CrossReference[];
  /** Those that settings, cross-references or the input name. */
  products: readonly CatalogItem[];
  productTables: ProductTables;
  /** Of running agreements, those of most agreements first. */
  agreementTypes: readonly Reference[];
  /** Of its agreements; absent: none names one. */
  currency?: Currency;
  configurationTypes: readonly ConfigurationType[];
  /** Of the board of new tickets; null: no board is chosen. */
  boardStatuses: readonly BoardStatus[] | null;
}

/** A part of the plan. */
export interface SetupPart {
  changes: Change[];
  skipped: Skipped[];
}

type Values = Record<string, FieldChange['to']>;

/** Plans a new set-up record. `id` is unique in the plan and the same whenever it is planned. */
export function createSetupRecord(
  resource: Change['resource'],
  id: string,
  label: string,
  values: Values,
  reason: string,
  ref: Omit<RecordRef, 'companyId'> = {},
): Change {
  return {
    id: `setup/${resource}/create/${id}`,
    part: 'fix',
    resource,
    op: 'create',
    ref: { companyId: NO_COMPANY, ...ref },
    label,
    fields: Object.entries(values).map(([field, to]) => ({ field, from: null, to })),
    reason,
  };
}

/** Plans new values of a set-up record; nothing where it has them. */
export function updateSetupRecord<T extends { id: number }>(
  resource: Change['resource'],
  record: T,
  label: string,
  values: Partial<Record<keyof T & string, FieldChange['to']>>,
  reason: string,
  ref: Omit<RecordRef, 'companyId'> = {},
): Change[] {
  const fields: FieldChange[] = [];
  for (const [field, to] of Object.entries(values) as [keyof T & string, FieldChange['to']][]) {
    const from = (record[field] ?? null) as FieldChange['from'];
    if (JSON.stringify(idOr(from)) !== JSON.stringify(idOr(to))) fields.push({ field, from, to });
  }
  if (fields.length === 0) return [];
  const id = `setup/${resource}/update/${record.id}`;
  return [
    {
      id,
      part: 'fix',
      resource,
      op: 'update',
      ref: { companyId: NO_COMPANY, ...ref, id: record.id },
      label,
      fields,
      reason,
    },
  ];
}

/** References are compared by their id: names come back expanded. */
function idOr(value: FieldChange['to']): FieldChange['to'] {
  const isReference = typeof value === 'object' && value !== null && !Array.isArray(value) && 'id' in value;
  return isReference ? { id: value.id ?? null } : value;
}

export function skip(label: string, why: string): Skipped {
  return { part: 'fix', label, why };
}
