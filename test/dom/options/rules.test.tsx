import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RulesSection } from '../../../components/options/rules-section.tsx';
import { ruleInWords } from '../../../components/options/texts/rules.ts';
import { DEFAULT_RULES, type NotificationRule } from '../../../lib/domain/notification-rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
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
