import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RulesSection } from '../../../components/options/rules-section.tsx';
import { comparisonInWords, simulationInWords } from '../../../components/options/texts/rule-simulation.ts';
import { ruleInWords } from '../../../components/options/texts/rules.ts';
import { DEFAULT_RULES, type NotificationRule } from '../../../lib/domain/notification-rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import type { RuleSimulation, RuleSimulationView } from '../../../lib/domain/tickets/rule-simulation.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const [TICKETS, SYNCHRONIZE] = DEFAULT_RULES as [NotificationRule, NotificationRule];

/** A worker that keeps what is saved. */
function stored(part: Partial<Settings> = {}): { current: Settings } {
  const held = { current: { ...DEFAULT_SETTINGS, ...part } };
  answers({
    'settings.read': () => held.current,
    'settings.save': ({ settings }: { settings: Partial<Settings> }) => {
      held.current = { ...held.current, ...settings };
      return held.current;
    },
  });
  return held;
}

const button = (name: RegExp | string) => screen.getByRole('button', { name });
const toggle = (name: RegExp | string) => screen.getByRole<HTMLInputElement>('switch', { name });

beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('a rule in words', () => {
  it.each([
    [{}, 'Open a ConnectWise ticket for warnings and errors of every type.'],
    [SYNCHRONIZE, 'Synchronize with ConnectWise for every event of every type.'],
    [{ types: ['no-backup'] as const }, 'Open a ConnectWise ticket for warnings and errors of the type No backup.'],
    [
      { severities: { ok: true, warning: false, error: false }, types: ['no-backup', 'bdr-hardware', 'vault-offline'] },
      'Open a ConnectWise ticket for OK events of the types No backup, BDR hardware failure and Vault offline.',
    ],
    [
      { brand: 'Acme' },
      'Open a ConnectWise ticket for warnings and errors of every type, brand “Acme” and its sub-brands.',
    ],
    [
      { brand: 'Acme', includeSubBrands: false },
      'Open a ConnectWise ticket for warnings and errors of every type, brand “Acme” without its sub-brands.',
    ],
  ])('%j', (part, words) => {
    expect(ruleInWords({ ...TICKETS, ...(part as Partial<NotificationRule>) })).toBe(words);
  });
});

describe('notification rules', () => {
  it('are listed in words, with a note about tickets when no board is chosen', async () => {
    stored();
    render(<RulesSection visible={true} />);
    expect(await screen.findByText(ruleInWords(TICKETS))).toBeTruthy();
    expect(screen.getByText(ruleInWords(SYNCHRONIZE))).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Tickets' }).getAttribute('href')).toBe('#tickets');
  });

  it('show why nothing is shown when the settings cannot be read', async () => {
    answers({});
    render(<RulesSection visible={true} />);
    expect(screen.getByText('Loading …')).toBeTruthy();
    expect(await screen.findByText('Check the network.')).toBeTruthy();
  });

  it('explain an empty list, and restore the default rules', async () => {
    const held = stored({ rules: [] });
    render(<RulesSection visible={true} />);
    expect(await screen.findByText(/^No rules: events open no tickets/)).toBeTruthy();
    fireEvent.click(button('Use the two usual rules'));
    await screen.findByText(ruleInWords(TICKETS));
    expect(held.current.rules).toEqual(DEFAULT_RULES);
  });

  it('are turned off at a click', async () => {
    const held = stored();
    render(<RulesSection visible={true} />);
    await screen.findByText(ruleInWords(TICKETS));
    fireEvent.click(toggle(ruleInWords(TICKETS)));
    await waitFor(() => expect(held.current.rules[0]?.enabled).toBe(false));
    expect(held.current.rules[1]).toEqual(SYNCHRONIZE);
  });

  it('stay on, and show why, when turning off could not be saved', async () => {
    answers({ 'settings.read': DEFAULT_SETTINGS });
    render(<RulesSection visible={true} />);
    await screen.findByText(ruleInWords(TICKETS));
    fireEvent.click(toggle(ruleInWords(TICKETS)));
    expect(await screen.findByText('ConnectWise cannot be reached.')).toBeTruthy();
    expect(toggle(ruleInWords(TICKETS)).checked).toBe(true);
  });

  it('are created with all fields of the guides', async () => {
    const held = stored();
    render(<RulesSection visible={true} />);
    await screen.findByText(ruleInWords(TICKETS));
    fireEvent.click(button('Add rule'));
    const action = screen.getByLabelText<HTMLSelectElement>('Notification action');
    expect(document.activeElement).toBe(action);
    fireEvent.change(action, { target: { value: 'synchronize' } });
    expect(screen.queryByLabelText('Include sub-brands')).toBeNull();
    fireEvent.input(screen.getByLabelText('Brand'), { target: { value: ' Acme ' } });
    fireEvent.click(toggle('Include sub-brands'));
    fireEvent.click(toggle('Subscribe to OK events'));
    fireEvent.click(toggle('Subscribe to all event types'));
    fireEvent.click(screen.getByLabelText('Vault offline'));
    fireEvent.click(screen.getByLabelText('No backup'));
    fireEvent.input(screen.getByLabelText('Comments'), { target: { value: 'For the night shift' } });
    fireEvent.click(button('Create'));
    await waitFor(() => expect(held.current.rules).toHaveLength(3));
    expect(held.current.rules[2]).toEqual({
      id: expect.any(String),
      action: 'synchronize',
      enabled: true,
      severities: { ok: true, warning: true, error: true },
      types: ['no-backup', 'vault-offline'],
      brand: 'Acme',
      includeSubBrands: false,
      comments: 'For the night shift',
    });
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Edit the rule: Synchronize .*Acme/));
  });

  it('keep the input when saving fails, and show the next step', async () => {
    answers({ 'settings.read': DEFAULT_SETTINGS });
    render(<RulesSection visible={true} />);
    await screen.findByText(ruleInWords(TICKETS));
    fireEvent.click(button(/^Edit the rule: Open/));
    fireEvent.input(screen.getByLabelText('Comments'), { target: { value: 'Typed with care' } });
    fireEvent.click(button('Save'));
    expect(await screen.findByText('Check the network.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('Comments').value).toBe('Typed with care');
  });

  it.each([
    ['no event', ['Subscribe to warnings', 'Subscribe to errors'], 'The rule subscribes to no event.'],
    [
      'only OK events for a ticket',
      ['Subscribe to OK events', 'Subscribe to warnings', 'Subscribe to errors'],
      'An OK event opens no ticket.',
    ],
    ['no type', ['Subscribe to all event types'], 'No event type is chosen.'],
  ])('are not saved with %s', async (_, clicks, message) => {
    stored();
    render(<RulesSection visible={true} />);
    await screen.findByText(ruleInWords(TICKETS));
    fireEvent.click(button('Add rule'));
    for (const name of clicks) fireEvent.click(toggle(name));
    fireEvent.click(button('Create'));
    expect(await screen.findByText(message)).toBeTruthy();
    expect(sent('settings.save')).toEqual([]);
  });

  it('are deleted at a click, and restored by Undo', async () => {
    const held = stored();
    render(<RulesSection visible={true} />);
    await screen.findByText(ruleInWords(TICKETS));
    fireEvent.click(button(/^Delete the rule: Open/));
    const undo = await screen.findByRole('button', { name: 'Undo' });
    expect(held.current.rules).toEqual([SYNCHRONIZE]);
    await waitFor(() => expect(document.activeElement).toBe(undo));
    fireEvent.click(undo);
    await waitFor(() => expect(held.current.rules).toEqual(DEFAULT_RULES));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
  });

  it('keep what another section saved since', async () => {
    const held = stored();
    render(<RulesSection visible={true} />);
    await screen.findByText(ruleInWords(TICKETS));
    held.current = { ...held.current, prefix: 'BAK' };
    fireEvent.click(button(/^Delete the rule: Open/));
    await screen.findByRole('button', { name: 'Undo' });
    expect(held.current).toMatchObject({ prefix: 'BAK', rules: [SYNCHRONIZE] });
  });
});

const DONE: RuleSimulation = {
  events: 31,
  opened: 12,
  reopened: 1,
  closed: 10,
  stillOpen: 3,
  syncs: 0,
  throttled: 0,
  byCustomer: [
    { customerId: '342', customerName: 'Eddie’s TV Repair', opened: 9 },
    { customerId: '355', opened: 3 },
  ],
  byType: [{ type: 'backup-failed', opened: 12 }],
  first: [
    {
      openedAt: '2026-11-20T12:00:00.000Z',
      customerId: '355',
      type: 'backup-failed',
      severity: 'error',
      message: 'Disk full.',
    },
  ],
};
const VIEW: RuleSimulationView = {
  rule: DONE,
  inForce: { ...DONE, opened: 20 },
  stored: 400,
  since: '2026-10-30T00:00:00.000Z',
  hasBoard: true,
};

describe('the simulation of a rule', () => {
  async function simulated(view: RuleSimulationView) {
    answers({ 'settings.read': { ...DEFAULT_SETTINGS, rules: [TICKETS] }, 'rules.simulate': view });
    render(<RulesSection visible={true} />);
    fireEvent.click(await screen.findByRole('button', { name: /^Simulate the last 30 days/ }));
    await waitFor(() => expect(sent('rules.simulate')).toEqual([TICKETS]));
  }

  it('names the tickets by customer and type, how they compare, and the first of them', async () => {
    await simulated(VIEW);
    expect(
      await screen.findByText(
        'In the last 30 days this rule would have opened 12 tickets: 10 closings by recovery, 1 re-opening, 3 still open now.',
      ),
    ).toBeTruthy();
    expect(screen.getByText(/The rule as it is saved opens 20 tickets: this is 8 fewer\./)).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Eddie’s TV Repair 9' })).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Customer 355 3' })).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Backup failed 12' })).toBeTruthy();
    expect(screen.getByText('Backup failed: Disk full.')).toBeTruthy();
  });

  it('compares an edited rule alone where both do the same, and counts every event of a synchronization', () => {
    const sync: RuleSimulation = { ...DONE, events: 11, syncs: 4, throttled: 8 };
    expect(comparisonInWords('open-ticket', DONE, DONE, false)).toBe('');
    expect(comparisonInWords('open-ticket', DONE, DONE, true)).toBe('The rule as it is saved does as much.');
    expect(simulationInWords('synchronize', sync)).toBe(
      'In the last 30 days this rule would have synchronized 4 times for 11 events: 3 synchronized at once, 8 left to the next sync that the 12-hour throttle allows.',
    );
  });

  it('says that nothing is stored yet, since when events are known, and that no board is chosen', async () => {
    await simulated({ ...VIEW, stored: 0, knownSince: '2026-11-29T12:00:00.000Z' });
    expect(await screen.findByText(/^No events are stored yet\..*Events are known since/)).toBeTruthy();
    cleanup();
    worker.mockReset();
    await simulated({ ...VIEW, hasBoard: false });
    expect(await screen.findByText(/No service board is chosen/)).toBeTruthy();
  });

  it('names the limit at a brand that is too long', async () => {
    answers({ 'settings.read': { ...DEFAULT_SETTINGS, rules: [TICKETS] } });
    render(<RulesSection visible={true} />);
    fireEvent.click(await screen.findByRole('button', { name: /^Edit/ }));
    fireEvent.input(screen.getByLabelText('Brand'), { target: { value: 'x'.repeat(5_010) } });
    fireEvent.click(button('Save'));
    const said = 'The brand has 5,010 characters; 100 is the limit.';
    await waitFor(() => expect(screen.getAllByText(said).length).toBeGreaterThan(0));
    expect(document.querySelector('.bb-field-error')?.textContent).toBe(said);
  });

  it('has the browser ask before an edited rule is left, and not one that is as it was', async () => {
    answers({ 'settings.read': { ...DEFAULT_SETTINGS, rules: [TICKETS] } });
    render(<RulesSection visible={true} />);
    const isAsked = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    fireEvent.click(await screen.findByRole('button', { name: /^Edit/ }));
    expect(isAsked()).toBe(false);
    fireEvent.click(toggle('Subscribe to warnings'));
    expect(isAsked()).toBe(true);
    fireEvent.click(toggle('Subscribe to warnings'));
    expect(isAsked()).toBe(false);
  });

  it('is of the rule as it is edited, and is gone when that changes', async () => {
    answers({ 'settings.read': { ...DEFAULT_SETTINGS, rules: [TICKETS] }, 'rules.simulate': VIEW });
    render(<RulesSection visible={true} />);
    fireEvent.click(await screen.findByRole('button', { name: /^Edit/ }));
    fireEvent.click(toggle('Subscribe to warnings'));
    fireEvent.click(button(/^Simulate the last 30 days/));
    await screen.findByText(/would have opened 12 tickets/);
    expect(sent('rules.simulate')).toMatchObject([{ severities: { ok: false, warning: false, error: true } }]);
    fireEvent.click(toggle('Subscribe to errors'));
    await waitFor(() => expect(screen.queryByText(/would have opened 12 tickets/)).toBeNull());
    fireEvent.click(button(/^Simulate the last 30 days/));
    expect(await screen.findByText('The rule subscribes to no event.')).toBeTruthy();
    expect(sent('rules.simulate')).toHaveLength(1);
  });
});
