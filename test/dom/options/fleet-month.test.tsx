import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FleetPage } from '../../../components/options/fleet-page.tsx';
import type { FleetQuery } from '../../../lib/domain/fleet.ts';
import { VIEWER } from '../../support/builders/company-views.ts';
import { fleetRow, fleetView, windowOf } from '../../support/builders/fleet.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

type Asked = { month?: string };
type Window = FleetQuery & Asked & { offset: number; limit: number };

const MONTHS = ['2026-10', '2026-11'];
const OCTOBER = '2026-10-01T08:00:00.000Z';

/** A worker that keeps two months: in October there was one company, in November there were 30, now there are 40. */
function plays(months = MONTHS) {
  const held = { months };
  const total = (month?: string) => (month === '2026-10' ? 1 : month === '2026-11' ? 30 : 40);
  answers({
    'fleet.view': ({ month }: Asked) =>
      fleetView(
        { months: held.months, ...(month === '2026-10' && { comparedAt: OCTOBER }) },
        { all: total(month), unhealthy: 1 },
      ),
    'fleet.rows': ({ month, ...window }: Window) =>
      windowOf(total(month), (nth) => fleetRow(nth, { companyName: `${month ?? 'now'} ${nth}` }))(window),
    'bulk-action.view': () => null,
    'consent.view': { ...VIEWER, mode: 'automatic' },
  });
  return held;
}

const show = () => render(<FleetPage visible={true} />);
const choice = () => screen.findByLabelText<HTMLSelectElement>('Shown');
const choose = async (value: string) => fireEvent.change(await choice(), { target: { value } });
const asked = () => sent('fleet.rows') as Window[];
const syncAll = () => screen.queryByRole('button', { name: 'Preview sync of all customers…' });

beforeEach(() => {
  worker.mockReset();
  location.hash = '#companies';
  vi.useFakeTimers({ shouldAdvanceTime: true, now: Date.parse('2026-11-21T12:00:00.000Z') });
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(() => 480);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockImplementation(() => 1200);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(() => 480);
  vi.spyOn(HTMLElement.prototype, 'scrollTo').mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('the first comparison of a month', () => {
  it('can be chosen, newest month first, where one is kept', async () => {
    plays();
    show();
    expect([...(await choice()).options].map(({ text }) => text)).toEqual([
      'Last comparison',
      'First of November 2026',
      'First of October 2026',
    ]);
    expect((await choice()).value).toBe('last');
    expect(sent('fleet.view')[0]).toEqual({});
    await screen.findByText('now 0');
    expect(asked()[0]).not.toHaveProperty('month');
    cleanup();
    plays([]);
    show();
    expect(await screen.findByText('40 companies')).toBeTruthy();
    expect(screen.queryByLabelText('Shown')).toBeNull();
  });

  it('says when it was compared, and begins nothing from its rows', async () => {
    plays();
    const { container } = show();
    expect(await screen.findByText('now 0')).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select now 0' }));
    expect(screen.getByRole('region', { name: 'Selected companies' })).toBeTruthy();
    expect(syncAll()).not.toBeNull();
    await choose('2026-10');
    // At once, before the answer.
    await waitFor(() => expect(syncAll()).toBeNull());
    expect(screen.queryByText('now 0')).toBeNull();
    expect(await screen.findByText('2026-10 0')).toBeTruthy();
    await waitFor(() => expect(container.textContent).toContain('Compared on Oct 1, 2026'));
    expect(container.textContent).not.toContain('Read through ConnectWise’s reports.');
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('region', { name: 'Selected companies' })).toBeNull();
    expect(screen.getByRole('button', { name: 'All 1' })).toBeTruthy();
    // It is asked for again as it is shown.
    const views = sent('fleet.view').length;
    await vi.advanceTimersByTimeAsync(10_100);
    expect(sent('fleet.view').slice(views)).toEqual([{ month: '2026-10' }]);
    await choose('last');
    expect(await screen.findByText('now 0')).toBeTruthy();
    await waitFor(() => expect(container.textContent).toContain('Read through ConnectWise’s reports.'));
    expect(syncAll()).not.toBeNull();
    expect(screen.queryByRole('region', { name: 'Selected companies' })).toBeNull();
  });

  it('is filtered, searched and sorted as the last one, each row read once', async () => {
    plays();
    show();
    await screen.findByText('now 0');
    await choose('2026-11');
    await screen.findByText('2026-11 0');
    await screen.findByRole('button', { name: 'All 30' });
    expect(asked().filter(({ month }) => month === '2026-11')).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: 'Unhealthy 1' }));
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ month: '2026-11', filter: 'unhealthy' }));
    fireEvent.click(screen.getByRole('button', { name: /^Company/ }));
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ month: '2026-11', sort: 'company' }));
    fireEvent.input(screen.getByLabelText('Search companies'), { target: { value: 'fox' } });
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ month: '2026-11', search: 'fox' }));
    // Filter and search stay for another month.
    await choose('2026-10');
    await waitFor(() =>
      expect(asked().at(-1)).toMatchObject({ month: '2026-10', filter: 'unhealthy', search: 'fox', sort: 'company' }),
    );
  });

  it('is not shown with rows of another one, and not replaced by a late answer about one', async () => {
    plays();
    const { container } = show();
    await screen.findByText('now 0');
    const late = Promise.withResolvers<void>();
    const answer = worker.getMockImplementation();
    worker.mockImplementation((async (...call: Parameters<typeof worker>) => {
      const { month } = call[1] as Asked;
      if (month === '2026-11') await late.promise;
      return answer?.(...call);
    }) as typeof worker);
    await choose('2026-11');
    await waitFor(() => expect(sent('fleet.view').at(-1)).toEqual({ month: '2026-11' }));
    expect(screen.queryByText('now 0')).toBeNull();
    expect(screen.getByRole('button', { name: 'All' })).toBeTruthy();
    await choose('2026-10');
    await waitFor(() => expect(container.textContent).toContain('Compared on Oct 1, 2026'));
    late.resolve();
    await vi.advanceTimersByTimeAsync(50);
    expect(container.textContent).toContain('Compared on Oct 1, 2026');
  });

  it('gives way to the last comparison once its month is no longer kept', async () => {
    const held = plays();
    show();
    await choose('2026-10');
    await screen.findByText('2026-10 0');
    held.months = ['2026-11'];
    await vi.advanceTimersByTimeAsync(10_100);
    expect(await screen.findByText('now 0')).toBeTruthy();
    expect((await choice()).value).toBe('last');
  });
});
