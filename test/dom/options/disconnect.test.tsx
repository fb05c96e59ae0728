import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DisconnectCard } from '../../../components/options/disconnect-card.tsx';
import type { ConnectionView } from '../../../lib/messages/protocol.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

beforeEach(() => worker.mockReset());
afterEach(cleanup);

const STORED: Pick<ConnectionView, 'connectWise' | 'portal'> = {
  connectWise: {
    siteUrl: 'cw.msp.example',
    site: 'cw.msp.example',
    companyId: 'training',
    publicKey: 'public-1',
    hasPrivateKey: true,
    hasClientId: true,
  },
  portal: { kind: 'efs-portal', baseUrl: 'https://portal.example', hasKey: true },
};
const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('Disconnect', () => {
  it('is asked first, then done for that side, and says what was deleted and given back', async () => {
    answers({ 'connection.disconnect': { hostsGivenBack: ['portal.example'], isLast: false } });
    const onDone = vi.fn();
    render(<DisconnectCard stored={STORED} onDone={onDone} />);
    click('Disconnect the backup portal…');
    expect(await screen.findByText(/Its keys are deleted, a sync that is going on stops/)).toBeTruthy();
    expect(sent('connection.disconnect')).toEqual([]);
    click('Disconnect');
    expect(await screen.findByText(/Disconnected the backup portal/)).toBeTruthy();
    expect(screen.getByText(/permission for portal\.example was given back/)).toBeTruthy();
    expect(sent('connection.disconnect')).toEqual([{ side: 'portal' }]);
    expect(onDone).toHaveBeenCalledOnce();
  });

  it('does nothing when cancelled', async () => {
    answers({});
    render(<DisconnectCard stored={STORED} onDone={() => {}} />);
    click('Disconnect ConnectWise…');
    await screen.findByText(/Disconnect ConnectWise\?/);
    click('Cancel');
    expect(await screen.findByRole('button', { name: 'Disconnect ConnectWise…' })).toBeTruthy();
    expect(sent('connection.disconnect')).toEqual([]);
  });

  it('stays asked when it fails, with the reason', async () => {
    answers({});
    render(<DisconnectCard stored={STORED} onDone={() => {}} />);
    click('Disconnect ConnectWise…');
    await screen.findByText(/Disconnect ConnectWise\?/);
    click('Disconnect');
    expect(await screen.findByText(new RegExp(DOWN.message))).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Disconnect' })).toBeTruthy();
  });

  it('is not offered for what is not connected', () => {
    const { container, rerender } = render(
      <DisconnectCard stored={{ connectWise: null, portal: null }} onDone={() => {}} />,
    );
    expect(container.textContent).toBe('');
    rerender(<DisconnectCard stored={{ ...STORED, portal: null }} onDone={() => {}} />);
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Disconnect ConnectWise…']);
  });
});
