import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../lib/domain/settings.ts';
import { HOUR } from '../../../../lib/shared/time.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { HOSTS } from '../../../simulator/hosts.ts';
import { simulated } from '../support/simulated.ts';
import { value } from '../support/stage.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const ETV_PRIMARY = 356;
const BOARD = { id: SEED.boards.professionalServices, name: 'Professional Services' };

/** Ticket integration on, connected for a while; `requests` holds every request to ConnectWise's REST. */
async function world() {
  const requests: string[] = [];
  const through =
    (inner: typeof fetch): typeof fetch =>
    (input, init) => {
      const { hostname, pathname } = new URL(input instanceof Request ? input.url : input);
      if (hostname === HOSTS.rest) requests.push(pathname.replace(/^.*\/apis\/3\.0/, ''));
      return inner(input, init);
    };
  const made = await simulated({ variant: 'clean' }, 'efs-portal', { through });
  made.deps.settings.tickets = { ...DEFAULT_SETTINGS.tickets, board: BOARD };
  value(await made.engine.companyView(EDDIE, { refresh: true }));
  for (let at = 0; at < 2; at++) {
    value(await made.engine.poll());
    made.simulator.clock.advance(13 * HOUR);
  }
  return { ...made, requests };
}

describe('what ConnectWise pages show, over the real clients and the simulator', () => {
  it('is a ticket’s subject, its state and where it is followed', async () => {
    const { simulator, engine, requests } = await world();
    simulator.backups.runBackup(ETV_PRIMARY, { result: 'failed' });
    value(await engine.poll());
    const [ours] = simulator.connectWise.tables.tickets.where('externalXRef', 'EFS-342:356:backup-failed');
    const id = ours?.id ?? 0;
    const banner = `Service Ticket #${id} - ${ours?.summary}`;
    requests.length = 0;
    const seen = value(await engine.ticketView(id, banner, { refresh: true }));
    expect(seen).toMatchObject({
      ticket: { id, board: BOARD.name, closed: false },
      about: {
        efsId: 'EFS-342',
        companyId: EDDIE,
        kind: 'backup-failed',
        origin: 'own',
        account: { account: { id: '356', userName: 'ETV-Primary' } },
        lasts: true,
        lastEvent: { severity: 'error' },
      },
      others: [],
      followedIn: null,
      findings: [],
    });
    expect(requests.length).toBeLessThanOrEqual(6);

    const theirs = simulator.users.createTicket(EDDIE, 'Server is slow', { boardId: SEED.boards.helpDesk });
    simulator.users.mergeInto(id, theirs);
    expect(value(await engine.ticketView(id, banner, { refresh: true }))).toMatchObject({
      ticket: { mergedInto: theirs },
      followedIn: { id: theirs },
      findings: [{ code: 'TIX-MERGED' }],
    });
    requests.length = 0;
    for (let look = 0; look < 5; look++) {
      expect(
        value(await engine.ticketView(theirs, `Service Ticket #${theirs} - Server is slow`, { refresh: false })),
      ).toBeNull();
    }
    expect(requests).toEqual([`/service/tickets/${theirs}`]);
  });

  it('is the history of a company’s accounts, without a request after its view', async () => {
    const { simulator, engine, requests } = await world();
    simulator.backups.runBackup(ETV_PRIMARY, { result: 'ok' });
    simulator.clock.advance(24 * HOUR);
    simulator.backups.runBackup(ETV_PRIMARY, { result: 'failed' });
    value(await engine.poll());
    const { customers } = value(await engine.companyView(EDDIE, { refresh: true }));
    requests.length = 0;
    const history = value(await engine.healthHistory(EDDIE, 'America/Denver', 14));
    expect(requests).toEqual([]);
    expect(history.days).toHaveLength(14);
    const accounts = customers.flatMap((customer) => customer.accounts.map(({ account }) => account.id));
    expect(history.accounts.map(({ accountId }) => accountId).sort()).toEqual(accounts.sort());
    const primary = history.accounts.find(({ accountId }) => accountId === String(ETV_PRIMARY));
    expect(primary).toMatchObject({ efsId: 'EFS-342', name: 'ETV-Primary' });
    expect(primary?.cells.slice(-2)).toEqual(['ok', 'error']);
    for (const { cells } of history.accounts) expect(cells).toHaveLength(14);
    expect(await engine.healthHistory(EDDIE, 'Mars/Olympus', 14)).toMatchObject({ failure: { code: 'bad-input' } });
  });
});
