import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectWiseForm } from '../../../components/options/connectwise-form.tsx';
import { send } from '../../../lib/messages/send.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
const answer = vi.mocked(send);

const ANSWER = {
  site: 'na.myconnectwise.net',
  apiHost: 'api-na.myconnectwise.net',
  version: 'v2025.1',
  member: 'BackupBridge',
  cleaned: [],
  missingRights: [],
};

function show(requestHost = vi.fn(async (_hostname: string) => true)) {
  const onSaved = vi.fn();
  render(<ConnectWiseForm stored={null} requestHost={requestHost} onSaved={onSaved} />);
  const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
  return { requestHost, onSaved, type };
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);

beforeEach(() => answer.mockReset());
afterEach(cleanup);

describe('the ConnectWise form', () => {
  it('keeps all that was typed when a test fails, and shows the message at the field', async () => {
    answer.mockResolvedValue({
      ok: false,
      failure: {
        code: 'unknown-company-id',
        message: 'ConnectWise knows no company “nobody”.',
        nextStep: 'Check the company ID.',
        field: 'companyId',
      },
    });
    const { type } = show();
    type('Site', 'na.myconnectwise.net');
    type('Company ID', 'nobody');
    type('Private key', 'secret');
    fireEvent.click(screen.getByText('Test connection'));
    await screen.findByText('Check the company ID.');
    expect(field('Company ID').getAttribute('aria-invalid')).toBe('true');
    expect(field('Site').getAttribute('aria-invalid')).toBe('false');
    expect(field('Company ID').value).toBe('nobody');
    expect(field('Private key').value).toBe('secret');
  });

  it('empties the secret fields once they are stored, and only then', async () => {
    answer.mockResolvedValue({ ok: true, value: ANSWER });
    const { type, onSaved } = show();
    type('Site', 'na.myconnectwise.net');
    type('Private key', 'secret');
    fireEvent.click(screen.getByText('Test connection'));
    await screen.findByText(/answers at api-na/);
    expect(field('Private key').value).toBe('secret');
    fireEvent.click(screen.getByText('Save'));
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    expect(field('Private key').value).toBe('');
  });

  it('hides the result as soon as the input changes', async () => {
    answer.mockResolvedValue({ ok: true, value: ANSWER });
    const { type } = show();
    fireEvent.click(screen.getByText('Test connection'));
    await screen.findByText(/answers at api-na/);
    type('Company ID', 'other');
    expect(screen.queryByText(/answers at api-na/)).toBeNull();
  });

  it('requests access to an on-premise host only, and stops when the user denies it', async () => {
    answer.mockResolvedValue({ ok: true, value: ANSWER });
    const { type, requestHost } = show(vi.fn(async () => false));
    type('Site', 'cw.msp.example/v4_6_release');
    fireEvent.click(screen.getByText('Test connection'));
    await screen.findByText(/was not allowed to reach cw.msp.example/);
    expect(requestHost).toHaveBeenCalledExactlyOnceWith('cw.msp.example');
    expect(answer).not.toHaveBeenCalled();
    type('Site', 'https://eu.myconnectwise.net');
    fireEvent.click(screen.getByText('Test connection'));
    await waitFor(() => expect(answer).toHaveBeenCalledOnce());
    expect(requestHost).toHaveBeenCalledOnce();
  });

  it('requests access to the host that the last answer named, on the next click and first in it', async () => {
    const failure = {
      code: 'host-permission' as const,
      message: 'The REST API of this ConnectWise is at rest.other.example.',
      nextStep: 'Click again.',
      value: 'rest.other.example',
    };
    answer.mockResolvedValueOnce({ ok: false, failure }).mockResolvedValue({ ok: true, value: ANSWER });
    const allowed = { value: false };
    const requestHost = vi.fn(async (hostname: string) => hostname === 'cw.msp.example' || allowed.value);
    const { type } = show(requestHost);
    type('Site', 'cw.msp.example');
    fireEvent.click(screen.getByText('Test connection'));
    await screen.findByText(/is at rest.other.example/);
    expect(requestHost.mock.calls).toEqual([['cw.msp.example']]);

    fireEvent.click(screen.getByText('Test connection'));
    expect(requestHost.mock.calls.at(-1), 'before anything else is waited for').toEqual(['rest.other.example']);
    await screen.findByText(/was not allowed to reach rest.other.example/);
    expect(answer).toHaveBeenCalledOnce();

    allowed.value = true;
    fireEvent.click(screen.getByText('Test connection'));
    expect(requestHost.mock.calls.at(-1)).toEqual(['rest.other.example']);
    await screen.findByText(/answers at api-na/);
  });

  it('names each missing right', async () => {
    answer.mockResolvedValue({
      ok: true,
      value: {
        ...ANSWER,
        missingRights: [
          {
            code: 'missing-right',
            message: 'The API member may not read agreements.',
            nextStep: 'Set Finance › Agreements to Inquire All.',
          },
        ],
      },
    });
    show();
    fireEvent.click(screen.getByText('Test connection'));
    expect(await screen.findByText('The API member may not read agreements.')).toBeTruthy();
  });
});
