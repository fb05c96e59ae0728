import { expect, it } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { simulated } from '../support/simulated.ts';
import { value } from '../support/stage.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const AGREEMENT = SEED.agreements.eddiesTvRepair;
/** Off-site storage of an appliance; the second seeded addition. */
const BDR = 3;

it('creates a missing addition as ConnectWise takes it, and undoes it', async () => {
  const { simulator, engine } = await simulated({ variant: 'clean' });
  const { additions } = simulator.connectWise.tables;
  const ofAgreement = () => additions.where('agreementId', AGREEMENT);
  const seeded = ofAgreement().find((row) => (row.product as { id: number }).id === BDR);
  if (!seeded) throw new Error('The agreement has no such addition.');
  const others = ofAgreement().length - 1;
  const missing = async () => {
    const { findings } = value(await engine.companyView(EDDIE, { refresh: true }));
    return findings.filter(({ code }) => code === 'ADD-MISSING');
  };
  const applied = async (planId: string) => {
    const started = value(await engine.apply(planId, []));
    await started.finished;
    return value(await engine.run(started.runId));
  };
  value(await engine.poll());
  expect(await missing()).toEqual([]);
  additions.remove(seeded.id);
  const [finding] = await missing();
  const plan = value(await engine.planFix(EDDIE, finding?.id ?? ''));
  simulator.traffic.clear();
  const { run, entries } = await applied(plan.id);

  expect(run).toMatchObject({ state: 'done', counts: { applied: 1 } });
  const posts = simulator.traffic.exchanges.filter(
    ({ method, url }) => method === 'POST' && url.includes('/additions'),
  );
  const [post, ...more] = posts;
  expect(more).toEqual([]);
  expect(post).toMatchObject({ status: 201 });
  expect(Object.keys(post?.requestBody as object).sort()).toEqual([
    'billCustomer',
    'effectiveDate',
    'product',
    'quantity',
    'serialNumber',
  ]);
  const [row] = ofAgreement().filter(({ id }) => id === entries[0]?.recordId);
  // Price and description are the catalog's, as those of the seeded line.
  expect(row).toMatchObject({
    product: { id: BDR },
    quantity: 640.5,
    lessIncluded: 0,
    unitPrice: seeded.unitPrice,
    invoiceDescription: seeded.invoiceDescription,
    serialNumber: 'EFS-342',
    billCustomer: 'Billable',
  });
  expect(plan.changes[0]?.money).toMatchObject({ from: 0, to: 640.5 * Number(seeded.unitPrice) });
  expect(await missing()).toEqual([]);
  const again = value(await engine.plan(EDDIE));
  expect(again.changes.filter(({ ref }) => ref.id === row?.id)).toEqual([]);

  await applied(value(await engine.planUndo(run.id)).id);
  expect(ofAgreement()).toHaveLength(others);
  expect(await missing()).toMatchObject([{ id: finding?.id }]);
});
