import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectWiseForm } from '../../../components/options/connectwise-form.tsx';
import { PortalForm } from '../../../components/options/portal-form.tsx';
import { send } from '../../../lib/messages/send.ts';
import type { Failure } from '../../../lib/shared/errors.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
const answer = vi.mocked(send);

const TESTED = {
  site: 'na.myconnectwise.net',
  apiHost: 'api-na.myconnectwise.net',
  version: 'v2025.1',
  member: 'BackupBridge',
  cleaned: [],
  missingRights: [],
};

/** What the worker answers, by message. */
function answers(by: Record<string, Failure | object>) {
  answer.mockImplementation((async (name: string) => {
    const given = by[name] ?? { ...TESTED };
    return 'code' in given ? { ok: false, failure: given } : { ok: true, value: given };
  }) as never);
}

const showConnectWise = () =>
  render(<ConnectWiseForm stored={null} requestHost={async () => true} onSaved={() => undefined} />);
const showPortal = () => render(<PortalForm stored={null} requestHost={async () => true} onSaved={() => undefined} />);
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const asked = (name: string) => answer.mock.calls.filter(([message]) => message === name).map(([, input]) => input);

beforeEach(() => {
  answer.mockReset();
  localStorage.clear();
  answers({ 'connection.connectwise.check': { site: 'na.myconnectwise.net', version: 'v2025.1' } });
});
afterEach(cleanup);

describe('the ConnectWise form', () => {
  it('removes blanks and quotes while they are typed, says so, and also when the same comes again', () => {
    showConnectWise();
    type('Company ID', ' acme\u00a0');
    expect(field('Company ID').value).toBe('acme');
    screen.getByText('Removed 2 spaces or invisible characters.');
    type('Private key', '"secret"');
    expect(field('Private key').value).toBe('secret');
    screen.getByText('Removed the quotes.');
    for (const text of ['acme ', 'acme ']) {
      type('Company ID', text);
      expect(field('Company ID').value).toBe('acme');
    }
    screen.getByText('Removed a space.');
  });

  it('corrects an address with one click', () => {
    showConnectWise();
    type('Site', 'http://api-na.myconnectwise.net/v4_6_release/apis/3.0');
    screen.getByText(/begins with http/);
    fireEvent.click(screen.getByText('Use na.myconnectwise.net'));
    expect(field('Site').value).toBe('na.myconnectwise.net');
    expect(screen.queryByText(/begins with http/)).toBeNull();
  });

  it('parts joined values into their fields', () => {
    showConnectWise();
    type('Company ID', 'acme+PublicKey1:PrivateKey1');
    fireEvent.click(screen.getByText('Put each value into its field'));
    expect(['Company ID', 'Public key', 'Private key'].map((label) => field(label).value)).toEqual([
      'acme',
      'PublicKey1',
      'PrivateKey1',
    ]);
  });

  it('looks for the company ID when typing pauses, without any key, and says that the site knows it', async () => {
    showConnectWise();
    type('Site', 'na.myconnectwise.net');
    type('Private key', 'secret');
    type('Company ID', 'ac');
    type('Company ID', 'acme');
    await screen.findByText(
      'na.myconnectwise.net knows this company ID (ConnectWise v2025.1).',
      {},
      { timeout: 3_000 },
    );
    expect(asked('connection.connectwise.check')).toEqual([{ siteUrl: 'na.myconnectwise.net', companyId: 'acme' }]);
    expect(asked('connection.connectwise.test')).toEqual([]);
  });

  it('asks nobody while the site is no address', async () => {
    showConnectWise();
    type('Company ID', 'acme');
    type('Site', 'my-connectwise?');
    await screen.findByText('This is not a web address.', {}, { timeout: 3_000 });
    expect(asked('connection.connectwise.check')).toEqual([]);
  });

  it('changes to the cloud that knows the company ID with one click', async () => {
    answers({
      'connection.connectwise.check': {
        code: 'wrong-cloud',
        message: 'na.myconnectwise.net knows no company ID "acme"; eu.myconnectwise.net does.',
        nextStep: 'Enter eu.myconnectwise.net as the site.',
        field: 'siteUrl',
        value: 'eu.myconnectwise.net',
      },
    });
    showConnectWise();
    type('Site', 'na.myconnectwise.net');
    type('Company ID', 'acme');
    fireEvent.click(await screen.findByText('Use eu.myconnectwise.net', {}, { timeout: 3_000 }));
    expect(field('Site').value).toBe('eu.myconnectwise.net');
  });

  it('swaps the keys with one click and tests again', async () => {
    const failure: Failure = {
      code: 'swapped-keys',
      message: 'The public key and the private key are in each other’s fields.',
      nextStep: 'Swap the two keys.',
      field: 'publicKey',
    };
    answers({ 'connection.connectwise.save': failure });
    showConnectWise();
    type('Public key', 'private');
    type('Private key', 'public');
    fireEvent.click(screen.getByText('Save'));
    answers({});
    fireEvent.click(await screen.findByText('Swap the keys'));
    await screen.findByText(/^Saved\./);
    const saved = asked('connection.connectwise.save');
    expect(saved.at(-1)).toMatchObject({ publicKey: 'public', privateKey: 'private' });
    expect(saved).toHaveLength(2);
  });

  it('says that another host is checked at the click, and asks for no permission before', async () => {
    answers({
      'connection.connectwise.check': { code: 'host-permission', message: 'm', nextStep: 'n', value: 'cw.msp.example' },
    });
    const requestHost = vi.fn(async () => true);
    render(<ConnectWiseForm stored={null} requestHost={requestHost} onSaved={() => undefined} />);
    type('Site', 'cw.msp.example');
    type('Company ID', 'acme');
    await screen.findByText(/cw\.msp\.example is checked when you click/, {}, { timeout: 3_000 });
    expect(requestHost).not.toHaveBeenCalled();
    expect(field('Site').getAttribute('aria-invalid')).toBe('false');
  });
});

describe('what was typed', () => {
  it('is there again after the page was left, except keys and client ID, which are stored nowhere', () => {
    showConnectWise();
    type('Site', 'na.myconnectwise.net');
    type('Company ID', 'acme');
    type('Public key', 'public-1');
    type('Private key', 'SECRET-1');
    type('Client ID', 'SECRET-2');
    cleanup();
    showConnectWise();
    expect(['Site', 'Company ID', 'Public key'].map((label) => field(label).value)).toEqual([
      'na.myconnectwise.net',
      'acme',
      'public-1',
    ]);
    expect(['Private key', 'Client ID'].map((label) => field(label).value)).toEqual(['', '']);
    expect(JSON.stringify({ ...localStorage })).not.toMatch(/SECRET/);
    screen.getByText(/What you typed earlier was kept/);
    fireEvent.click(screen.getByText('Discard it'));
    expect(field('Site').value).toBe('');
    expect(localStorage.length).toBe(0);
  });

  it('is forgotten once it is saved', async () => {
    answers({});
    showConnectWise();
    type('Site', 'na.myconnectwise.net');
    fireEvent.click(screen.getByText('Save'));
    await screen.findByText(/^Saved\./);
    expect(localStorage.length).toBe(0);
  });
});

describe('the portal form', () => {
  it('does not take the address of a connected EFS portal for another one, and says once that the key is none of it', async () => {
    const stored = { kind: 'efs-portal' as const, baseUrl: 'https://portal.example.com', hasKey: true };
    const foreign = 'The stored key belongs to another portal and is not sent to this one.';
    const failure: Failure = { code: 'bad-input', message: foreign, nextStep: 'Enter the key.', field: 'key' };
    answers({ 'connection.portal.test': failure });
    render(<PortalForm stored={stored} requestHost={async () => true} onSaved={() => undefined} />);
    fireEvent.change(field('Portal'), { target: { value: 'x360recover' } });
    await waitFor(() => expect(field('Address').value).toBe('https://axapi.axcient.com/x360recover'));
    fireEvent.click(screen.getByText('Test connection'));
    expect(await screen.findAllByText(foreign)).toHaveLength(1);
    fireEvent.change(field('Portal'), { target: { value: 'efs-portal' } });
    await waitFor(() => expect(field('Address').value).toBe('https://portal.example.com'));
  });

  it('begins with the vendor’s own address, and leaves it out for another portal', async () => {
    showPortal();
    expect(field('Address').value).toBe('https://axapi.axcient.com/x360recover');
    fireEvent.change(field('Portal'), { target: { value: 'efs-portal' } });
    await waitFor(() => expect(field('Address').value).toBe(''));
    fireEvent.change(field('Portal'), { target: { value: 'x360recover' } });
    await waitFor(() => expect(field('Address').value).toBe('https://axapi.axcient.com/x360recover'));
  });

  it('adds the path of x360Recover with one click, and moves an address out of the key', () => {
    showPortal();
    type('Address', 'https://axapi.axcient.com');
    fireEvent.click(screen.getByText('Use https://axapi.axcient.com/x360recover'));
    expect(field('Address').value).toBe('https://axapi.axcient.com/x360recover');
    type('API key', 'https://axapi.axcient.com/x360recover');
    fireEvent.click(screen.getByText('Move it to its own field'));
    expect(field('API key').value).toBe('');
  });

  it('keeps the address, never the key', () => {
    showPortal();
    type('Address', 'https://portal.example.com/api');
    type('API key', 'SECRET-3');
    cleanup();
    showPortal();
    expect(field('Address').value).toBe('https://portal.example.com/api');
    expect(field('API key').value).toBe('');
    expect(JSON.stringify({ ...localStorage })).not.toMatch(/SECRET/);
  });
});
