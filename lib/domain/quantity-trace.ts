import type { IsoTime } from '../shared/time.ts';
import type { CustomerFacts, UsageSource } from './portal-facts.ts';
import type { MeasuredPart, MeasuredService } from './quantity.ts';
import type { Rounding, ServiceId } from './service.ts';
import type { Settings } from './settings.ts';

/**
 * Where a quantity comes from: goes with a planned change into the preview and the journal, so that a number on an invoice can be
 * accounted for a year later, whatever the portal says by then.
 */
export interface QuantityTrace {
  service: ServiceId;
  title: string;
  /** `GB` or `GiB` of storage, else the unit of the service. */
  unit: string;
  quantity: number;
  rounding: Rounding;
  /** The largest first; `moreParts` of them are left out. */
  parts: MeasuredPart[];
  moreParts: number;
  excluded: MeasuredService['excluded'];
  moreExcluded: number;
  deducted?: number;
  /** Of the accounts; a figure has its own. */
  source: UsageSource;
  readAt: IsoTime;
}

/** Kept of a trace: a journal of 400 days holds thousands. */
const MOST_PARTS = 100;
const MOST_EXCLUDED = 50;

export function traceOf(
  measured: MeasuredService,
  { source, readAt }: Pick<CustomerFacts, 'source' | 'readAt'>,
  { storageUnit }: Pick<Settings, 'storageUnit'>,
): QuantityTrace {
  const { service, quantity, rounding, parts, excluded, deducted } = measured;
  return {
    service: service.id,
    title: service.title,
    unit: service.unit === 'GB' ? storageUnit : service.unit,
    quantity,
    rounding,
    parts: parts.slice(0, MOST_PARTS).map((part) => ({ ...part, amount: Number(part.amount.toPrecision(12)) })),
    moreParts: Math.max(0, parts.length - MOST_PARTS),
    excluded: excluded.slice(0, MOST_EXCLUDED),
    moreExcluded: Math.max(0, excluded.length - MOST_EXCLUDED),
    ...(deducted !== undefined && { deducted }),
    source,
    readAt,
  };
}
