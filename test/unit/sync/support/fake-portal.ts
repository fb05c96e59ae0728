import type { CustomerFacts, PortalEvent } from '../../../../lib/domain/portal-facts.ts';
import type { Failure } from '../../../../lib/shared/errors.ts';
import { fail, ok } from '../../../../lib/shared/result.ts';
import type { PortalPort } from '../../../../lib/sync/ports.ts';

/** A portal in memory: its event log is `log`, the cursor is how much of it was read. */
export interface FakePortal extends PortalPort {
  facts: Map<string, CustomerFacts>;
  log: PortalEvent[];
  /** Events of one page. */
  pageSize: number;
  down: Failure | undefined;
  calls: string[];
}

export const PORTAL_DOWN: Failure = {
  code: 'unreachable',
  message: 'The portal cannot be reached.',
  nextStep: 'It is tried again.',
};

export function fakePortal(facts: CustomerFacts[]): FakePortal {
  const fake: FakePortal = {
    kind: 'efs-portal',
    source: 'efs-portal',
    facts: new Map(facts.map((one) => [one.customer.id, one])),
    log: [],
    pageSize: 100,
    down: undefined,
    calls: [],
    test: async () => (fake.down ? fail(fake.down) : ok({ name: 'Fake portal' })),
    customers: async () => {
      fake.calls.push('customers');
      if (fake.down) return fail(fake.down);
      return ok({ customers: [...fake.facts.values()].map((one) => one.customer), skipped: [] });
    },
    customer: async (customerId) => {
      fake.calls.push('customer');
      if (fake.down) return fail(fake.down);
      return ok(structuredClone(fake.facts.get(customerId) ?? null));
    },
    events: async (cursor) => {
      fake.calls.push('events');
      if (fake.down) return fail(fake.down);
      const from = Number(cursor ?? 0);
      const events = fake.log.slice(from, from + fake.pageSize);
      const next = from + events.length;
      return ok({ events: structuredClone(events), cursor: String(next), more: next < fake.log.length, skipped: [] });
    },
  };
  return fake;
}
