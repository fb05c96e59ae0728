import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LockCard } from '../../../components/options/lock-card.tsx';
import { LOCKED, NO_LOCK, OPEN } from '../lock/lock-worker.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

beforeEach(() => worker.mockReset());
afterEach(cleanup);

const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the card of the passphrase lock', () => {
  it('says what the lock does not do', async () => {
    answers({ 'lock.view': NO_LOCK });
    render(<LockCard visible />);
    expect(await screen.findByText(/It does not encrypt anything\./)).toBeTruthy();
    expect(screen.getByText('Off')).toBeTruthy();
  });

  it('sets a passphrase that was entered twice, with the time', async () => {
    let view = NO_LOCK;
    answers({
      'lock.view': () => view,
      'lock.set': () => {
        view = OPEN;
        return view;
      },
    });
    render(<LockCard visible />);
    await screen.findByLabelText('Passphrase');
    expect(screen.getByLabelText<HTMLSelectElement>('Locks after').value).toBe('15');
    type('Passphrase', 'seven77');
    type('Repeat the passphrase', 'seven78');
    click('Set passphrase');
    expect(await screen.findByText('Enter at least 8 characters.')).toBeTruthy();
    expect(screen.getByText('The two passphrases are different.')).toBeTruthy();
    expect(sent('lock.set')).toEqual([]);
    type('Passphrase', 'correct horse');
    type('Repeat the passphrase', 'correct horse');
    fireEvent.change(screen.getByLabelText('Locks after'), { target: { value: '5' } });
    click('Set passphrase');
    expect(await screen.findByText('The passphrase is set.')).toBeTruthy();
    expect(sent('lock.set')).toEqual([{ passphrase: 'correct horse', minutes: 5 }]);
    expect(await screen.findByText(/^Locks after 15 minutes without use/)).toBeTruthy();
  });

  it('changes the time or the passphrase with the current one', async () => {
    answers({ 'lock.view': OPEN, 'lock.change': OPEN });
    render(<LockCard visible />);
    fireEvent.click(await screen.findByRole('button', { name: 'Change…' }));
    await screen.findByLabelText('Current passphrase');
    click('Save changes');
    expect(await screen.findByText('Enter the current passphrase.')).toBeTruthy();
    type('Current passphrase', 'correct horse');
    fireEvent.change(screen.getByLabelText('Locks after'), { target: { value: '60' } });
    click('Save changes');
    expect(await screen.findByText('Saved.')).toBeTruthy();
    click('Change…');
    await screen.findByLabelText('Current passphrase');
    type('Current passphrase', 'correct horse');
    type('New passphrase', 'another horse');
    type('Repeat the passphrase', 'another horse');
    click('Save changes');
    await screen.findByText('Saved.');
    expect(sent('lock.change')).toEqual([
      { current: 'correct horse', minutes: 60 },
      { current: 'correct horse', minutes: 15, passphrase: 'another horse' },
    ]);
  });

  it('removes it with the current passphrase; a refusal is shown, and what was typed stays', async () => {
    answers({ 'lock.view': OPEN });
    render(<LockCard visible />);
    fireEvent.click(await screen.findByRole('button', { name: 'Remove…' }));
    await screen.findByLabelText('Current passphrase');
    type('Current passphrase', 'wrong horse');
    click('Remove the lock');
    expect(await screen.findByText(DOWN.message)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Current passphrase').value).toBe('wrong horse');
    answers({ 'lock.view': NO_LOCK, 'lock.remove': NO_LOCK });
    click('Remove the lock');
    expect(await screen.findByText('The lock is removed.')).toBeTruthy();
    expect(sent('lock.remove')).toEqual([{ current: 'wrong horse' }, { current: 'wrong horse' }]);
  });

  it('locks at once', async () => {
    answers({ 'lock.view': OPEN, 'lock.now': LOCKED });
    render(<LockCard visible />);
    fireEvent.click(await screen.findByRole('button', { name: 'Lock now' }));
    expect(sent('lock.now')).toEqual([{}]);
  });
});
