import { describe, expect, it } from 'vitest';
import type { Change } from '../../lib/domain/change.ts';
import type { CustomerFacts } from '../../lib/domain/portal-facts.ts';
import type { QuantityTrace } from '../../lib/domain/quantity-trace.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { planCompany } from '../../lib/sync/plan/plan-company.ts';
import { FOR_EVENT, observe } from '../../lib/sync/read/observe.ts';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { mutations } from '../support/json-mutations.ts';
import { simulatedEngine } from '../support/simulated-engine.ts';
import { billX360 } from '../support/x360-fleet.ts';
import { value } from '../unit/sync/support/stage.ts';
import { RUNS, tryAll } from './support/try-all.ts';
import { type Answers, changedAnswers, isAmount, portalAnswering, validAnswers } from './support/x360-answers.ts';

const COMPANY = SEED.companies.eddiesTvRepair;

/** Eddie's TV Repair, linked, with three services of its own beside the guides'; plans whatever facts there are. */
async function company() {
  const world = await simulatedEngine({ variant: 'clean', traffic: { file: null, keep: 0 } }, 'x360recover');
  const deps = await billX360(world);
  const observation = value(await observe(deps, COMPANY, FOR_EVENT));
  await world.store.close();
  // As after a year: every quantity differs, so that each is planned where it is known.
  const additions = observation.additions.map((addition) => ({ ...addition, quantity: 1_000_000 }));
  const now = deps.clock();
  const plan = (facts: CustomerFacts, settings: Settings = deps.settings) => {
    const side = { customerId: '342', facts, events: [], readAt: facts.readAt };
    return planCompany([side], { ...observation, additions }, settings, now);
  };
  return { plan };
}

async function factsOf(answers: Answers): Promise<CustomerFacts | undefined> {
  const found = await portalAnswering(answers).customer('342');
  return found.ok && found.value ? found.value : undefined;
}

describe('a plan of whatever x360Recover answers', () => {
  it('has a quantity for each measured line where the answer is as described', async () => {
    const { plan } = await company();
    const facts = await factsOf(validAnswers());
    if (!facts) throw new Error('A valid answer was refused.');
    const planned = quantitiesOf(plan(facts).changes);
    // 1 and 1 direct to cloud by the counters; 500 + 120.5 + 30 GB, by the guides' service and by one's own.
    expect(planned.filter(({ services }) => services.some((id) => id.startsWith('own:')))).toEqual([
      expect.objectContaining({ services: ['own:x360.d2c.server'], to: 1 }),
      expect.objectContaining({ services: ['own:x360.d2c.workstation'], to: 1 }),
      expect.objectContaining({ services: ['own:cloud-bytes'], to: 650.5 }),
    ]);
    expect(planned).toContainEqual(expect.objectContaining({ services: ['online-select'], to: 650.5 }));
  });

  it(`explains every quantity by parts that were read, or a user has to approve it (${RUNS} answers)`, async () => {
    const { plan } = await company();
    let held = 0;
    let free = 0;
    await tryAll('x360recover-plan', mutations, async (changes) => {
      const facts = await factsOf(changedAnswers(changes));
      if (!facts) return;
      for (const change of quantitiesOf(plan(facts).changes)) {
        expect(isAmount(change.to), JSON.stringify(change)).toBe(true);
        checkTraces(change, facts);
        const doubted = facts.skipped.filter(({ usage, figures }) => concerns(change.services, usage, figures));
        if (doubted.length > 0) {
          held += 1;
          expect(change.guard, JSON.stringify(doubted)).toBeDefined();
        } else free += 1;
      }
    });
    expect(held).toBeGreaterThan(0);
    expect(free).toBeGreaterThan(RUNS);
  });
});

interface PlannedQuantity {
  to: unknown;
  services: string[];
  traces: readonly QuantityTrace[];
  guard: Change['guard'];
}

function quantitiesOf(changes: readonly Change[]): PlannedQuantity[] {
  return changes.flatMap(({ fields, measured = [], guard }) => {
    const quantity = fields.find(({ field }) => field === 'quantity');
    if (!quantity) return [];
    return [{ to: quantity.to, services: measured.map(({ service }) => service), traces: measured, guard }];
  });
}

/** The quantity is the sum of its parts to its last place, and each part is of an account or a figure of the facts. */
function checkTraces({ to, traces }: PlannedQuantity, { accounts, figures = [] }: CustomerFacts): void {
  expect(traces.length).toBeGreaterThan(0);
  const sum = traces.reduce((total, { quantity }) => total + quantity, 0);
  expect(Math.abs(Number(to) - sum)).toBeLessThanOrEqual(1e-6 + sum * 1e-12);
  for (const { parts, quantity, deducted = 0, moreParts } of traces) {
    expect(moreParts).toBe(0);
    const total = parts.reduce((amount, part) => amount + part.amount, 0) - deducted;
    expect(Math.abs(quantity - total)).toBeLessThanOrEqual(0.005 + 1e-6 + total * 1e-11);
    for (const { name, accountId } of parts) {
      const known = accountId === undefined ? figures.map(({ path }) => path) : accounts.map(({ id }) => id);
      expect(known).toContain(accountId ?? name);
    }
  }
}

/** Whether what was skipped may be a part of one of the services: the guides' are made of accounts alone. */
function concerns(services: readonly string[], usage: true | undefined, figures: string | undefined): boolean {
  return services.some((id) => {
    const measure = id.replace(/^own:/, '');
    if (figures !== undefined && measure.startsWith(figures)) return true;
    return usage === true && !measure.startsWith('x360.');
  });
}
