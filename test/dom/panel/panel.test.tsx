import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Panel } from '../../../components/panel/panel.tsx';
import type { PanelHost } from '../../../components/panel/panel-shell.tsx';
import type { PanelState } from '../../../components/panel/panel-state.ts';
import {
  change,
  companyView,
  ended,
  guarded,
  journalEntry,
  newConfiguration,
  order,
  plan,
  report,
  run,
  VIEWER,
} from '../../support/builders/company-views.ts';
import { panelActions, panelState } from '../../support/builders/panel-state.ts';

afterEach(cleanup);

const failure = { code: 'unreachable' as const, message: 'The portal does not answer.', nextStep: 'Try again later.' };

/** In a window of our own, unless set otherwise. */
function show(part: Partial<PanelState> = {}, host: PanelHost = { mayDecide: true }) {
  const actions = panelActions();
  const state = panelState(part);
  const draw = (next: Partial<PanelState> = {}) => (
    <Panel state={{ ...state, ...next }} actions={actions} host={host} hrefOf={(id) => `https://cw.example/${id}`} />
  );
  const view = render(draw());
  return { actions, state, rerender: (next: Partial<PanelState>) => view.rerender(draw(next)) };
}
const panel = (): HTMLElement => document.querySelector<HTMLElement>('.panel-content') ?? document.body;
const button = (name: RegExp | string) => screen.getByRole('button', { name });

describe('overview', () => {
  it('offers to link a company without a customer to those of its name, and offers a viewer nothing', () => {
    const suggestions = [
      { customerId: '777', customerName: 'Northside Bakery', evidence: 'exact-name' as const },
      { customerId: '778', customerName: 'Northside Bakers', evidence: 'similar-name' as const },
    ];
    const view = { ...companyView(), customers: [], findings: [], suggestions };
    const { actions, rerender } = show({ view });
    expect(panel().textContent).toContain('Northside Bakery 777, the same name');
    expect(panel().textContent).toContain('Northside Bakers 778, a similar name');
    fireEvent.click(button('Link… to Northside Bakery'));
    expect(actions.previewLink).toHaveBeenCalledExactlyOnceWith('777');
    rerender({ view: { ...view, sync: VIEWER } });
    expect(panel().textContent).toContain('Northside Bakery');
    expect(screen.queryByRole('button', { name: /Link/ })).toBeNull();
  });

  it('stores a link also where nothing has to be created for it', () => {
    const link = { customerId: '777', customerName: 'Northside Bakery', efsId: 'EFS-777' };
    const preview = {
      title: 'Link to Northside Bakery',
      plan: { ...plan({ changes: [] }), link },
      task: { kind: 'sync' as const },
    };
    const { actions } = show({ preview });
    fireEvent.click(button('Link'));
    expect(actions.apply).toHaveBeenCalledOnce();
  });

  it('shows each account, worst first as on the card, with reason and labelled age, and where the facts are from', () => {
    show();
    const rows = within(screen.getByRole('list', { name: '5 accounts' })).getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      'ETV-Truck01 SelectError: Last cloud backup 4d ago (limit 3d).',
      'ETV-FrontOffice SelectWarning: Last backup finished with warnings 30h ago.',
      'ETV-RepairShop SelectNever backed up: Never had a cloud backup.',
      'ETV-Primary SelectOK: Cloud backup 3h ago (limit 24h).',
      'ETV-Truck02 SelectParked: Parked in the portal.',
    ]);
    expect(panel().textContent).toContain('From the EFS portal, read 2 minutes ago');
    expect(screen.getByText('2 minutes ago').getAttribute('title')).toContain('2026');
  });

  it('shows errors before warnings and opens a fix from its finding', () => {
    const { actions } = show();
    const items = within(screen.getByRole('region', { name: 'Findings' })).getAllByRole('listitem');
    expect(items.map((item) => /(?:MID|ADD)-[A-Z]+/.exec(item.textContent ?? '')?.[0])).toEqual([
      'MID-ORDER',
      'ADD-DRIFT',
    ]);
    fireEvent.click(button(/^Fix/));
    expect(actions.previewFix).toHaveBeenCalledWith(order.id);
  });

  it('shows last and next sync, in the time of the browser', () => {
    show();
    expect(panel().textContent).toContain('Last sync 5 hours ago by an event');
    expect(panel().textContent?.replace(/\s/g, ' ')).toContain('Next automatic sync after 7:00 PM');
    expect(panel().textContent).not.toMatch(/UTC|Skipping/);
  });

  it('shows that nothing delays the next automatic sync', () => {
    show({ view: companyView({ throttle: { open: true } }) });
    expect(panel().textContent).toContain('Next automatic sync: at the next backup event');
  });

  it('keeps cached facts visible while the portal is down', () => {
    show({ view: companyView({ portalFailure: failure }) });
    expect(screen.getByRole('alert').textContent).toContain('The portal does not answer.Try again later.');
    expect(panel().textContent).toContain('ETV-Primary');
  });

  it('keeps what was known when a request fails, and offers a retry', () => {
    const { actions } = show({ failure });
    expect(panel().textContent).toContain('ETV-Primary');
    fireEvent.click(button('Try again'));
    expect(actions.refresh).toHaveBeenCalled();
  });

  it('points to the options when not connected', () => {
    show({ view: null, failure: { ...failure, code: 'not-connected' } });
    expect(panel().textContent).toContain('The options open from the Backup Bridge button');
  });

  it('says which side is not connected, once, with the way to connect it', () => {
    const onConnect = vi.fn();
    const host = { mayDecide: false, onConnect };
    const connections = { connectWise: { state: 'ok' }, portal: { state: 'not-connected' } } as const;
    show({ view: null, failure: { ...failure, code: 'not-connected' }, connections }, host);
    screen.getByText('Backup portal: Not connected');
    expect(panel().textContent).not.toContain('ConnectWise: Not connected');
    expect(panel().textContent).not.toContain(failure.message);
    fireEvent.click(button('Finish set-up'));
    expect(onConnect).toHaveBeenCalledOnce();
  });

  it('explains a company without EFS id, and does not offer a sync', () => {
    show({ view: companyView({ customers: [], findings: [] }) });
    expect(panel().textContent).toContain('No EFS id yet');
    expect((button('Sync now') as HTMLButtonElement).disabled).toBe(true);
  });

  it('does not call it without EFS id where only a user links: it is not linked yet', () => {
    const portal = { state: 'ok', kind: 'x360recover' } as const;
    show({
      view: companyView({ customers: [], findings: [] }),
      connections: { connectWise: { state: 'ok' }, portal },
    });
    expect(panel().textContent).not.toContain('No EFS id yet');
    expect(panel().textContent).toContain('Not linked yet');
    expect(panel().textContent).toContain('Link it to its customer under Options › Companies.');
  });

  it('shows a skeleton only until the first answer', () => {
    const { rerender } = show({ view: null, loading: true });
    expect(document.querySelector('.bb-skeleton')).not.toBeNull();
    rerender({ view: companyView(), loading: true });
    expect(document.querySelector('.bb-skeleton')).toBeNull();
  });

  it('links to the portal only by https', () => {
    const view = companyView();
    const [first, second] = view.customers[0]?.accounts ?? [];
    if (first) first.account.portalUrl = 'javascript:alert(1)';
    if (second) second.account.portalUrl = 'https://portal.example/2';
    show({ view });
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['https://portal.example/2']);
  });
});

describe('preview', () => {
  const preview = { title: 'What a sync would write', plan: plan(), task: { kind: 'sync' as const } };
  const inFrame = () => ({ mayDecide: false, onOpenWindow: vi.fn(), onCollapse: vi.fn() });

  it('does not claim that ConnectWise is right where something was skipped, and lists that unfolded', () => {
    show({ preview: { ...preview, plan: { ...plan(), changes: [] } } });
    expect(panel().textContent).toContain('Nothing to change. What is left as it is, and why, is listed below.');
    expect(panel().textContent).not.toContain('already holds');
    expect(panel().querySelector('details.skipped')?.hasAttribute('open')).toBe(true);
  });

  it('shows each field old and new, the money, and what was skipped and why', () => {
    show({ preview });
    const text = panel().textContent ?? '';
    expect(text).toContain('Total quantity120 →  becomes 1,412.5');
    expect(text).toContain('Billed now $30.00, should be $353.13 a month (+$323.13).');
    expect(text).toContain('Left as it is: 1');
    expect(text).toContain('Email Filtering is switched off.');
    expect(document.activeElement?.textContent).toBe('What a sync would write');
  });

  it('shows first what the plan changes on the bill, without what is on hold, and follows the ticks', () => {
    show({ preview });
    expect(panel().textContent).toContain(
      'Billed now $30.00, should be $353.13 a month (+$323.13)Without what is on hold.',
    );
    fireEvent.click(screen.getByRole('checkbox', { name: /drops to zero/ }));
    expect(panel().textContent).toContain('Billed now $45.00, should be $353.13 a month (+$308.13)');
    expect(panel().textContent).not.toContain('hat is on hold.');
  });

  it('lists the bill per currency and billing cycle: amounts of two are never added', () => {
    const inFrancs = { ...change, id: 'c9', money: { from: 1, to: 2, currency: { symbol: '', code: 'CHF' } } };
    show({ preview: { ...preview, plan: plan({ changes: [change, inFrancs] }) } });
    const totals = [...panel().querySelectorAll('.preview > .bb-strong')].map(({ textContent }) => textContent);
    expect(totals).toEqual([
      'Billed now $30.00, should be $353.13 a month (+$323.13)',
      'Billed now CHF\u00a01.00, should be CHF\u00a02.00 per billing cycle (+CHF\u00a01.00)',
    ]);
  });

  it('folds long texts: an invoice description of 60 accounts, a list of devices', () => {
    const lines = Array.from({ length: 60 }, (_, nth) => `ETV-${nth}: 1.00 GB`).join('\n');
    const described = { ...change, fields: [{ field: 'invoiceDescription', from: 'Storage, $0.50/GB', to: lines }] };
    show({ preview: { ...preview, plan: plan({ changes: [described] }) } });
    const folded = panel().querySelector('details.bb-folded');
    expect(folded?.querySelector('summary')?.textContent).toBe('ETV-0: 1.00 GB… (60 lines)');
    expect(folded?.hasAttribute('open')).toBe(false);
    expect(panel().querySelector('del')?.textContent).toBe('Storage, $0.50/GB');
  });

  it('shows money first and folds many new counts, with their number', () => {
    const counts = ['a', 'b', 'c', 'd'].map((name) => newConfiguration(name));
    show({ preview: { ...preview, plan: plan({ changes: [...counts, report, change] }) } });
    const headings = [...panel().querySelectorAll('.plan-group > :first-child')].map((element) => element.textContent);
    expect(headings).toEqual(['Agreement parts 1 change', 'Management report 1 change', 'Backup statistics 4 changes']);
    expect(panel().querySelector('details.plan-group')?.hasAttribute('open')).toBe(false);
    expect(button('Apply 6 changes')).toBeTruthy();
  });

  it('folds neither few counts nor those that need approval', () => {
    const counts = ['a', 'b', 'c'].map((name) => newConfiguration(name));
    show({ preview: { ...preview, plan: plan({ changes: [change, ...counts] }) } });
    expect(panel().querySelectorAll('.plan-group')).toHaveLength(2);
    expect(panel().querySelector('details.plan-group')).toBeNull();
    cleanup();
    const waiting = { ...newConfiguration('d'), ...(guarded.guard && { guard: guarded.guard }) };
    show({ preview: { ...preview, plan: plan({ changes: [change, ...counts, waiting] }) } });
    expect(panel().querySelectorAll('.plan-group')).toHaveLength(2);
    expect(panel().querySelector('details.plan-group')).toBeNull();
  });

  it('folds a long list by agreement, with count and money, but never what needs approval', () => {
    const line = (nth: number, agreement: string) => ({
      ...change,
      id: `${agreement} ${nth}`,
      label: `Addition “Product ${nth}” on “${agreement}”`,
      money: { from: 1, to: 3 },
    });
    const lines = ['North', 'South'].flatMap((site) => Array.from({ length: 7 }, (_, nth) => line(nth, site)));
    show({ preview: { ...preview, plan: plan({ changes: [...lines, guarded] }) } });
    const folded = [...panel().querySelectorAll('details.line-group')];
    expect(folded.map((one) => one.querySelector('summary')?.textContent)).toEqual([
      'North 7 changesBilled now 7.00, should be 21.00 per billing cycle (+14.00)',
      'South 7 changesBilled now 7.00, should be 21.00 per billing cycle (+14.00)',
    ]);
    expect(folded.map((one) => one.hasAttribute('open'))).toEqual([false, false]);
    const shown = [...panel().querySelectorAll('.change')].filter((row) => !row.closest('details'));
    expect(shown.map((row) => row.querySelector('.bb-strong')?.textContent)).toEqual([guarded.label]);
    expect(button('Apply 14 changes')).toBeTruthy();
  });

  it('shows a plan of one sync without an extra heading', () => {
    const counts = ['a', 'b', 'c', 'd'].map((name) => newConfiguration(name));
    show({ preview: { ...preview, plan: plan({ changes: counts }) } });
    expect(panel().querySelector('details.plan-group')).toBeNull();
    expect(panel().querySelectorAll('.plan-group h3')).toHaveLength(0);
    expect(panel().querySelectorAll('.change')).toHaveLength(4);
  });

  it('shows a new record in one text, without blank fields and by the names of what it refers to', () => {
    show({ preview: { ...preview, plan: plan({ changes: [newConfiguration('ETV-Primary')] }) } });
    expect(panel().querySelector('.new-fields')?.textContent).toBe(
      'Name ETV-Primary · Configuration type Backup Stats · Billable space 182.4 GB · Backup year 2026',
    );
  });

  it('writes a guarded change only with its own tick', () => {
    const { actions } = show({ preview });
    expect(panel().textContent).toContain('1 stays on hold');
    fireEvent.click(button('Apply 1 change'));
    expect(actions.apply).toHaveBeenLastCalledWith('p1', []);
    fireEvent.click(screen.getByRole('checkbox', { name: /drops to zero/ }));
    fireEvent.click(button('Apply 2 changes'));
    expect(actions.apply).toHaveBeenLastCalledWith('p1', ['c2']);
  });

  it('never offers to apply 0 changes', () => {
    const { actions } = show({ preview: { ...preview, plan: plan({ changes: [guarded] }) } });
    expect(screen.queryByRole('button', { name: /^Apply/ })).toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: /Approve anyway/ }));
    fireEvent.click(button('Apply 1 change'));
    expect(actions.apply).toHaveBeenLastCalledWith('p1', ['c2']);
  });

  it('closes by Escape without closing the panel, which the next Escape collapses', () => {
    const host = inFrame();
    const { actions, rerender } = show({ preview }, host);
    fireEvent.keyDown(button('Cancel'), { key: 'Escape' });
    expect(actions.cancelPreview).toHaveBeenCalled();
    expect(host.onCollapse).not.toHaveBeenCalled();
    rerender({ preview: null });
    fireEvent.keyDown(button('Sync now'), { key: 'Escape' });
    expect(host.onCollapse).toHaveBeenCalledOnce();
  });

  it('approves nothing inside ConnectWise: what is on hold has no tick, and goes on in a window', () => {
    const host = inFrame();
    const { actions } = show({ preview }, host);
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(panel().textContent).toContain('On hold: needs approval');
    expect(panel().textContent).not.toContain('Approve anyway');
    fireEvent.click(button('Approve in a window…'));
    expect(host.onOpenWindow).toHaveBeenCalledExactlyOnceWith({ kind: 'sync' });
    fireEvent.click(button('Apply 1 change'));
    expect(actions.apply).toHaveBeenCalledExactlyOnceWith('p1', []);
  });

  it('offers no window where nothing is on hold, or where it is one', () => {
    show({ preview: { ...preview, plan: plan({ changes: [change] }) } }, inFrame());
    expect(button('Apply 1 change')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Approve in a window…' })).toBeNull();
    cleanup();
    show({ preview });
    expect(screen.getByRole('checkbox')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Approve in a window…' })).toBeNull();
  });

  it('reports when there is nothing to change', () => {
    show({ preview: { ...preview, plan: plan({ changes: [] }) } });
    expect(panel().textContent).toContain('Nothing to change');
    expect(screen.queryByRole('button', { name: /^Apply/ })).toBeNull();
  });
});

describe('run', () => {
  it('shows and announces the step with its counts, and disables other actions', () => {
    show({ run: { run: run(), entries: [] } });
    const bar = screen.getByRole('progressbar', { name: 'Writing agreement parts' }) as HTMLProgressElement;
    expect([bar.value, bar.max]).toEqual([2, 5]);
    expect(screen.getByRole('status').textContent).toBe('Writing agreement parts');
    for (const name of ['Sync now', /^Fix/] as const) expect(button(name).getAttribute('aria-disabled')).toBe('true');
  });

  it('keeps the focus on a waiting button, and ignores its click', () => {
    const { actions, rerender } = show({ run: { run: run(), entries: [] } });
    const sync = button('Sync now') as HTMLButtonElement;
    sync.focus();
    expect(sync.disabled).toBe(false);
    fireEvent.click(sync);
    expect(actions.syncNow).not.toHaveBeenCalled();
    rerender({ run: null });
    fireEvent.click(button('Sync now'));
    expect(actions.syncNow).toHaveBeenCalledOnce();
  });

  it('shows the outcomes, what is on hold and why, and offers to undo', () => {
    const applied = journalEntry({ id: 'j0', state: 'applied' });
    const { actions, rerender } = show({ run: { run: ended, entries: [applied, journalEntry()] } });
    const result = screen.getByRole('region', { name: 'Result of the last run' });
    expect(result.textContent).toContain('4 changes written, 1 conflict, 1 waiting for approval');
    expect(result.textContent).toContain('Updated ConnectWise agreement parts.');
    expect(result.textContent).toContain('Held: the quantity drops to zero.');
    fireEvent.click(button('Undo…'));
    expect(actions.previewUndo).toHaveBeenCalledWith('r1');
    expect(result.textContent).not.toContain('reload its screen');
    rerender({ screenIsOld: true });
    expect(result.textContent).toContain('ConnectWise shows this after you reload its screen.');
  });

  it('does not offer to undo where ConnectWise had every value already', () => {
    const noop = journalEntry({ id: 'j0', state: 'applied', noop: true });
    const dependent = journalEntry({ id: 'j1', state: 'applied', change: { ...change, dependent: true } });
    show({ run: { run: ended, entries: [noop, dependent, journalEntry()] } });
    expect(screen.queryByRole('button', { name: 'Undo…' })).toBeNull();
    expect(button('Close')).toBeTruthy();
  });

  it('shows the money first, and after the write what was billed before', () => {
    const { money } = change;
    const quantities = { count: 3, totals: money ? [{ ...money, to: 70.71 }] : [] };
    const written = { ...journalEntry(), id: 'e9', change, state: 'applied' as const };
    show({ run: { run: { ...ended, quantities }, entries: [written, journalEntry()] } });
    const result = screen.getByRole('region', { name: 'Result of the last run' }).textContent ?? '';
    expect(result).toContain('3 quantities updated (+$40.71).');
    expect(result).toContain('Billed now $353.13 a month, was $30.00 (+$323.13).');
    // The guide's sentence stays in the journal: here the number of quantities and their money say it.
    expect(result).not.toContain('Updated ConnectWise agreement parts.');
    expect(result.indexOf('quantities updated')).toBeLessThan(result.indexOf('Billed now'));
  });

  it('is cancelled at a click, and confirms the click', () => {
    const { actions, rerender } = show({ run: { run: run(), entries: [] } });
    fireEvent.click(button('Cancel'));
    expect(actions.cancelRun).toHaveBeenCalledExactlyOnceWith('r1');
    expect(button('Cancelling after this change…')).toBeTruthy();
    rerender({ run: { run: { ...ended, state: 'cancelled', counts: { ...run().counts, applied: 2 } }, entries: [] } });
    expect(panel().textContent).toContain('Cancelled: 2 changes written');
    const undone = { ...run().counts, applied: 2, held: 3 };
    rerender({ run: { run: { ...ended, state: 'cancelled', counts: undone }, entries: [journalEntry()] } });
    expect(panel().textContent).toContain('Cancelled: 2 changes written, 3 left undone');
    expect(panel().textContent).not.toContain('On hold: needs approval');
    rerender({ run: { run: { ...ended, state: 'cancelled', counts: run().counts }, entries: [] } });
    expect(panel().textContent).toContain('Cancelled: nothing was written');
  });

  it('does not call a cut-off run a success', () => {
    show({ run: { run: { ...ended, state: 'interrupted' }, entries: [] } });
    expect(panel().textContent).toContain('The browser stopped this run before it ended');
  });
});
