import type { EventType, Severity } from './portal-facts.ts';

/** A notification rule as in the guide (S15 p.13-14): which events open a ticket, which cause a synchronization. */
export interface NotificationRule {
  id: string;
  action: 'open-ticket' | 'synchronize';
  enabled: boolean;
  /** Severities subscribed to: the guide's "Subscribe to OK / Warning / Error Events". */
  severities: Record<Severity, boolean>;
  /** 'all', or those named (the guide's "Subscribe to All Event Types"). */
  types: 'all' | EventType[];
  /** Only events of this brand; '' for every brand. */
  brand: string;
  /** With `brand`: brands below it as well, which the portal writes as `brand/sub-brand`. */
  includeSubBrands: boolean;
  comments: string;
}

/** As the guide sets them up: tickets for warnings and errors (S15 p.13), synchronization on everything (p.14). */
export const DEFAULT_RULES: NotificationRule[] = [
  {
    id: 'tickets',
    action: 'open-ticket',
    enabled: true,
    severities: { ok: false, warning: true, error: true },
    types: 'all',
    brand: '',
    includeSubBrands: true,
    comments: '',
  },
  {
    id: 'synchronize',
    action: 'synchronize',
    enabled: true,
    severities: { ok: true, warning: true, error: true },
    types: 'all',
    brand: '',
    includeSubBrands: true,
    comments: '',
  },
];
