import { describe, expect, it } from 'vitest';
import { findCompany } from '../../../lib/sync/link.ts';
import { COMPANY, entry } from './support/samples.ts';
import { stage } from './support/stage.ts';

describe('the company of a customer', () => {
  it('is the one last seen, without a request', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    expect(await findCompany(on.deps, '342')).toEqual({ ok: true, value: COMPANY });
    expect(on.connectWise.calls).toEqual([]);
  });

  it('is asked of ConnectWise when it was never seen, confirmed by its entries, and remembered', async () => {
    const on = await stage();
    expect(await findCompany(on.deps, '342')).toEqual({ ok: true, value: COMPANY });
    expect(on.connectWise.calls).toEqual(['companiesByManagedId', 'managedIdEntries']);
    await findCompany(on.deps, '342');
    expect(on.connectWise.calls).toHaveLength(2);
  });

  it('does not count when only a configuration, but no entry, carries the id', async () => {
    const on = await stage();
    on.connectWise.companiesByManagedId = async () => ({ ok: true, value: [COMPANY] });
    expect(await findCompany(on.deps, '355')).toMatchObject({
      ok: false,
      problem: { code: 'not-linked', value: 'EFS-355' },
    });
  });

  it('is unclear when two carry the id, and clear again when a link was out of date', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    await on.store.putLinks(251, ['342']);
    on.connectWise.tables.entries.push(entry({ id: 9, companyId: 251 }));
    expect(await findCompany(on.deps, '342')).toMatchObject({ ok: false, problem: { code: 'needs-a-person' } });
    on.connectWise.tables.entries.pop();
    expect(await findCompany(on.deps, '342')).toEqual({ ok: true, value: COMPANY });
    expect(await on.store.companiesOfCustomer('342')).toEqual([COMPANY]);
  });

  it('that shares its id is left alone by a sync, until it no longer does', async () => {
    const on = await stage();
    await on.store.putLinks(251, ['342']);
    on.connectWise.tables.entries.push(entry({ id: 9, companyId: 251 }));
    expect((await on.sync()).run.problem?.message).toContain('It also stands on company 251');
    on.connectWise.tables.entries.pop();
    expect((await on.sync()).run.state).toBe('done');
  });
});
