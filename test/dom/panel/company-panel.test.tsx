import { afterEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_IN_PAGE_CONFIG, type PanelMemory } from '../../../lib/domain/in-page-config.ts';
import { companyView } from '../../support/builders/company-views.ts';
import { answers, companyPage } from '../../support/builders/page-facts.ts';
import { type Answers, hashOf, runFeatures } from '../features/in-page.tsx';
import { additionForm, banner, layOut } from '../host/page.ts';

const well: Answers = { ...answers, 'company.view': () => companyView({ findings: [] }) };
const days: Answers = {
  'company.history': () => ({
    days: ['2026-11-20', '2026-11-21'],
    accounts: [{ efsId: 'EFS-342', accountId: 'ETV-Primary', name: 'ETV-Primary', cells: ['ok', 'error'] }],
  }),
};

let page: ReturnType<typeof runFeatures>;
let undo = (): void => {};

function open(html: string, played: Answers, panel: PanelMemory = { open: {} }) {
  undo = layOut();
  document.body.innerHTML = html;
  page = runFeatures(played, hashOf(101, 201), { ...EMPTY_IN_PAGE_CONFIG, panel });
}
afterEach(() => {
  page.stop();
  undo();
  document.body.innerHTML = '';
});
const shape = () => page.root()?.querySelector('.panel')?.className.split('panel-')[1];
const loaded = () => vi.waitFor(() => expect(page.root()?.querySelector('.panel')).toBeTruthy());
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const asked = (name: string) => page.names().filter((other) => other === name).length;

describe('what the user chose', () => {
  it('overrides what would be useful, also after a reload', async () => {
    open(companyPage(), answers, { open: { record: false } });
    await loaded();
    await settled();
    expect(shape()).toBe('closed');
    page.stop();
    open(companyPage(), well, { open: { record: true } });
    await loaded();
    await settled();
    expect(shape()).toBe('open');
  });

  it('is stored separately for records and forms', async () => {
    open(companyPage(), well, { open: { form: true }, width: 420 });
    await loaded();
    page.root()?.querySelector<HTMLElement>('.tab')?.click();
    expect(page.remembered).toEqual([{ open: { record: true, form: true }, width: 420 }]);
    await vi.waitFor(() => expect(shape()).toBe('open'));
    expect(page.root()?.querySelector<HTMLElement>('.panel')?.style.width).toBe('420px');
  });

  it('opens it beside a form only where they chose so for forms', async () => {
    const form = banner("Managed Services for Eddie's TV Repair", ['Agreement Maintenance']) + additionForm();
    open(form, answers, { open: { record: true } });
    await loaded();
    await settled();
    expect(shape()).toBe('closed');
    page.stop();
    open(form, answers, { open: { record: false, form: true } });
    await vi.waitFor(() => expect(shape()).toBe('open'));
  });
});

describe('the days of the accounts', () => {
  it('are read once, when the panel is open, and again after a refresh', async () => {
    open(companyPage(), { ...well, ...days });
    await loaded();
    await settled();
    expect(asked('company.history')).toBe(0);
    page.root()?.querySelector<HTMLElement>('.tab')?.click();
    await vi.waitFor(() => expect(page.root()?.querySelector('.history svg')).toBeTruthy());
    for (let i = 0; i < 3; i += 1) page.look();
    page.press(page.root(), 'Collapse Backup Bridge');
    await vi.waitFor(() => expect(shape()).toBe('closed'));
    page.root()?.querySelector<HTMLElement>('.tab')?.click();
    await settled();
    expect(asked('company.history')).toBe(1);
    expect(page.asked.find(({ name }) => name === 'company.history')?.input).toEqual({
      companyId: 101,
      timeZone: 'UTC',
      days: 30,
    });
    page.press(page.root(), 'Refresh');
    await vi.waitFor(() => expect(asked('company.history')).toBe(2));
  });

  it('do not affect the rest when they cannot be read, and stay when only the next reading fails', async () => {
    const played: Answers = { ...answers };
    open(companyPage(), played);
    await vi.waitFor(() => expect(page.text()).toContain('The events of the last days could not be read.'));
    expect(page.text()).toContain('ETV-Primary');
    expect(page.root()?.querySelector('[role=alert]')).toBeNull();
    Object.assign(played, days);
    page.press(page.root(), 'Refresh');
    await vi.waitFor(() => expect(page.root()?.querySelector('.history svg')).toBeTruthy());
    delete played['company.history'];
    page.press(page.root(), 'Refresh');
    await settled();
    expect(asked('company.history')).toBe(3);
    expect(page.root()?.querySelector('.history svg')).toBeTruthy();
  });
});
