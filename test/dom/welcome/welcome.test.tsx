import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WelcomeApp } from '../../../components/welcome/welcome-app.tsx';
import { setupReport } from '../../support/builders/setup-reports.ts';
import { answers, worker } from '../options/worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const CONNECTWISE = {
  siteUrl: 'na.myconnectwise.net',
  site: 'na.myconnectwise.net',
  companyId: 'acme',
  publicKey: 'public-1',
  hasPrivateKey: true,
  hasClientId: true,
};
const PORTAL = { kind: 'efs-portal', baseUrl: 'https://portal.example.com', hasKey: true };
const OK = { state: 'ok', tenant: 'na.myconnectwise.net/acme' };
const NONE = { state: 'not-connected' };
const SYNCED = {
  id: 'b',
  state: 'done',
  startedAt: '2026-11-30T10:00:00.000Z',
  finishedAt: '2026-11-30T10:01:00.000Z',
  total: 3,
  done: 3,
  updated: 2,
  unchanged: 1,
  needsUser: 0,
  notLinked: 0,
};
const REVIEW = { mode: 'review', chosen: {}, fixed: {}, automatic: {}, written: {}, waiting: {}, preview: null };

/** The world as far as the user has come. */
function world({ connectWise = false, portal = false, mode = 'review', sync = null as object | null } = {}) {
  answers({
    'connection.view': {
      connectWise: connectWise ? CONNECTWISE : null,
      portal: portal ? PORTAL : null,
      states: { connectWise: connectWise ? OK : NONE, portal: portal ? { state: 'ok', kind: 'efs-portal' } : NONE },
    },
    'consent.view': { ...REVIEW, mode },
    'bulk-sync.view': sync,
    'setup.report': setupReport(),
    'links.list': { rows: [], total: 0, counts: {}, exact: 0, byManagedId: true },
    'boards.list': [],
    'connection.connectwise.save': {
      site: 'na.myconnectwise.net',
      apiHost: 'api-na.myconnectwise.net',
      version: 'v2025.1',
      member: 'm',
      cleaned: [],
      missingRights: [],
    },
  });
}

const show = () => render(<WelcomeApp requestHost={async () => true} />);
const stateOf = async (title: string) => {
  const heading = await screen.findByRole('heading', { level: 2, name: title });
  return heading.closest('section')?.getAttribute('data-state');
};

beforeEach(() => {
  worker.mockReset();
  localStorage.clear();
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(() => {
  cleanup();
  location.hash = '';
});

describe('the welcome page', () => {
  it('begins with both forms and what each field needs; what to sync comes later', async () => {
    world();
    show();
    expect(await stateOf('Connect ConnectWise')).toBe('open');
    expect(await stateOf('Connect the backup portal')).toBe('open');
    expect(await stateOf('Choose what to sync')).toBe('waits');
    screen.getByRole('form', { name: 'ConnectWise' });
    screen.getByRole('form', { name: 'Backup portal' });
    screen.getByText('Connect ConnectWise and the backup portal first.');
    screen.getByText(/System › Members › API Members › New item/);
  });

  it('shows what is done when it is opened again, folded, and lets it be changed', async () => {
    world({ connectWise: true });
    show();
    expect(await stateOf('Connect ConnectWise')).toBe('done');
    screen.getByText('Connected to na.myconnectwise.net/acme');
    expect(screen.queryByRole('form', { name: 'ConnectWise' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Change: Connect ConnectWise' }));
    screen.getByRole('form', { name: 'ConnectWise' });
  });

  it('goes to the next step once one is done, and leaves its answer in place', async () => {
    world();
    show();
    await stateOf('Connect ConnectWise');
    world({ connectWise: true });
    fireEvent.click(screen.getAllByText('Save')[0] ?? document.body);
    await waitFor(async () => expect(await stateOf('Connect ConnectWise')).toBe('done'));
    screen.getByText(/^Saved\. ConnectWise v2025\.1/);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Connect the backup portal'));
  });

  it('leaves the focus where the user went before a step was done', async () => {
    world();
    show();
    await stateOf('Connect ConnectWise');
    const field = screen.getByLabelText('Portal');
    field.focus();
    world({ connectWise: true });
    fireEvent.click(screen.getAllByText('Save')[0] ?? document.body);
    await waitFor(async () => expect(await stateOf('Connect ConnectWise')).toBe('done'));
    screen.getByText(/^Saved\. ConnectWise v2025\.1/);
    expect(document.activeElement).toBe(field);
  });

  it('offers what to sync once both sides are connected', async () => {
    world({ connectWise: true, portal: true });
    show();
    expect(await stateOf('Choose what to sync')).toBe('open');
    await screen.findByText('There is no management solution named eFolder.');
    screen.getByRole('heading', { name: 'Linked companies' });
    screen.getByRole('region', { name: 'Automatic sync' });
  });

  it('follows a link of a check to its place on this page, and leaves the focus there', async () => {
    world({ connectWise: true, portal: true });
    show();
    await stateOf('Choose what to sync');
    for (const [place, heading] of [
      ['tickets', 'Choose the board for tickets'],
      ['connections', 'Connect ConnectWise'],
    ]) {
      location.hash = `#${place}`;
      dispatchEvent(new Event('hashchange'));
      await waitFor(() => expect(document.activeElement?.textContent).toBe(heading));
    }
    history.replaceState(null, '', location.pathname);
  });

  it('ends with the result of the first sync and what is next', async () => {
    world({ connectWise: true, portal: true, mode: 'automatic', sync: SYNCED });
    show();
    await screen.findByText('First sync done: 2 customers updated, 1 with nothing to change.');
    expect(await stateOf('Choose what to sync')).toBe('done');
    expect(screen.getByRole('link', { name: 'Approvals' }).getAttribute('href')).toBe('/options.html#approvals');
  });
});
