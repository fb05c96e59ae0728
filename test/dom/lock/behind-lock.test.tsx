import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { useEffect, useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { BehindLock } from '../../../components/lock/behind-lock.tsx';
import { useRequest } from '../../../components/ui/use-request.ts';
import type { LockView } from '../../../lib/domain/lock.ts';
import { send } from '../../../lib/messages/send.ts';
import type { Failure } from '../../../lib/shared/errors.ts';
import { byUser, LOCKED, NO_LOCK, OPEN, takeNews } from './lock-worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
const worker = vi.mocked(send);

const WRONG: Failure = { code: 'bad-input', message: 'The passphrase is wrong.', nextStep: 'Try again in 30 seconds.' };
const IS_LOCKED: Failure = { code: 'locked', message: 'Backup Bridge is locked.', nextStep: '' };
const PASSPHRASE = 'correct horse';
let now: LockView;
let changed: () => void;
const escaped = vi.fn();

/** The worker as it is: locked, it answers the messages of the lock only. */
function play(): void {
  worker.mockImplementation((async (name: string, input: { passphrase?: string }) => {
    if (name === 'lock.unlock' && input.passphrase !== PASSPHRASE) return { ok: false, failure: WRONG };
    if (name === 'lock.unlock') now = OPEN;
    if (name === 'lock.forget') now = NO_LOCK;
    if (name === 'lock.active') now = { ...OPEN };
    if (name.startsWith('lock.')) return { ok: true, value: now };
    return now.isLocked ? { ok: false, failure: IS_LOCKED } : { ok: true, value: 'Eddie’s TV' };
  }) as unknown as typeof send);
}
const sent = (name: string) => worker.mock.calls.filter(([asked]) => asked === name);

/** A page with something typed, something read, and something that Escape cancels. */
function Page() {
  const { value, failure, reload } = useRequest(() => send('status.view', {}));
  const [typed, setTyped] = useState('');
  useEffect(() => {
    document.addEventListener('keydown', escaped);
    return () => document.removeEventListener('keydown', escaped);
  }, []);
  return (
    <div>
      <p>{String(value)}</p>
      {failure && <p>failed</p>}
      <input aria-label="Name" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      <button type="button" onClick={reload}>
        Read
      </button>
    </div>
  );
}
const open = () =>
  render(
    <BehindLock>
      <Page />
    </BehindLock>,
  );
/** Lets so many milliseconds pass on fake time. */
const pass = (milliseconds: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(milliseconds);
  });
const lockScreen = () => screen.findByRole('heading', { name: 'Backup Bridge is locked' });
const field = () => screen.getByLabelText<HTMLInputElement>('Passphrase');
const enter = (text: string) => {
  fireEvent.input(field(), { target: { value: text } });
  const form = field().form;
  if (form) fireEvent.submit(form);
};

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  worker.mockReset();
  escaped.mockReset();
  now = OPEN;
  play();
  changed = takeNews();
});
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

describe('a page behind the lock', () => {
  it('begins with nothing of it while it is locked: nothing is drawn and nothing is asked', async () => {
    now = LOCKED;
    const { container } = open();
    expect(container.textContent).toBe('');
    await lockScreen();
    expect(screen.queryByLabelText('Name')).toBeNull();
    expect(sent('status.view')).toEqual([]);
    await waitFor(() => expect(document.activeElement).toBe(field()));
    enter(PASSPHRASE);
    expect(await screen.findByText('Eddie’s TV')).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Backup Bridge is locked' })).toBeNull();
  });

  it('is hidden at the worker’s word, keeps what was typed, and reads again once it is unlocked', async () => {
    open();
    await screen.findByText('Eddie’s TV');
    const name = screen.getByLabelText<HTMLInputElement>('Name');
    fireEvent.input(name, { target: { value: 'typed' } });
    name.focus();
    now = LOCKED;
    changed();
    await lockScreen();
    const below = name.closest('.lock-below');
    expect(below?.classList.contains('lock-hidden')).toBe(true);
    expect((below as HTMLElement).inert).toBe(true);
    await waitFor(() => expect(document.activeElement).toBe(field()));
    // What it asks by itself fails now, and shows nothing of it.
    fireEvent.click(screen.getByText('Read'));
    const reads = sent('status.view').length;
    enter(PASSPHRASE);
    await waitFor(() => expect(below?.classList.contains('lock-hidden')).toBe(false));
    await waitFor(() => expect(sent('status.view').length).toBe(reads + 1));
    expect(name.value).toBe('typed');
    expect(document.activeElement).toBe(name);
    expect(screen.queryByText('failed')).toBeNull();
  });

  it('locks by its own clock when the time is over, without the worker’s word', async () => {
    vi.useFakeTimers();
    open();
    await pass(10);
    now = LOCKED;
    await pass(899_000);
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
    await pass(2_000);
    expect(screen.getByLabelText('Passphrase')).toBeTruthy();
  });

  it('shows itself with its failures where the worker cannot say, and asks again', async () => {
    vi.useFakeTimers();
    const failure: Failure = { code: 'storage', message: 'The disk is full.', nextStep: '' };
    worker.mockImplementation((async () => ({ ok: false, failure })) as unknown as typeof send);
    open();
    await pass(10);
    await pass(10);
    expect(screen.getByText('failed')).toBeTruthy();
    now = LOCKED;
    play();
    await pass(3_000);
    expect(screen.getByLabelText('Passphrase')).toBeTruthy();
  });
});

describe('what a user does', () => {
  const press = () => byUser(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));

  it('is reported at most every 30 seconds, and only what a user did', async () => {
    vi.useFakeTimers();
    open();
    await pass(10);
    const name = screen.getByLabelText('Name');
    name.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
    fireEvent.click(screen.getByText('Read'));
    await pass(60_000);
    expect(sent('lock.active')).toHaveLength(0);
    for (const event of [press(), press(), byUser(new Event('pointerdown', { bubbles: true }))])
      name.dispatchEvent(event);
    await pass(29_000);
    name.dispatchEvent(press());
    expect(sent('lock.active')).toHaveLength(1);
    await pass(1_000);
    name.dispatchEvent(byUser(new Event('wheel', { bubbles: true })));
    expect(sent('lock.active')).toHaveLength(2);
  });

  it.each([
    ['without a passphrase', NO_LOCK],
    ['while it is locked', LOCKED],
  ])('is not reported %s', async (_, view) => {
    now = view;
    open();
    await waitFor(() => expect(screen.queryByRole('main') ?? screen.queryByLabelText('Name')).toBeTruthy());
    document.body.dispatchEvent(press());
    expect(sent('lock.active')).toEqual([]);
  });
});

describe('the lock screen', () => {
  it('names a wrong passphrase in an alert, and takes the next one', async () => {
    now = LOCKED;
    open();
    await lockScreen();
    expect(field().type).toBe('password');
    enter('');
    expect(sent('lock.unlock')).toEqual([]);
    enter('wrong horse');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The passphrase is wrong.');
    expect(alert.textContent).toContain('Try again in 30 seconds.');
    await waitFor(() => expect(document.activeElement).toBe(field()));
    expect(field().value).toBe('');
    expect(field().getAttribute('aria-invalid')).toBe('true');
    enter(PASSPHRASE);
    await screen.findByText('Eddie’s TV');
  });

  it('lets Escape cancel nothing of what it hides', async () => {
    open();
    await screen.findByText('Eddie’s TV');
    now = LOCKED;
    changed();
    await lockScreen();
    fireEvent.keyDown(field(), { key: 'Escape' });
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(escaped).not.toHaveBeenCalled();
    expect(await lockScreen()).toBeTruthy();
    enter(PASSPHRASE);
    await waitFor(() => expect(screen.queryByLabelText('Passphrase')).toBeNull());
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(escaped).toHaveBeenCalledOnce();
  });

  it('explains what a forgotten passphrase costs, and disconnects at the second click only', async () => {
    now = LOCKED;
    open();
    await lockScreen();
    fireEvent.click(screen.getByRole('button', { name: 'Forgot the passphrase?' }));
    expect(await screen.findByText(/deletes the keys of ConnectWise and of the backup portal/)).toBeTruthy();
    expect(screen.getByText(/The journal and the settings are kept/)).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Back'));
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    await lockScreen();
    expect(sent('lock.forget')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Forgot the passphrase?' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Disconnect and remove the lock' }));
    await screen.findByText('Eddie’s TV');
    expect(sent('lock.forget')).toHaveLength(1);
  });

  it('takes no passphrase in the frame inside ConnectWise: it opens a window, and can be collapsed', async () => {
    now = LOCKED;
    const frame = { onUnlock: vi.fn(), onCollapse: vi.fn() };
    render(
      <BehindLock frame={frame}>
        <Page />
      </BehindLock>,
    );
    await lockScreen();
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
    expect(screen.queryByRole('button', { name: /Forgot/ })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Unlock in a window…' }));
    fireEvent.click(screen.getByRole('button', { name: 'Collapse Backup Bridge' }));
    expect(frame.onUnlock).toHaveBeenCalledOnce();
    expect(frame.onCollapse).toHaveBeenCalledOnce();
  });
});
