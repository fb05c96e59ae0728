import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../../lib/domain/finding.ts';
import { drift, order } from '../../support/builders/company-views.ts';
import { addition, answers, companyFindings, createTab, storedAddition } from '../../support/builders/page-facts.ts';
import { banner, grid } from '../host/page.ts';

const tab = createTab();
let page: ReturnType<typeof tab.open>;
afterEach(tab.close);

const HEADERS = ['Product ID', 'Serial #', 'Quantity', 'Effective'];
const BDR = ['ShadowProtect BDR Storage', 'EFS-342', '150.00', '1/1/2026'];
const FOX = ['ShadowProtect BDR Storage', 'EFS-355', '12.00', '1/1/2026'];
const stored = [
  storedAddition(7, 'EFS-342', { quantity: 150 }),
  storedAddition(8, 'EFS-355', { quantity: 12 }),
  storedAddition(9, '', { quantity: 1, cancelledDate: '2025-01-01T00:00:00Z' }),
];
const wrong: Finding = {
  ...drift,
  where: { ...drift.where, recordId: 7 },
  fix: { label: 'Write what was measured', changes: [] },
};
const list = (...rows: string[][]) =>
  banner("Managed Services for Eddie's TV Repair", ['Agreement Maintenance']) + grid(HEADERS, rows);
const open = (html: string, findings: Finding[] = [wrong, order]) => {
  page = tab.open(html, {
    ...answers,
    'company.findings': () => companyFindings(findings),
    'addition.context': () => ({ ...addition, agreementAdditions: stored }),
  });
};
const marks = () => [...(page.root()?.querySelectorAll<HTMLElement>('.row-mark-badge') ?? [])];
const popovers = () => [...(page.root()?.querySelectorAll<HTMLElement>('.row-findings') ?? [])];
const summary = () => page.root()?.querySelector('.bb-additions-list-summary')?.textContent;
const ready = () => vi.waitFor(() => expect(page.names()).toContain('addition.context'));
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('additions-list-check', () => {
  it('marks the row of each addition that has a finding, and counts them in one line', async () => {
    open(list(BDR, FOX));
    await vi.waitFor(() => expect(marks()).toHaveLength(1));
    expect(marks()[0]?.getAttribute('aria-label')).toContain('ShadowProtect BDR Storage, EFS-342: Warning: ');
    expect(summary()).toBe('1 of 3 additions has findings.');
  });

  it('opens the findings on a click, with their fix, and closes them with Escape', async () => {
    open(list(BDR, FOX));
    await vi.waitFor(() => expect(marks()).toHaveLength(1));
    marks()[0]?.click();
    await vi.waitFor(() => expect(popovers()).toHaveLength(1));
    expect(popovers()[0]?.textContent).toContain(wrong.message);
    marks()[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await vi.waitFor(() => expect(popovers()).toHaveLength(0));
    marks()[0]?.click();
    await vi.waitFor(() => expect(popovers()).toHaveLength(1));
    page.press(popovers()[0], 'Fix…');
    await vi.waitFor(() => expect(page.shown()).toMatchObject({ fix: { findingId: wrong.id } }));
  });

  it('shows the findings of at most one row', async () => {
    open(list(BDR, FOX), [wrong, { ...wrong, id: 'b', where: { ...wrong.where, recordId: 8 } }]);
    await vi.waitFor(() => expect(marks()).toHaveLength(2));
    marks()[0]?.click();
    marks()[1]?.click();
    await vi.waitFor(() => expect(popovers()).toHaveLength(1));
    expect(popovers()[0]?.getAttribute('aria-label')).toContain('EFS-355');
  });

  it('follows what a recycled row shows now', async () => {
    open(list(BDR, FOX));
    await vi.waitFor(() => expect(marks()).toHaveLength(1));
    const cells = [...document.querySelectorAll('tr.cw-ml-row:first-child td[cellindex] > div')];
    for (const [index, text] of FOX.entries()) cells[index + 1]?.replaceChildren(text);
    page.look();
    expect(marks()).toHaveLength(0);
    for (const [index, text] of BDR.entries()) cells[index + 1]?.replaceChildren(text);
    page.look();
    expect(marks()).toHaveLength(1);
  });

  it('removes the mark of a recycled row while it scrolls, before the next look', async () => {
    open(list(BDR, FOX));
    await vi.waitFor(() => expect(marks()).toHaveLength(1));
    document.querySelector('tr.cw-ml-row:first-child td[cellindex="2"] > div')?.replaceChildren('EFS-355');
    document.querySelector('.list-grid')?.dispatchEvent(new Event('scroll'));
    await vi.waitFor(() => expect(marks()).toHaveLength(0));
  });

  it('waits for a row that is filled late', async () => {
    open(list(['', '', '', ''], FOX));
    await ready();
    await settle();
    expect(marks()).toHaveLength(0);
    const cells = [...document.querySelectorAll('tr.cw-ml-row:first-child td[cellindex] > div')];
    for (const [index, text] of BDR.entries()) cells[index + 1]?.replaceChildren(text);
    page.look();
    expect(marks()).toHaveLength(1);
  });

  it('shows no mark where all is correct, or where the rows differ from the stored ones', async () => {
    open(list(BDR, FOX), [order]);
    await ready();
    await settle();
    expect(marks()).toHaveLength(0);
    expect(summary()).toBe('');
    tab.close();
    open(list([...BDR.slice(0, 2), '151.00', '1/1/2026']));
    await vi.waitFor(() => expect(summary()).toContain('1 of 3'));
    expect(marks()).toHaveLength(0);
  });

  it('does not redraw while nothing changes', async () => {
    open(list(BDR, FOX));
    await vi.waitFor(() => expect(marks()).toHaveLength(1));
    const root = page.root();
    const changed = vi.fn();
    const observer = new MutationObserver(changed);
    if (root) observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let i = 0; i < 10; i += 1) page.look();
    await settle();
    expect(changed).not.toHaveBeenCalled();
    observer.disconnect();
  });

  it('reads again after a write', async () => {
    open(list(BDR, FOX));
    await vi.waitFor(() => expect(marks()).toHaveLength(1));
    const reads = () => page.names().filter((name) => name === 'addition.context').length;
    expect(reads()).toBe(1);
    // A run of the panel ended: its frame says so through the worker.
    await page.tell('changed');
    await vi.waitFor(() => expect(reads()).toBe(2));
  });

  it('disappears with its list', async () => {
    open(list(BDR, FOX));
    await vi.waitFor(() => expect(marks()).toHaveLength(1));
    document.body.innerHTML = '';
    page.look();
    expect(page.root()?.querySelector('.row-mark')).toBeFalsy();
    expect(page.text()).not.toContain('findings.');
  });
});
