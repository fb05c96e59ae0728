import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DiagnosticsSection } from '../../../components/options/diagnostics-section.tsx';
import { taughtFile } from '../../../components/options/taught-file.ts';
import type { TaughtSelector } from '../../../lib/domain/in-page-config.ts';
import type { ScreenReport } from '../../../lib/domain/page-report.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

const REPORT: ScreenReport = {
  screen: 'agreement-addition',
  sure: true,
  fields: [
    { field: 'serialNumber', found: 'label' },
    { field: 'unitPrice', found: 'ambiguous' },
  ],
  failures: ['“Unit Price” was found more than once.'],
  features: [
    { id: 'addition-check', state: 'failed', error: 'boom' },
    { id: 'company-panel', state: 'off' },
  ],
};
const TAUGHT: TaughtSelector = {
  field: 'managedId',
  screen: null,
  site: 'na.myconnectwise.net',
  taughtAt: '2026-11-22T08:00:00.000Z',
  labels: ['Geräte-ID'],
  classes: ['cw_device'],
};

function keep(inPage: Partial<Settings['inPage']> = {}, more: Record<string, unknown> = {}) {
  const kept = { settings: { ...DEFAULT_SETTINGS, inPage: { ...DEFAULT_SETTINGS.inPage, ...inPage } } };
  answers({
    'settings.read': () => kept.settings,
    'settings.save': ({ settings }: { settings: Partial<Settings> }) => {
      kept.settings = { ...kept.settings, ...settings };
      return kept.settings;
    },
    'policy.view': {},
    'tabs.list': [
      { tabId: 3, title: 'First' },
      { tabId: 7, title: 'Second' },
    ],
    'tab.check': REPORT,
    'tab.diagnose': { text: 'screen: agreement-addition' },
    'tab.teach': null,
    ...more,
  });
  return kept;
}

describe('Diagnostics of a tab', () => {
  it('starts with the tab of the address, and shows fields, features and the last error', async () => {
    keep();
    render(<DiagnosticsSection visible={true} tabId={7} />);
    const card = await screen.findByRole('region', { name: 'An open tab' });
    await within(card).findByText('Agreement addition, 1 of 2 fields found.');
    expect(within(card).getByLabelText<HTMLSelectElement>('ConnectWise tab').value).toBe('7');
    expect(sent('tab.check')).toEqual([{ tabId: 7 }]);
    expect(card.textContent).toContain('SerialNumberby its label');
    expect(card.textContent).toContain('Unit Pricefound more than once, skipped');
    expect(card.textContent).toContain('Agreement addition while typingFailedboom');
    expect(card.textContent).toContain('Company panelSwitched off');
  });

  it.each(['connectWise', 'portal'] as const)('calls no feature running without %s', async (missing) => {
    const running = { ...REPORT, features: [{ id: 'company-panel', state: 'running' }] };
    const ok = { state: 'ok' };
    const states = { connectWise: ok, portal: ok };
    keep(
      {},
      { 'tab.check': running, 'connection.view': { states: { ...states, [missing]: { state: 'not-connected' } } } },
    );
    const { unmount } = render(<DiagnosticsSection visible={true} tabId={7} />);
    await screen.findByText('Waiting for a connection');
    expect(screen.queryByText('Running')).toBeNull();
    unmount();
    keep({}, { 'tab.check': running, 'connection.view': { states } });
    render(<DiagnosticsSection visible={true} tabId={7} />);
    await screen.findByText('Running');
  });

  it('starts with the last used tab where the one of the address is closed, and follows the choice', async () => {
    keep();
    render(<DiagnosticsSection visible={true} tabId={99} />);
    const choice = await screen.findByLabelText<HTMLSelectElement>('ConnectWise tab');
    expect(choice.value).toBe('3');
    await waitFor(() => expect(sent('tab.check')).toEqual([{ tabId: 3 }]));
    fireEvent.change(choice, { target: { value: '7' } });
    await waitFor(() => expect(sent('tab.check')).toEqual([{ tabId: 3 }, { tabId: 7 }]));
  });

  it('shows what to do where no tab shows ConnectWise, or the script is missing there', async () => {
    keep({}, { 'tabs.list': [] });
    const { unmount } = render(<DiagnosticsSection visible={true} tabId={undefined} />);
    expect(await screen.findByText(/No tab shows ConnectWise/)).toBeTruthy();
    unmount();
    keep({}, { 'tab.check': null });
    render(<DiagnosticsSection visible={true} tabId={undefined} />);
    expect(await screen.findByText(/Load the page there again/)).toBeTruthy();
  });

  it('shows the report of a screen to read and to copy', async () => {
    keep();
    const writeText = vi.fn(async () => {});
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({ writeText } as unknown as Clipboard);
    render(<DiagnosticsSection visible={true} tabId={7} />);
    fireEvent.click(await screen.findByText('Diagnose this screen'));
    const area = await screen.findByLabelText<HTMLTextAreaElement>('Report');
    expect(area.value).toBe('screen: agreement-addition');
    expect(area.readOnly).toBe(true);
    fireEvent.click(screen.getByText('Copy'));
    expect(await screen.findByText('Copied.')).toBeTruthy();
    expect(writeText).toHaveBeenCalledWith('screen: agreement-addition');
  });
});

describe('taught fields', () => {
  it('are listed with names, site and date, and deleted one by one', async () => {
    const kept = keep({ taught: [TAUGHT, { ...TAUGHT, site: 'eu.myconnectwise.net' }] });
    render(<DiagnosticsSection visible={true} tabId={undefined} />);
    const list = await screen.findByRole('list', { name: 'List of taught fields' });
    expect(list.textContent).toContain('“Geräte-ID”, .cw_device');
    fireEvent.click(within(list).getByRole('button', { name: 'Delete Managed ID on na.myconnectwise.net' }));
    await waitFor(() => expect(kept.settings.inPage.taught.map(({ site }) => site)).toEqual(['eu.myconnectwise.net']));
  });

  it('are added to what is known by then, and a wrong file changes nothing', async () => {
    const kept = keep({ taught: [{ ...TAUGHT, site: 'eu.myconnectwise.net' }] });
    render(<DiagnosticsSection visible={true} tabId={undefined} />);
    const input = await screen.findByLabelText('File with taught fields');
    const choose = (text: string) =>
      fireEvent.change(input, { target: { files: [new File([text], 'taught.json', { type: 'application/json' })] } });
    choose('{');
    expect(await screen.findByText('The file is not JSON.')).toBeTruthy();
    expect(sent('settings.save')).toEqual([]);
    choose(taughtFile([TAUGHT]));
    expect(await screen.findByText('1 field imported from taught.json.')).toBeTruthy();
    expect(kept.settings.inPage.taught).toHaveLength(2);
  });
});

describe('names of fields', () => {
  const open = async () => {
    fireEvent.click(await screen.findByText('Add names'));
    return screen.findByRole('form', { name: 'Names of a field' });
  };
  const type = (form: HTMLElement, label: string, value: string) =>
    fireEvent.input(within(form).getByLabelText(label), { target: { value } });

  it('are stored per field, one a line, without losing what another tab taught', async () => {
    const kept = keep({ selectors: { product: { labels: ['Produkt'] } } });
    render(<DiagnosticsSection visible={true} tabId={undefined} />);
    const form = await open();
    type(form, 'Label texts, one a line', 'Geräte-ID\n\n  Kennung ');
    type(form, 'Class names, one a line', '.cw_device');
    kept.settings = { ...kept.settings, inPage: { ...kept.settings.inPage, taught: [TAUGHT] } };
    fireEvent.submit(form);
    await waitFor(() =>
      expect(kept.settings.inPage).toEqual({
        featuresOff: [],
        taught: [TAUGHT],
        selectors: {
          product: { labels: ['Produkt'] },
          managedId: { labels: ['Geräte-ID', 'Kennung'], classes: ['cw_device'] },
        },
      }),
    );
  });

  it('that are wrong are refused with field, value and next step; no input is lost', async () => {
    keep();
    render(<DiagnosticsSection visible={true} tabId={undefined} />);
    const form = await open();
    type(form, 'Class names, one a line', 'cw device');
    fireEvent.submit(form);
    expect(form.textContent).toContain('Managed ID: “cw device” is not a class name. Type one class name a line');
    expect(within(form).getByLabelText<HTMLTextAreaElement>('Class names, one a line').value).toBe('cw device');
    expect(sent('settings.save')).toEqual([]);
  });

  it('that a policy defines are shown and cannot be changed here', async () => {
    keep({}, { 'policy.view': { selectors: { product: { labels: ['Artikel'] } } } });
    render(<DiagnosticsSection visible={true} tabId={undefined} />);
    const list = await screen.findByRole('list', { name: 'Fields with names of their own' });
    await waitFor(() => expect(list.textContent).toBe('Product“Artikel” policy'));
    expect(within(list).queryByRole('button')).toBeNull();
  });
});
