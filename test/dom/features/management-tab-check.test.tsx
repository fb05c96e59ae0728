import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ManagedIdEntry } from '../../../lib/domain/connectwise-records.ts';
import { ALL_MANAGED_IDS, type Finding } from '../../../lib/domain/finding.ts';
import { drift, order } from '../../support/builders/company-views.ts';
import { managedIdEntry } from '../../support/builders/managed-id-entry.ts';
import { answers, companyFindings, companyPage, createTab, managedIds } from '../../support/builders/page-facts.ts';
import { banner, grid } from '../host/page.ts';

const tab = createTab();
let page: ReturnType<typeof tab.open>;
const open: typeof tab.open = (...parts) => {
  page = tab.open(...parts);
  return page;
};
afterEach(tab.close);

const HEADERS = ['Solution', 'Managed ID', 'Agreement', 'Device Type'];
const ROWS = [
  ['eFolder', 'EFS-342', '', 'Backup Stats'],
  ['eFolder', 'EFS-342', '', 'Workstations and Servers'],
];
const entry = (id: number, deviceType: ManagedIdEntry['deviceType'], groupIdentifier = 'EFS-342'): ManagedIdEntry =>
  managedIdEntry({ id, companyId: 101, deviceType, groupIdentifier });
const entries = [entry(1, 'BackupStats'), entry(2, 'WorkstationsAndServers')];
const missing: Finding = {
  id: 'MID-MISSING/company/101////EFS-355',
  code: 'MID-MISSING',
  severity: 'error',
  where: { resource: 'company', companyId: 101 },
  message: 'EFS-355 has no entry for Backup Stats.',
  seen: [],
  expected: [],
  fix: { label: 'Add the missing entry for EFS-355', changes: [] },
};
const knowing = (stored: ManagedIdEntry[], findings: Finding[]) => ({
  ...answers,
  'company.findings': () => companyFindings(findings),
  'managed-id.context': () => ({ ...managedIds, entries: stored }),
});
const summary = () => page.mark('the managed-id entries');
const rowMarks = () => [...(page.root()?.querySelectorAll<HTMLElement>('.row-mark-badge') ?? [])];

describe('management-tab-check', () => {
  const list = (rows = ROWS) => companyPage() + grid(HEADERS, rows);

  it('shows the stored findings at the list, and passes a fix to the panel', async () => {
    open(list());
    await vi.waitFor(() => expect(summary()).toBeTruthy());
    expect(summary()?.textContent).toContain(order.message);
    expect(summary()?.textContent).not.toContain(drift.message);
    page.press(summary(), 'Fix…');
    await vi.waitFor(() => expect(page.root()?.querySelector('.panel-open')).toBeTruthy());
    await vi.waitFor(() =>
      expect(page.shown()).toMatchObject({
        record: { kind: 'company', companyId: 101 },
        fix: { findingId: order.id },
      }),
    );
  });

  it('marks the row of the entry that a finding is about, and no other', async () => {
    open(list(), knowing(entries, [order]));
    await vi.waitFor(() => expect(rowMarks()).toHaveLength(1));
    expect(rowMarks()[0]?.getAttribute('aria-label')).toBe(`EFS-342, Backup Stats: Error: ${order.message}`);
  });

  it('marks no row that matches two entries of which one is wrong', async () => {
    open(list(), knowing([...entries, entry(3, 'BackupStats')], [order]));
    await vi.waitFor(() => expect(summary()).toBeTruthy());
    expect(rowMarks()).toHaveLength(0);
  });

  it('offers one preview for all findings, and shows those of no row below the list', async () => {
    open(list(), knowing(entries, [order, missing]));
    await vi.waitFor(() => expect(summary()?.textContent).toContain(missing.message));
    page.press(summary(), 'Fix all 2…');
    await vi.waitFor(() =>
      expect(page.shown()).toMatchObject({
        record: { kind: 'company', companyId: 101 },
        fix: { findingId: ALL_MANAGED_IDS },
      }),
    );
  });

  it('shows on the tab of a company without entries where they are created', async () => {
    const none: Finding = { ...missing, id: 'MID-NONE', code: 'MID-NONE', expected: ['EFS-342'] };
    open(list([]), knowing([], [none]));
    await vi.waitFor(() => expect(summary()).toBeTruthy());
    await vi.waitFor(() => expect(summary()?.textContent).toContain('Setup Tables'));
    tab.close();
    open(list([]), knowing([], []));
    await vi.waitFor(() => expect(page.asked.some(({ name }) => name === 'managed-id.context')).toBe(true));
    expect(summary()).toBeFalsy();
  });

  it('works in the setup table, where entries belong, without a finding about the place', async () => {
    const table = banner("Eddie's TV Repair", [
      'Setup Tables',
      'Managed Devices Integration List',
      'Integration Details',
    ]);
    open(table + grid(HEADERS, ROWS), knowing(entries, [order]));
    await vi.waitFor(() => expect(rowMarks()).toHaveLength(1));
    page.press(summary(), 'Fix…');
    await vi.waitFor(() => expect(page.shown()).toMatchObject({ fix: { findingId: order.id } }));
    await vi.waitFor(() => expect(page.root()?.querySelector('.panel-open iframe')).toBeTruthy());
    tab.close();
    open(table + grid(HEADERS, []), knowing([], [missing]));
    await vi.waitFor(() => expect(summary()?.textContent).toContain(missing.message));
    expect(summary()?.textContent).not.toContain('on this tab');
  });
});
