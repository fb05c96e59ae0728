import type { ChaosWorld } from '../world.ts';

/**
 * Invariant 3: a browser that knows nothing yet plans every linked company, and finds nothing to change but what waits for a
 * user.
 */
export async function planOfNewestFacts(world: ChaosWorld): Promise<string[]> {
  // It checks complete lists, whatever the others were given.
  world.simulation.connectWise.options.pageCap = null;
  const fresh = world.newBrowser();
  world.browsers.pop();
  await fresh.start();
  await fresh.engine.poll();
  const found: string[] = [];
  try {
    for (const companyId of linkedCompanies(world)) {
      const planned = await fresh.engine.plan(companyId);
      if (!planned.ok) {
        found.push(`Company ${companyId} cannot be planned: ${planned.failure.message}`);
        continue;
      }
      for (const { guard, label, fields } of planned.value.changes) {
        if (guard) continue;
        const values = fields.map(({ field, from, to }) => `${field} ${JSON.stringify(from)} → ${JSON.stringify(to)}`);
        found.push(`Company ${companyId}: ${label} is not up to date: ${values.join(', ')}.`);
      }
    }
  } finally {
    fresh.kill();
  }
  return found;
}

/** Companies whose entries name a customer of the portal, but for those that only copied them. */
function linkedCompanies({ simulation, users }: ChaosWorld): number[] {
  const customers = new Set(simulation.portal.allCustomers().map(({ id }) => `EFS-${id}`));
  const rows = simulation.connectWise.tables.managementSummaryReports.all();
  const companies = rows.flatMap(({ groupIdentifier, company }) =>
    customers.has(String(groupIdentifier)) ? [Number((company as { id?: unknown }).id)] : [],
  );
  return [...new Set(companies)].filter((id) => !users.duplicates.has(id));
}
