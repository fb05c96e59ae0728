import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AboutSection } from '../../../components/options/about-section.tsx';
import { saveFile } from '../../../components/ui/save-file.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import type { SettingsImportView } from '../../../lib/messages/protocol.ts';
import type { Failure } from '../../../lib/shared/errors.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
vi.mock('../../../components/ui/save-file.ts', () => ({ saveFile: vi.fn() }));

beforeEach(() => {
  worker.mockReset();
  vi.mocked(saveFile).mockClear();
});
afterEach(cleanup);

const TENANT = 'na.myconnectwise.net/acme';
const OTHER = 'eu.myconnectwise.net/other';
const VIEW: SettingsImportView = {
  exportedAt: '2026-11-28T10:00:00.000Z',
  fileTenant: TENANT,
  tenant: TENANT,
  changes: [],
  leftOut: [],
  ownTitles: {},
  moreLeftOut: 0,
  seen: 'digest-1',
};
const TWO: SettingsImportView = {
  ...VIEW,
  changes: [
    { path: 'prefix', before: 'EFS', after: 'ABC' },
    { path: 'silentDays', before: 30, after: 7 },
  ],
};

const card = () => within(screen.getByRole('region', { name: 'Settings file' }));
const click = (name: string) => fireEvent.click(card().getByRole('button', { name }));
const choose = (text: string, name = 'settings.json') => {
  const input = screen.getByLabelText('Settings file to import');
  Object.defineProperty(input, 'files', { value: [new File([text], name)], configurable: true });
  fireEvent.change(input);
};
async function previewed(view: SettingsImportView, more: Record<string, unknown> = {}) {
  answers({ 'settings.preview-import': view, ...more });
  render(<AboutSection version="1.0" />);
  choose('{"the":"file"}');
  return within(await screen.findByRole('region', { name: 'Preview of settings.json' }));
}
const rowsOf = (preview: { getAllByRole: (role: string) => HTMLElement[] }) =>
  preview
    .getAllByRole('row')
    .slice(1)
    .map((row) => {
      const [setting, before, after] = [...row.children].map((cell) =>
        [...cell.querySelectorAll('div')].length > 0
          ? [...cell.querySelectorAll('div')].map(({ textContent }) => textContent).join(' | ')
          : cell.textContent,
      );
      return [setting, before, after];
    });

describe('Export settings', () => {
  it('saves what the worker answers as a JSON file with the day in its name, and names it', async () => {
    answers({ 'settings.export': { text: '{"format":"x"}\n' } });
    render(<AboutSection version="1.0" />);
    click('Export settings');
    const notice = await screen.findByText(
      /^The settings are saved as backup-bridge-settings-\d{4}-\d\d-\d\d\.json\.$/,
    );
    expect(notice).toBeTruthy();
    expect(vi.mocked(saveFile).mock.calls).toEqual([
      [expect.stringMatching(/^backup-bridge-settings-.*\.json$/), 'application/json', ['{"format":"x"}\n']],
    ]);
  });

  it('says why when it fails, and saves nothing', async () => {
    answers({});
    render(<AboutSection version="1.0" />);
    click('Export settings');
    expect(await screen.findByText(DOWN.message)).toBeTruthy();
    expect(saveFile).not.toHaveBeenCalled();
  });
});

describe('Import settings', () => {
  it('shows each setting with its page, its label there, and the old and the new value in words', async () => {
    const rule = DEFAULT_SETTINGS.rules[0];
    const preview = await previewed({
      ...VIEW,
      ownTitles: { 'own:dtc': 'Direct-to-Cloud servers' },
      changes: [
        { path: 'prefix', before: 'EFS', after: 'ABC' },
        { path: 'roundingOf.own:dtc', after: 'whole-units-up' },
        { path: 'silentDays', before: 30, after: 7 },
        { path: 'health.limits.server', before: 26, after: 48 },
        { path: 'notices.noBackup.server', before: null, after: { afterDays: 3, everyDays: 7 } },
        { path: 'notices.diskUsage.desktop', before: { over: 500, everyDays: 1 }, after: null },
        { path: 'syncedParts.invoiceDescriptions', before: false, after: true },
        { path: 'products.online-bdr', before: { id: 4, identifier: 'BDR' } },
        { path: 'rules', before: DEFAULT_SETTINGS.rules, after: [rule] },
        { path: 'tickets.board', before: null, after: { id: 3, name: 'Backup' } },
        {
          path: 'tickets.choices.error/server',
          after: { priority: { id: 1, name: 'High' }, type: null, subType: null },
        },
        { path: 'role', before: 'syncer', after: 'viewer' },
        { path: 'inPage.featuresOff', before: [], after: ['ticket-guard'] },
      ],
    });
    expect(preview.getByText(/^Exported .*2026.*, from na\.myconnectwise\.net\/acme\.$/)).toBeTruthy();
    expect(rowsOf(preview)).toEqual([
      ['Prefix of EFS ids Services & products', 'EFS', 'ABC'],
      ['Rounding of Direct-to-Cloud servers Services & products', 'As set above', 'Up to whole units'],
      ['Devices without a backup count as parked after Services & products', '30 days', '7 days'],
      ['Backup health: Servers Services & products', '26 hours', '48 hours'],
      ['No backup: Servers Notification rules', 'off', 'After 3 days, again every 7 days'],
      ['Total disk usage: Workstations Notification rules', 'More than 500, again every 1 day', 'off'],
      ['Update invoice descriptions Services & products', 'Off', 'On'],
      ['Product for ShadowProtect BDR Storage Services & products', 'BDR (id 4)', 'No product: nothing is billed'],
      [
        'Notification rules Notification rules',
        'Synchronize with ConnectWise for every event of every type. | and 1 entry as before',
        'None | and 1 entry as before',
      ],
      ['Board of new tickets Tickets', 'No board: tickets are off', 'Backup (id 3)'],
      ['Priority and type: Errors, Servers Tickets', 'ConnectWise’s default', 'Priority High (id 1)'],
      ['Role Connections', 'Syncs to ConnectWise', 'Only reads (viewer)'],
      ['Features, off In ConnectWise', 'None', 'Service ticket'],
    ]);
    expect(card().getByRole('button', { name: 'Import 13 settings' })).toBeTruthy();
    expect(sent('settings.preview-import')).toEqual([{ text: '{"the":"file"}' }]);
    expect(sent('settings.import')).toEqual([]);
  });

  it('never shows two different values with the same words', async () => {
    const own = { id: 'own:a', title: 'Servers', deduct: 0 };
    const preview = await previewed({
      ...VIEW,
      changes: [{ path: 'ownServices', before: [own], after: [{ ...own, deduct: 5 }] }],
    });
    const [[, before, after] = []] = rowsOf(preview);
    expect(before).toContain('"deduct":0');
    expect(after).toContain('"deduct":5');
  });

  it('names what is left out, each with its reason', async () => {
    const preview = await previewed({
      ...TWO,
      fileTenant: OTHER,
      leftOut: [
        { path: 'automatic', reason: 'consent' },
        {
          path: 'tickets.quietHours',
          reason: 'not-valid',
          value: '9999',
          nextStep: 'Set tickets.quietHours to a number.',
        },
        { path: 'role', reason: 'locked', given: 'viewer' },
        { path: 'tickets.board', reason: 'other-tenant', given: { id: 3, name: 'Backup' } },
      ],
      moreLeftOut: 30,
    });
    expect(preview.getByText('34 settings are left out')).toBeTruthy();
    expect(preview.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'automaticAutomatic sync is turned on in each browser, under Connections. ',
      'After how many hours: 9999Not valid. Set tickets.quietHours to a number.',
      'Role: Only reads (viewer)Set by your administrator. ',
      `Board of new tickets: Backup (id 3)Records of ${OTHER}; this browser is connected to ${TENANT}. Choose them on their pages. `,
    ]);
    expect(preview.getByText('30 more parts are left out and not listed.')).toBeTruthy();
  });

  it('has nothing to import where nothing differs, and says so where all is left out', async () => {
    const preview = await previewed(VIEW);
    expect(preview.getByText(/There is nothing to import/)).toBeTruthy();
    expect(card().queryByRole('button', { name: /^Import \d/ })).toBeNull();
    cleanup();
    const other = await previewed({ ...VIEW, leftOut: [{ path: 'role', reason: 'locked', given: 'viewer' }] });
    expect(other.getByText(/Nothing in this file can be imported/)).toBeTruthy();
  });

  it('changes nothing when cancelled', async () => {
    await previewed(TWO);
    click('Cancel');
    expect(screen.queryByRole('region', { name: 'Preview of settings.json' })).toBeNull();
    expect(sent('settings.import')).toEqual([]);
  });

  it('imports what was shown, then can be undone: only what it changed is changed back', async () => {
    const before = { ...DEFAULT_SETTINGS, userName: 'Kim' };
    const after = { ...before, prefix: 'ABC', silentDays: 7 };
    await previewed(TWO, { 'settings.import': { before, after }, 'settings.save': before });
    click('Import 2 settings');
    expect(await screen.findByText('2 settings imported from settings.json.')).toBeTruthy();
    expect(sent('settings.import')).toEqual([{ text: '{"the":"file"}', seen: 'digest-1' }]);
    click('Undo import');
    expect(await screen.findByText('The import is undone: 2 settings changed back.')).toBeTruthy();
    expect(sent('settings.save')).toEqual([
      { before: { prefix: 'ABC', silentDays: 7 }, settings: { prefix: 'EFS', silentDays: 30 } },
    ]);
    expect(card().queryByRole('button', { name: 'Undo import' })).toBeNull();
  });

  it('shows the new preview with the reason where something changed since', async () => {
    await previewed(TWO);
    const conflict: Failure = { code: 'conflict', message: 'Changed since the preview.', nextStep: 'Look again.' };
    const newest = { ...TWO, changes: TWO.changes.slice(1), seen: 'digest-2' };
    worker.mockImplementation((async (name: string) =>
      name === 'settings.import' ? { ok: false, failure: conflict } : { ok: true, value: newest }) as never);
    click('Import 2 settings');
    expect(await screen.findByRole('button', { name: 'Import 1 setting' })).toBeTruthy();
    expect(screen.getByText('Changed since the preview.')).toBeTruthy();
  });

  it('keeps the preview when importing fails, and the undo when undoing fails', async () => {
    await previewed(TWO);
    click('Import 2 settings');
    expect(await screen.findByText(DOWN.message)).toBeTruthy();
    const after = { ...DEFAULT_SETTINGS, prefix: 'ABC' };
    answers({ 'settings.import': { before: DEFAULT_SETTINGS, after } });
    click('Import 2 settings');
    await screen.findByText(/imported from settings\.json/);
    const busy: Failure = { code: 'busy', message: 'x', nextStep: 'x', field: 'prefix' };
    worker.mockImplementation((async () => ({ ok: false, failure: busy })) as never);
    click('Undo import');
    expect(
      await screen.findByText('The import was not undone: the prefix of EFS ids was changed after it.'),
    ).toBeTruthy();
    expect(card().getByRole('button', { name: 'Undo import' })).toBeTruthy();
  });

  it('says why a file is refused: by the worker, or over 1 MB without reading it', async () => {
    answers({});
    render(<AboutSection version="1.0" />);
    choose('no JSON');
    expect(await screen.findByText(DOWN.message)).toBeTruthy();
    worker.mockClear();
    choose('x'.repeat(1_000_001));
    expect(await screen.findByText(/larger than 1 MB/)).toBeTruthy();
    expect(screen.queryByText(DOWN.message)).toBeNull();
    expect(sent('settings.preview-import')).toEqual([]);
  });
});
