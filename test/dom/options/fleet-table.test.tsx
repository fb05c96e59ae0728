import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FleetList } from '../../../components/options/fleet-list.tsx';
import { useFleetList } from '../../../components/options/use-fleet-list.ts';
import type { PlanBulkAction } from '../../../components/options/use-plan-bulk-action.ts';
import type { FleetQuery, FleetRow, FleetView } from '../../../lib/domain/fleet.ts';
import { fleetRow, fleetView, monthly, windowOf } from '../../support/builders/fleet.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

/** Ten rows of 44 pixels below the head. */
const HEIGHT = 10 * 44 + 36;
let width = 1200;

const planning: PlanBulkAction = { busy: null, failure: null, plan: vi.fn() };

/** The list with its rows, as the page shows it. */
function Listed({ view, planned }: { view: FleetView; planned?: PlanBulkAction | undefined }) {
  const shown = { ...view, month: undefined };
  return <FleetList view={shown} list={useFleetList(shown, undefined, true)} planning={planned} />;
}

function show(view: FleetView = fleetView(), planned: PlanBulkAction | undefined = planning) {
  const list = (shown: FleetView) => <Listed view={shown} planned={planned} />;
  const { rerender } = render(list(view));
  return { again: (shown: FleetView) => rerender(list(shown)) };
}

const table = () => screen.findByRole('table', { name: 'All companies' });
const lines = () => [...document.querySelectorAll<HTMLElement>('[data-row]')];
const lineOf = (nth: number) => document.querySelector<HTMLElement>(`[data-row="${nth}"]`);
const linkOf = (nth: number) => lineOf(nth)?.querySelector('a') ?? null;
const queries = () => sent('fleet.rows') as (FleetQuery & { offset: number; limit: number })[];
const head = (name: string) => screen.getByRole('columnheader', { name: new RegExp(`^${name}`) });

async function scrollTo(pixels: number) {
  const scroller = document.querySelector<HTMLElement>('.bb-fleet-scroll');
  if (!scroller) throw new Error('There is no table.');
  scroller.scrollTop = pixels;
  fireEvent.scroll(scroller);
}

beforeEach(() => {
  worker.mockReset();
  vi.mocked(planning.plan).mockReset();
  width = 1200;
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(() => HEIGHT);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockImplementation(() => width);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(() => HEIGHT);
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockImplementation(() => 20_000 * 44 + 36);
  // A browser reports that it has scrolled.
  vi.spyOn(HTMLElement.prototype, 'scrollTo').mockImplementation(function (this: HTMLElement, ...to: unknown[]) {
    const [options] = to as [ScrollToOptions];
    this.scrollTop = options.top ?? 0;
    fireEvent.scroll(this);
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('the table of companies', () => {
  it('draws only the visible rows of 20,000, and says how many there are', async () => {
    answers({ 'fleet.rows': windowOf(20_000) });
    show();
    expect((await table()).getAttribute('aria-rowcount')).toBe('20001');
    await waitFor(() => expect(linkOf(0)?.textContent).toBe('Company 0'));
    expect(lineOf(0)?.getAttribute('aria-rowindex')).toBe('2');
    expect(lines().length).toBeGreaterThanOrEqual(10);
    expect(lines().length).toBeLessThan(40);
    expect(queries()).toHaveLength(1);
    expect(queries()[0]).toMatchObject({ filter: 'all', sort: 'difference', descending: true, offset: 0, limit: 200 });
  });

  it('reads the window that is scrolled to, once, and shows where rows will be', async () => {
    let release: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const page = windowOf(20_000);
    answers({ 'fleet.rows': page });
    show();
    await waitFor(() => expect(linkOf(0)?.textContent).toBe('Company 0'));
    const answer = worker.getMockImplementation();
    worker.mockImplementation((async (...asked: Parameters<typeof worker>) => {
      await held;
      return answer?.(...asked);
    }) as typeof worker);
    await scrollTo(36 + 1_000 * 44);
    await waitFor(() => expect(lineOf(1_000)?.getAttribute('aria-busy')).toBe('true'));
    expect(linkOf(1_000)?.textContent).toBe('Loading …');
    release?.();
    await waitFor(() => expect(linkOf(1_000)?.textContent).toBe('Company 1000'));
    expect(lineOf(1_000)?.getAttribute('aria-busy')).toBeNull();
    // The row that Tab leads to stays in the page.
    expect(linkOf(0)?.tabIndex).toBe(0);
    expect(lineOf(50)).toBeNull();
    // Rows before the thousandth are drawn too.
    expect(queries().map(({ offset }) => offset)).toEqual([0, 800, 1_000]);
    await scrollTo(36 + 1_010 * 44);
    await waitFor(() => expect(lineOf(1_015)).not.toBeNull());
    expect(queries()).toHaveLength(3);
  });

  it('keeps the scroll bar true: rows that are not drawn have their height', async () => {
    answers({ 'fleet.rows': windowOf(20_000) });
    show();
    await waitFor(() => expect(lines().length).toBeGreaterThan(0));
    const heights = () =>
      [...document.querySelectorAll<HTMLElement>('.bb-fleet-gap')].reduce(
        (sum, { style }) => sum + Number.parseFloat(style.height),
        0,
      );
    expect(heights() + lines().length * 44).toBe(20_000 * 44);
    await scrollTo(36 + 5_000 * 44);
    await waitFor(() => expect(lineOf(5_000)).not.toBeNull());
    expect(heights() + lines().length * 44).toBe(20_000 * 44);
  });

  it('shows health, findings, money, what is on hold, and why a company was not compared', async () => {
    const rows: FleetRow[] = [
      fleetRow(0, {
        health: 'error',
        findings: { error: 2, warning: 1, info: 0 },
        difference: [monthly(123.6, 3806.4)],
        held: 2,
      }),
      fleetRow(1, { failure: DOWN }),
      { ...fleetRow(2, { link: 'none', customerName: 'Northside Bakery & Co' }), companyId: undefined as never },
    ];
    answers({ 'fleet.rows': windowOf(3, (nth) => rows[nth] ?? fleetRow(nth)) });
    show();
    await waitFor(() => expect(lines()).toHaveLength(3));
    const texts = () => lines().map(({ textContent }) => textContent);
    await waitFor(() => expect(texts()[0]).toContain('+$3,682.80 a month'));
    expect(texts()[0]).toContain('2 on hold');
    expect(texts()[0]).toContain('2 errors');
    expect(texts()[0]).toContain('1 warning');
    expect(texts()[0]).not.toContain('hint');
    expect(texts()[1]).toContain('Not compared: ConnectWise cannot be reached. Check the network.');
    expect(linkOf(0)?.getAttribute('href')).toBe('#companies/1');
    expect(linkOf(2)?.textContent).toBe('Link Northside Bakery & Co…');
    expect(linkOf(2)?.getAttribute('href')).toBe('#companies/links/Northside%20Bakery%20%26%20Co');
    // Nothing can be done with what has no company.
    expect(lineOf(2)?.querySelector('input')).toBeNull();
  });

  it('sorts by a column, and turns the order around at the second click', async () => {
    answers({ 'fleet.rows': windowOf(300) });
    show();
    await table();
    expect(head('Difference').getAttribute('aria-sort')).toBe('descending');
    fireEvent.click(within(head('Company')).getByRole('button'));
    await waitFor(() => expect(queries().at(-1)).toMatchObject({ sort: 'company', descending: false }));
    expect(head('Company').getAttribute('aria-sort')).toBe('ascending');
    expect(head('Difference').getAttribute('aria-sort')).toBe('none');
    fireEvent.click(within(head('Company')).getByRole('button'));
    await waitFor(() => expect(queries().at(-1)).toMatchObject({ sort: 'company', descending: true }));
    fireEvent.click(within(head('Findings')).getByRole('button'));
    await waitFor(() => expect(queries().at(-1)).toMatchObject({ sort: 'findings', descending: true }));
  });

  it('asks for a saved filter and, after a moment, for what is searched', async () => {
    answers({
      'fleet.rows': (query: FleetQuery & { offset: number; limit: number }) => windowOf(query.search ? 0 : 300)(query),
    });
    show(fleetView({}, { 'billed-wrongly': 12, all: 300 }));
    await table();
    const filter = screen.getByRole('button', { name: 'Billed wrongly 12' });
    expect(filter.getAttribute('aria-pressed')).toBe('false');
    fireEvent.click(filter);
    expect(filter.getAttribute('aria-pressed')).toBe('true');
    await waitFor(() => expect(queries().at(-1)).toMatchObject({ filter: 'billed-wrongly', search: '', offset: 0 }));
    const before = queries().length;
    for (const search of ['E', 'Ed', 'Edd'])
      fireEvent.input(screen.getByLabelText('Search companies'), { target: { value: search } });
    // What was there stays until there is an answer.
    expect(lines().length).toBeGreaterThan(0);
    expect(await screen.findByText('No company of this filter contains “Edd”.')).toBeTruthy();
    expect(queries()).toHaveLength(before + 1);
    expect(queries().at(-1)).toMatchObject({ filter: 'billed-wrongly', search: 'Edd' });
  });

  it('drops an answer to what was asked before', async () => {
    const waiting: (() => void)[] = [];
    worker.mockImplementation((async (_name: string, query: FleetQuery & { offset: number; limit: number }) => {
      if (query.filter === 'unhealthy') await new Promise<void>((resolve) => waiting.push(resolve));
      return { ok: true, value: windowOf(query.filter === 'unhealthy' ? 7 : 300)(query) };
    }) as typeof worker);
    show();
    await table();
    fireEvent.click(screen.getByRole('button', { name: /^Unhealthy/ }));
    await waitFor(() => expect(waiting).toHaveLength(1));
    fireEvent.click(screen.getByRole('button', { name: /^Never synced/ }));
    await waitFor(() => expect(queries().at(-1)?.filter).toBe('never-synced'));
    waiting[0]?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(screen.getByText('300 companies')).toBeTruthy();
  });

  it('reads rows before they come into sight, and none behind the last one', async () => {
    answers({ 'fleet.rows': windowOf(400) });
    show();
    await waitFor(() => expect(linkOf(0)?.textContent).toBe('Company 0'));
    expect(queries().map(({ offset }) => offset)).toEqual([0]);
    await scrollTo(110 * 44);
    await waitFor(() => expect(queries().map(({ offset }) => offset)).toEqual([0, 200]));
    expect(lineOf(200)).toBeNull();
    await scrollTo(385 * 44);
    await waitFor(() => expect(linkOf(390)?.textContent).toBe('Company 390'));
    expect(queries()).toHaveLength(2);
  });

  it('moves the focus by keys, also to rows that are not drawn yet', async () => {
    answers({ 'fleet.rows': windowOf(20_000) });
    show();
    await waitFor(() => expect(linkOf(0)?.textContent).toBe('Company 0'));
    linkOf(0)?.focus();
    const press = async (key: string, row: number) => {
      fireEvent.keyDown(document.activeElement ?? document.body, { key });
      await waitFor(() => expect(document.activeElement).toBe(linkOf(row)));
      expect(linkOf(row)?.tabIndex).toBe(0);
      expect(document.querySelectorAll('.bb-fleet tbody a[tabindex="0"]')).toHaveLength(1);
    };
    await press('ArrowUp', 0);
    await press('ArrowDown', 1);
    await press('PageDown', 11);
    await press('PageUp', 1);
    await press('End', 19_999);
    await waitFor(() => expect(linkOf(19_999)?.textContent).toBe('Company 19999'));
    expect(linkOf(19_999)?.getAttribute('href')).toBe('#companies/20000');
    await press('ArrowDown', 19_999);
    await press('Home', 0);
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowDown', altKey: true });
    expect(document.activeElement).toBe(linkOf(0));
  });

  it('begins at the top for another filter, also for the keyboard', async () => {
    answers({ 'fleet.rows': windowOf(20_000) });
    show();
    await waitFor(() => expect(linkOf(0)?.textContent).toBe('Company 0'));
    linkOf(0)?.focus();
    fireEvent.keyDown(linkOf(0) as HTMLElement, { key: 'End' });
    await waitFor(() => expect(document.activeElement).toBe(linkOf(19_999)));
    fireEvent.click(screen.getByRole('button', { name: /^Unhealthy/ }));
    await waitFor(() => expect(queries().at(-1)).toMatchObject({ filter: 'unhealthy', offset: 0 }));
    await waitFor(() => expect(linkOf(0)?.tabIndex).toBe(0));
    expect(document.querySelector('.bb-fleet-scroll')?.scrollTop).toBe(0);
    expect(linkOf(19_999)).toBeNull();
  });

  it('selects by Space and by the boxes, and plans with what is selected', async () => {
    answers({ 'fleet.rows': windowOf(300) });
    show();
    await waitFor(() => expect(linkOf(0)?.textContent).toBe('Company 0'));
    expect(screen.queryByRole('button', { name: 'Sync…' })).toBeNull();
    linkOf(0)?.focus();
    fireEvent.keyDown(linkOf(0) as HTMLElement, { key: ' ' });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select Company 3' }));
    expect(screen.getByText('2 companies selected')).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select Company 0' }));
    expect(screen.getByText('1 company selected')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Fix serial numbers…' }));
    expect(planning.plan).toHaveBeenCalledWith({ kind: 'serials', companies: { ids: [4] } });
    fireEvent.click(screen.getByRole('button', { name: 'Clear selection' }));
    expect(screen.queryByRole('button', { name: 'Fix serial numbers…' })).toBeNull();
  });

  it('selects all that fit the filter, and no longer once that is another set', async () => {
    answers({ 'fleet.rows': windowOf(300) });
    show(fleetView({}, { 'missing-managed-ids': 300 }));
    await table();
    fireEvent.click(screen.getByRole('button', { name: 'Missing managed IDs 300' }));
    await waitFor(() => expect(queries().at(-1)?.filter).toBe('missing-managed-ids'));
    const all = screen.getByRole('checkbox', { name: 'Select all 300 that fit the filter' });
    fireEvent.click(all);
    expect(screen.getByText('All 300 that fit the filter are selected')).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select Company 2' }).checked).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Add managed-ID pair…' }));
    expect(planning.plan).toHaveBeenCalledWith({
      kind: 'managed-ids',
      companies: { filter: 'missing-managed-ids', search: '' },
    });
    fireEvent.click(screen.getByRole('button', { name: /^Unhealthy/ }));
    expect(screen.queryByText('All 300 that fit the filter are selected')).toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select all 300 that fit the filter' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select Company 2' }));
    expect(screen.queryByRole('button', { name: 'Sync…' })).toBeNull();
  });

  it('selects nothing in a browser that only views', async () => {
    answers({ 'fleet.rows': windowOf(3) });
    render(<Listed view={fleetView()} />);
    await waitFor(() => expect(linkOf(0)?.textContent).toBe('Company 0'));
    expect(screen.queryByRole('checkbox')).toBeNull();
    fireEvent.keyDown(linkOf(0) as HTMLElement, { key: ' ' });
    expect(screen.queryByText(/selected/)).toBeNull();
    expect(screen.queryByText(/Space selects it/)).toBeNull();
  });

  it('has two lines a row and a field for the order where it is narrow', async () => {
    width = 360;
    answers({ 'fleet.rows': windowOf(300) });
    show();
    await table();
    expect(document.querySelector('.bb-fleet-narrow')).not.toBeNull();
    fireEvent.change(await screen.findByLabelText('Sort by'), { target: { value: 'health' } });
    await waitFor(() => expect(queries().at(-1)).toMatchObject({ sort: 'health', descending: false }));
    fireEvent.click(screen.getByRole('button', { name: 'Ascending' }));
    await waitFor(() => expect(queries().at(-1)).toMatchObject({ sort: 'health', descending: true }));
  });

  it('reads again where it is after another comparison', async () => {
    answers({ 'fleet.rows': windowOf(20_000) });
    const { again } = show();
    await waitFor(() => expect(linkOf(0)?.textContent).toBe('Company 0'));
    await scrollTo(36 + 1_000 * 44);
    await waitFor(() => expect(linkOf(1_000)?.textContent).toBe('Company 1000'));
    const before = queries().length;
    again(fleetView({ comparedAt: '2026-11-21T11:59:00.000Z' }));
    await waitFor(() =>
      expect(
        queries()
          .slice(before)
          .map(({ offset }) => offset),
      ).toEqual([800, 1_000]),
    );
    again(fleetView({ comparedAt: '2026-11-21T11:59:00.000Z' }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(queries()).toHaveLength(before + 2);
  });

  it('shows why rows cannot be read, once, and reads them at a click', async () => {
    answers({});
    show();
    expect(await screen.findByText('Check the network.')).toBeTruthy();
    expect(screen.getAllByText('ConnectWise cannot be reached.')).toHaveLength(1);
    answers({ 'fleet.rows': windowOf(3) });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(linkOf(0)?.textContent).toBe('Company 0'));
    expect(screen.queryByText('Check the network.')).toBeNull();
  });

  it('says what is not there: no customers, no company of a filter', async () => {
    answers({ 'fleet.rows': windowOf(0) });
    show();
    expect(await screen.findByText('The portal has no customers yet.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /^Unhealthy/ }));
    expect(await screen.findByText('No company fits this filter.')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });
});
