import { describe, expect, it } from 'vitest';
import { portalWith } from './portal-fakes.ts';

const TOO_LARGE = { ok: false, failure: { code: 'too-large' } };

describe('a list ends after 8,000 pages, however few rows each of them has', () => {
  it('of the EFS portal', async () => {
    let page = 0;
    const { portal, sent } = portalWith('efs-portal', () => {
      page += 1;
      return { body: { items: [{ id: page, name: `Customer ${page}`, active: true }], next: `c${page}` } };
    });
    expect(await portal.customers()).toMatchObject(TOO_LARGE);
    expect(sent.length).toBe(8_001);
  });

  it('of x360Recover', async () => {
    let page = 0;
    const { portal, sent } = portalWith('x360recover', ({ url }) => {
      if (!url.includes('/device?')) {
        return { body: [{ id: 1, name: 'Client', devices_counters: { protected_servers: [{ count: 100_000 }] } }] };
      }
      page += 1;
      return { body: [{ id: page, client_id: 1, name: `Device ${page}` }] };
    });
    expect(await portal.events(undefined)).toMatchObject(TOO_LARGE);
    expect(sent.filter(({ url }) => url.includes('/device?')).length).toBe(8_001);
  });
});
