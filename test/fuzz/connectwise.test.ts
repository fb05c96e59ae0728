import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createConnectWise } from '../../lib/connectwise/connectwise.ts';
import { openSession } from '../../lib/connectwise/session.ts';
import type { Result } from '../../lib/shared/result.ts';
import type { ConnectWisePort } from '../../lib/sync/ports.ts';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { simulatorFetch } from '../simulator/in-process.ts';
import { type Simulator, startSimulator } from '../simulator/server.ts';
import { expectResult } from './support/expect-failure.ts';
import { answerFaults, FuzzedAnswers } from './support/fuzzed-answers.ts';
import { RUNS, tryAll } from './support/try-all.ts';

const COMPANY = SEED.companies.eddiesTvRepair;
const AGREEMENT = SEED.agreements.eddiesTvRepair;
const SINCE = '2020-01-01T00:00:00.000Z';
/** Requests of one call: a list of few rows, its columns, and a few more pages. */
const MOST_REQUESTS = 40;

/** Every read of the port, as the engine makes it. */
const READS = {
  info: (port) => port.info(),
  actor: (port) => port.actor(),
  memberRights: (port) => port.memberRights(),
  provenReads: (port) => port.provenReads(),
  executiveReport: (port) => port.executiveReport(),
  company: (port) => port.company(COMPANY),
  searchCompanies: (port) => port.searchCompanies('TV', 20),
  companyNames: (port) => port.companyNames(),
  managedIdEntries: (port) => port.managedIdEntries(COMPANY),
  companiesByManagedId: (port) => port.companiesByManagedId('EFS-342'),
  agreements: (port) => port.agreements(COMPANY),
  agreement: (port) => port.agreement(AGREEMENT),
  additions: (port) => port.additions(AGREEMENT),
  configurations: (port) => port.configurations(COMPANY, [1, 2], 'EFS'),
  companiesByIds: (port) => port.companiesByIds([COMPANY, SEED.companies.joeTvRepair]),
  agreementsOfCompanies: (port) => port.agreementsOfCompanies([COMPANY]),
  configurationsOfCompanies: (port) => port.configurationsOfCompanies([COMPANY], [1, 2], 'EFS'),
  configurationOwners: (port) => port.configurationOwners(1, 'EFS', SINCE),
  ticketsByXRef: (port) => port.ticketsByXRef('EFS-342:1001:backup-failed'),
  openTickets: (port) => port.openTickets('EFS-', COMPANY),
  companyTickets: (port) => port.companyTickets(COMPANY, SINCE),
  ticket: (port) => port.ticket(1),
  ticketNotes: (port) => port.ticketNotes(1),
  boards: (port) => port.boards(),
  boardStatuses: (port) => port.boardStatuses(SEED.boards.professionalServices),
  ticketChoices: (port) => port.ticketChoices(SEED.boards.professionalServices),
  managementSolutions: (port) => port.managementSolutions(),
  managedDevicesIntegrations: (port) => port.managedDevicesIntegrations(),
  crossReferences: (port) => port.crossReferences(1),
  configurationTypes: (port) => port.configurationTypes(),
  everyCompany: (port) => port.everyCompany(),
  everyAgreement: (port) => port.everyAgreement(),
  products: (port) => port.products([1, 2, 3]),
  searchProducts: (port) => port.searchProducts('Online', 20),
  productsNamed: (port) => port.productsNamed(['Online Backup Select Storage']),
  productTables: (port) => port.productTables(),
  reportedEntries: (port) => port.reportedEntries(() => undefined),
  reportedAdditions: (port) => port.reportedAdditions({ productIds: [1, 2, 3], serialPrefix: 'EFS-' }, () => undefined),
  invoicedAdditions: (port) => port.invoicedAdditions([AGREEMENT], SINCE),
  'read addition': (port) => port.read('addition', { companyId: COMPANY, agreementId: AGREEMENT, id: 1 }),
  'read managed-id entry': (port) => port.read('managed-id-entry', { companyId: COMPANY, id: 1 }),
  'read configuration': (port) => port.read('configuration', { companyId: COMPANY, id: 1 }),
} satisfies Record<string, (port: ConnectWisePort) => Promise<Result<unknown>>>;

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ listen: false, variant: 'clean', traffic: { file: null, keep: 0 } });
});

/** A client whose answers go wrong so; a new one each time, because sessions remember. */
function portWith(answers: FuzzedAnswers) {
  const inner = simulatorFetch(simulator);
  const fetch = async (url: string, init?: RequestInit) =>
    answers.through(init?.method ?? 'GET', url, await inner(url, init));
  const { companyId, publicKey, privateKey, clientId } = SEED;
  const connection = { site: HOSTS.web, apiHost: HOSTS.rest, isCloud: true, codebase: 'v2025_1/' };
  const deps = { fetch, clock: () => simulator.clock.now(), wait: async () => undefined };
  return createConnectWise(openSession({ ...connection, companyId, publicKey, privateKey, clientId }, deps), 'user');
}

describe('whatever ConnectWise answers', () => {
  it('is read where it is as described', async () => {
    for (const [name, read] of Object.entries(READS)) {
      const answers = new FuzzedAnswers([]);
      const result = await read(portWith(answers));
      expect(result.ok || result.failure.code === 'not-found', `${name}: ${JSON.stringify(result)}`).toBe(true);
      expect(answers.count, name).toBeGreaterThan(0);
    }
  });

  it(`comes out of the client as records or as a failure, after few requests (${RUNS} answers)`, async () => {
    const inputs = fc.record({
      name: fc.constantFrom(...(Object.keys(READS) as (keyof typeof READS)[])),
      faults: answerFaults(2, 2),
    });
    const seen = { failed: 0, read: 0 };
    await tryAll('connectwise', inputs, async ({ name, faults }) => {
      const answers = new FuzzedAnswers(faults);
      const result = await READS[name](portWith(answers));
      expectResult(result);
      expect(answers.count).toBeLessThanOrEqual(MOST_REQUESTS);
      if (result.ok) seen.read += 1;
      else seen.failed += 1;
      for (const row of rowsIn(result)) expectIds(row);
    });
    expect(seen.failed).toBeGreaterThan(RUNS / 20);
    expect(seen.read).toBeGreaterThan(RUNS / 5);
  });
});

/** Records of a result, whatever it holds. */
function rowsIn(result: Result<unknown>): unknown[] {
  const value = result.ok ? result.value : undefined;
  if (typeof value !== 'object' || value === null) return [];
  return 'rows' in value && Array.isArray(value.rows) ? value.rows : [value];
}

/** A record is read, written and linked by its id, which is put into addresses: 1, 2, 3 and so on, and nothing else. */
function expectIds(row: unknown): void {
  if (typeof row !== 'object' || row === null || !('id' in row)) return;
  expect(Number.isSafeInteger(row.id) && Number(row.id) > 0, JSON.stringify(row).slice(0, 300)).toBe(true);
}
