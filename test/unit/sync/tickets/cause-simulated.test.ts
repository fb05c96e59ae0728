import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../lib/domain/settings.ts';
import { HOUR } from '../../../../lib/shared/time.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { confirmLink } from '../../../support/confirm-link.ts';
import { simulated } from '../support/simulated.ts';
import { value } from '../support/stage.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const BOARD = { id: SEED.boards.professionalServices, name: 'Professional Services' };
const MESSAGE = 'Snapshot creation for volumes failed, reason: no snapshots. Agent log follows.';
const CAUSE = 'Snapshot creation for volumes failed, reason: no snapshots';

describe.each<['x360recover' | 'efs-portal', page: string, kind: string]>([
  ['x360recover', 'https://my.axcient.net/home/device/356', 'service-status'],
  ['efs-portal', 'https://portal.backup.example/accounts/356', 'backup-failed'],
])('the cause of a failure, from %s', (portal, page, kind) => {
  it('is in the ticket’s summary and first text with the way to the device, and in the panel', async () => {
    const { simulator, engine, deps, store } = await simulated({ variant: 'clean' }, portal);
    deps.settings.tickets = { ...DEFAULT_SETTINGS.tickets, board: BOARD };
    await confirmLink(store, '342', EDDIE);
    value(await engine.companyView(EDDIE, { refresh: true }));
    value(await engine.poll());
    simulator.clock.advance(HOUR);
    simulator.backups.runBackup(356, { result: 'failed', message: MESSAGE });
    value(await engine.poll());

    const [ticket] = simulator.connectWise.tables.tickets.where('externalXRef', `EFS-342:356:${kind}`);
    expect(ticket?.summary).toContain('failed');
    expect(String(ticket?.summary)).toContain(': Snapshot creation for volumes');
    const [first] = simulator.connectWise.tables.ticketNotes.where('ticketId', ticket?.id ?? 0);
    expect(first?.text).toContain(MESSAGE);
    expect(first?.text).toContain(`\nIn the portal: ${page}\n\nReported by the backup portal at `);

    const view = value(await engine.companyView(EDDIE, { refresh: true }));
    const shown = view.customers[0]?.accounts.find(({ account }) => account.id === '356');
    expect(shown?.health).toMatchObject({ state: 'error', reason: expect.stringContaining(CAUSE) });
    expect(shown?.account.portalUrl).toBe(page);
  });
});
