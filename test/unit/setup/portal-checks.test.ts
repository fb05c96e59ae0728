import { describe, expect, it } from 'vitest';
import { checked, type World } from './support.ts';

const failure = (code: 'not-connected' | 'unauthorized') =>
  ({ ok: false, failure: { code, message: 'It is so.', nextStep: 'Do this.' } }) as const;

describe('the checks of the portal', () => {
  it('are ok where it works, for each portal', async () => {
    for (const source of ['efs-portal', 'x360recover'] as const) {
      for (const id of ['portal-key', 'portal-permissions']) {
        expect(await checked(id, undefined, {}, source), `${source} ${id}`).toMatchObject({ state: 'ok' });
      }
    }
  });

  it('portal-key fails without a portal, and what it needs is unknown', async () => {
    const nothing = () => ({ storedPortal: null, portal: failure('not-connected') });
    expect(await checked('portal-key', nothing)).toMatchObject({ state: 'failed', fix: { place: 'connections' } });
    expect(await checked('portal-permissions', nothing)).toMatchObject({ state: 'unknown' });
  });

  it('portal-key fails where the key is refused', async () => {
    const revoked = ({ simulator }: World) => {
      simulator.portal.keys.splice(0);
    };
    expect(await checked('portal-key', revoked)).toMatchObject({ state: 'failed' });
    expect(await checked('portal-permissions', revoked)).toMatchObject({ state: 'unknown' });
  });

  it('portal-permissions warns where the key lacks Billing', async () => {
    const limited = ({ simulator }: World) => {
      for (const key of simulator.portal.keys) key.permissions = ['x360Recover'];
    };
    expect(await checked('portal-permissions', limited, {}, 'x360recover')).toMatchObject({
      state: 'warning',
      evidence: [expect.any(String), expect.stringContaining('Billing')],
    });
  });
});
