import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SecuritySection } from '../../../components/options/security-section.tsx';
import { answers } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
afterEach(cleanup);

const CONNECTWISE = {
  siteUrl: 'https://na.myconnectwise.net',
  site: 'na.myconnectwise.net',
  companyId: 'acme',
  publicKey: 'public',
  hasPrivateKey: true,
  hasClientId: true,
};
const PORTAL = { kind: 'x360recover', baseUrl: 'https://axapi.axcient.com/x360recover', hasKey: true };

async function shown(stored: object) {
  answers({
    'connection.view': { connectWise: null, portal: null, states: {}, ...stored },
    'lock.view': { isSet: false, isLocked: false, idleMinutes: 15 },
    'policy.view': {},
  });
  render(<SecuritySection visible />);
  return within(await screen.findByRole('region', { name: 'Keys' }));
}

const cellsOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);

describe('the section of security', () => {
  it('shows each key with the only host that it is sent to', async () => {
    const keys = await shown({ connectWise: CONNECTWISE, portal: PORTAL });
    const rows = keys.getAllByRole('row').slice(1);
    expect(rows.map(cellsOf)).toEqual([
      ['Stored encrypted', 'na.myconnectwise.net, and the API host that it names'],
      ['Stored encrypted', 'na.myconnectwise.net, and the API host that it names'],
      ['Stored encrypted', 'axapi.axcient.com'],
    ]);
  });

  it('shows no host for a key that is not stored', async () => {
    const keys = await shown({ connectWise: { ...CONNECTWISE, hasPrivateKey: false } });
    expect(cellsOf(keys.getAllByRole('row')[1] as HTMLElement)).toEqual(['Not stored', '–']);
  });

  it('has no key for an imported file, which is sent nowhere', async () => {
    const keys = await shown({ connectWise: CONNECTWISE, portal: { ...PORTAL, kind: 'file', baseUrl: '' } });
    expect(keys.queryByText('Portal key')).toBeNull();
    expect(screen.getByText('an imported file, which is sent nowhere')).toBeDefined();
  });

  it('says that nothing leaves the browser before anything is connected', async () => {
    await shown({});
    expect(screen.getByText(/^Nothing: neither/)).toBeDefined();
  });

  it('has the passphrase lock', async () => {
    await shown({});
    expect(await screen.findByRole('region', { name: 'Passphrase lock' })).toBeDefined();
  });
});
