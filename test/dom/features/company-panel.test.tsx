import { afterEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_IN_PAGE_CONFIG, type PanelMemory } from '../../../lib/domain/in-page-config.ts';
import { order } from '../../support/builders/company-views.ts';
import { answers, company, companyFindings, companyPage } from '../../support/builders/page-facts.ts';
import type { Answers } from '../../support/played-worker.ts';
import { additionForm, banner, grid, layOut } from '../host/page.ts';
import { hashOf, runFeatures } from './in-page.tsx';

let page: ReturnType<typeof runFeatures>;
let undo = (): void => {};
function open(html: string, played: Answers = answers, panel: PanelMemory = { open: {} }) {
  undo();
  undo = layOut();
  document.body.innerHTML = html;
  page = runFeatures(played, hashOf(101, 201), { ...EMPTY_IN_PAGE_CONFIG, panel });
}
afterEach(() => {
  page.stop();
  undo();
  document.body.innerHTML = '';
  vi.useRealTimers();
});

const agreementPage = (...parts: string[]) =>
  banner("Managed Services for Eddie's TV Repair", ['Agreement Maintenance']) + parts.join('');
const managedIds = grid(
  ['Solution', 'Managed ID', 'Agreement', 'Device Type'],
  [['eFolder', 'EFS-342', '', 'Backup Stats']],
);
const shape = () => page.root()?.querySelector('.panel')?.className.split('panel-')[1];
const badge = () => page.root()?.querySelector('.badge')?.textContent;
const tab = () => page.root()?.querySelector<HTMLElement>('.tab');
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('company-panel', () => {
  it('opens by itself on the screen of a company, and sends each request once', async () => {
    open(companyPage());
    await vi.waitFor(() => expect(page.root()?.querySelector('.panel-open iframe')).toBeTruthy());
    for (let i = 0; i < 5; i += 1) page.look();
    await settled();
    expect(page.names().toSorted()).toEqual(['company.findings', 'company.recognize', 'panel.open', 'panel.show']);
    expect(page.asked[0]?.input).toEqual({ site: location.host, recordIds: [101, 201], banner: "Eddie's TV Repair" });
    expect(page.shown()).toEqual({
      record: { kind: 'company', ...company },
      onScreen: { entries: false, agreementIds: [] },
    });
  });

  it('opens there also where all is correct', async () => {
    open(companyPage(), { ...answers, 'company.findings': () => companyFindings([]) });
    await vi.waitFor(() => expect(page.names()).toContain('company.findings'));
    await settled();
    expect(shape()).toBe('open');
  });

  it.each([
    ['an agreement’s additions', agreementPage(grid(['Product ID', 'Serial #', 'Quantity', 'Effective'], []))],
    ['the form of an addition', agreementPage(additionForm())],
  ])('is a tab with the number of findings on %s, and reads nothing for the panel', async (_, html) => {
    open(html);
    await vi.waitFor(() => expect(badge()).toBe('2'));
    await settled();
    expect(shape()).toBe('closed');
    expect(page.names()).not.toContain('panel.open');
    expect(page.root()?.querySelector('iframe')).toBeNull();
    tab()?.click();
    await vi.waitFor(() => expect(page.root()?.querySelector('.panel-open iframe')).toBeTruthy());
    expect(page.shown()?.record).toEqual({ kind: 'company', ...company });
  });

  it('names on the tab the worst of backups and findings, and counts again after a run', async () => {
    const played: Answers = { ...answers };
    open(agreementPage(additionForm()), played);
    await vi.waitFor(() => expect(tab()?.textContent).toContain(': Error'));
    expect(badge()).toBe('2');
    played['company.findings'] = () => companyFindings([order]);
    await page.tell('changed');
    await vi.waitFor(() => expect(badge()).toBe('1'));
  });

  it('shows the panel what ConnectWise’s own screen shows', async () => {
    open(companyPage() + managedIds);
    await vi.waitFor(() => expect(page.shown()?.onScreen).toEqual({ entries: true, agreementIds: [] }));
    document.body.innerHTML = companyPage();
    page.look();
    await vi.waitFor(() => expect(page.shown()?.onScreen).toEqual({ entries: false, agreementIds: [] }));
  });

  it('names the agreement whose additions are shown', async () => {
    open(agreementPage(additionForm()), answers, { open: {}, pinned: true });
    await vi.waitFor(() => expect(page.shown()?.onScreen).toEqual({ entries: false, agreementIds: [101, 201] }));
  });

  it.each([
    ['the worker does not recognise the company', { ...answers, 'company.recognize': () => null }],
    ['nothing is connected', {}],
  ])('shows nothing when %s', async (_, played) => {
    open(companyPage(), played);
    await vi.waitFor(() => expect(page.names()).toEqual(['company.recognize']));
    await settled();
    expect(page.text()).toBe('');
    expect(page.root()?.querySelector('.panel')).toBeFalsy();
    expect(page.names()).toEqual(['company.recognize']);
    expect(page.error).not.toHaveBeenCalled();
  });

  it('appears by itself once the connection exists', async () => {
    vi.useFakeTimers();
    const played: Answers = {};
    open(companyPage(), played);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(page.root()?.querySelector('.panel')).toBeFalsy();
    Object.assign(played, answers);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(page.root()?.querySelector('.panel')).toBeTruthy();
  });

  it('sends no request on an unknown screen', () => {
    open(banner('Service Ticket #26251 - no backup', ['Service Board List']));
    expect(page.names()).not.toContain('company.recognize');
    document.body.innerHTML = companyPage();
    page.look();
    expect(page.names()).toContain('company.recognize');
  });

  it('ignores an answer that arrives after the record was closed', async () => {
    const { promise, resolve: answer } = Promise.withResolvers<unknown>();
    open(companyPage(), { ...answers, 'company.recognize': () => promise });
    expect(page.names()).toContain('company.recognize');
    page.go(hashOf());
    answer(company);
    await settled();
    expect(page.text()).toBe('');
    expect(page.names()).toEqual(['company.recognize']);
  });
});

describe('what the user chose', () => {
  it('overrides what would be useful, also after a reload', async () => {
    open(companyPage(), answers, { open: { record: false } });
    await vi.waitFor(() => expect(shape()).toBe('closed'));
    page.stop();
    open(companyPage(), answers, { open: { record: true } });
    await vi.waitFor(() => expect(shape()).toBe('open'));
  });

  it('is stored on the screen of a company, with the width that was set', async () => {
    open(companyPage(), answers, { open: { record: false }, width: 420 });
    await vi.waitFor(() => expect(shape()).toBe('closed'));
    tab()?.click();
    expect(page.remembered).toEqual([{ open: { record: true }, width: 420 }]);
    await vi.waitFor(() => expect(shape()).toBe('open'));
    expect(page.root()?.querySelector<HTMLElement>('.panel')?.style.width).toBe('420px');
  });

  it('is not stored beside a form', async () => {
    open(agreementPage(additionForm()));
    await vi.waitFor(() => expect(shape()).toBe('closed'));
    tab()?.click();
    await vi.waitFor(() => expect(shape()).toBe('open'));
    expect(page.remembered).toEqual([]);
  });

  it('keeps a pinned panel open on every screen', async () => {
    open(agreementPage(additionForm()), answers, { open: { record: false }, pinned: true });
    await vi.waitFor(() => expect(shape()).toBe('open'));
  });
});
