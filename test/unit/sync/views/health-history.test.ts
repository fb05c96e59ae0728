import { describe, expect, it } from 'vitest';
import { HOUR, isoTime } from '../../../../lib/shared/time.ts';
import { account, COMPANY, facts, NOW, portalEvent } from '../../../support/builders/sync-records.ts';
import { PORTAL_DOWN } from '../support/fake-portal.ts';
import { stage, value } from '../support/stage.ts';
import { failure, report } from '../support/ticket-stage.ts';

const ZONE = 'Europe/Berlin';

describe('the history of a company', () => {
  it('shows what was reported to this browser, also of accounts of which nothing was', async () => {
    const on = await stage();
    on.portal.facts.set('342', facts([account({ id: '1001' }), account({ id: '1002', userName: 'ETV-Second' })]));
    await report(on, failure('e1', NOW - 24 * HOUR), portalEvent('e2', { at: isoTime(NOW) }));
    expect(value(await on.engine.healthHistory(COMPANY, ZONE, 3))).toEqual({
      days: ['2026-11-19', '2026-11-20', '2026-11-21'],
      accounts: [
        { efsId: 'EFS-342', accountId: '1001', name: 'ETV-Primary', cells: ['none', 'error', 'ok'] },
        { efsId: 'EFS-342', accountId: '1002', name: 'ETV-Second', cells: ['none', 'none', 'none'] },
      ],
    });
  });

  it('requests the entries alone where nothing of the company was read, and nothing the second time', async () => {
    const on = await stage();
    await on.engine.healthHistory(COMPANY, ZONE, 3);
    await on.engine.healthHistory(COMPANY, ZONE, 3);
    expect(on.connectWise.calls).toEqual(['managedIdEntries']);
    expect(on.portal.calls).toEqual(['customer']);
  });

  it('omits what another portal reported', async () => {
    const on = await stage();
    await report(on, failure('e1', NOW));
    on.portal.facts.set('342', facts([account({ id: '1001' })]));
    Object.assign(on.portal, { source: 'x360recover' });
    expect(value(await on.engine.healthHistory(COMPANY, ZONE, 1)).accounts).toMatchObject([{ cells: ['none'] }]);
  });

  it('reports that the portal does not answer, unless its accounts are known', async () => {
    const on = await stage();
    on.portal.down = PORTAL_DOWN;
    expect(await on.engine.healthHistory(COMPANY, ZONE, 3)).toEqual({ ok: false, failure: PORTAL_DOWN });
    on.portal.down = undefined;
    await on.engine.companyView(COMPANY, { refresh: true });
    on.portal.down = PORTAL_DOWN;
    expect(value(await on.engine.healthHistory(COMPANY, ZONE, 3)).accounts).toHaveLength(1);
  });

  it('refuses a zone that does not exist before it sends a request', async () => {
    const on = await stage();
    expect(await on.engine.healthHistory(COMPANY, 'Nowhere', 3)).toMatchObject({ failure: { code: 'bad-input' } });
    expect(on.connectWise.calls).toEqual([]);
  });
});
