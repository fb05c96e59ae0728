import { Window } from 'happy-dom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Send } from '../../../lib/content/feature.ts';
import { teach } from '../../../lib/features/teach/index.tsx';
import { fieldTable } from '../../../lib/host/selectors.ts';
import { layerRoot } from '../../support/layer-root.ts';
import { input, layOut, pod, row } from '../host/page.ts';

let undo: () => void;
let stop: AbortController;
let alive: boolean;
beforeEach(() => {
  undo = layOut();
  stop = new AbortController();
  alive = true;
  vi.useFakeTimers();
});
afterEach(() => {
  stop.abort();
  undo();
  document.body.innerHTML = '';
  vi.useRealTimers();
});

const PAGE = pod(row('Geräte-ID', input('EFS-342')) + row('Gerätetyp', input('Workstations')));
/** What a click of a user sends, in this order. */
const CLICK = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];

function start(html = PAGE, answer: unknown = { ok: true, value: {} }) {
  document.body.innerHTML = html;
  const before = document.documentElement.outerHTML;
  const theirs: string[] = [];
  const heard = (event: Event) => theirs.push(event.type);
  const types = [...CLICK, 'keydown', 'keyup', 'focusin', 'change', 'input'];
  for (const type of types) document.body.addEventListener(type, heard, { signal: stop.signal });
  const sent: unknown[] = [];
  const send = vi.fn(async (_name: string, message: unknown) => {
    sent.push(message);
    return answer;
  });
  const onTaught = vi.fn();
  teach(
    'managedId',
    {
      page: document,
      css: '',
      fields: () => fieldTable({}),
      screen: () => 'managed-id-entry',
      send: send as unknown as Send,
      onTaught,
      isAlive: () => alive,
      fromUser: () => true,
    },
    stop.signal,
  );
  const root = () => layerRoot();
  const press = (label: string) => {
    const button = [...(root()?.querySelectorAll('button') ?? [])].find((one) => one.textContent === label);
    if (!button) throw new Error(`No button ${label} in: ${root()?.textContent}`);
    button.click();
  };
  return { before, theirs, sent, onTaught, root, press, text: () => root()?.textContent ?? '' };
}
const control = (nth = 0): HTMLInputElement => {
  const found = document.querySelectorAll('input')[nth];
  if (!found) throw new Error('The page has no such field.');
  return found;
};
/** Of the frame that the target is in, as a user's are. */
const eventsOf = (target: Element) => (target.ownerDocument.defaultView ?? window) as typeof globalThis;
const SEEN_BY_ALL = { bubbles: true, cancelable: true, composed: true };
const fire = (target: Element, ...types: string[]) =>
  types.map((type) => target.dispatchEvent(new (eventsOf(target).MouseEvent)(type, SEEN_BY_ALL)));
const key = (target: Element, name: string) =>
  ['keydown', 'keyup'].map((type) =>
    target.dispatchEvent(new (eventsOf(target).KeyboardEvent)(type, { key: name, ...SEEN_BY_ALL })),
  );

describe('teaching a field', () => {
  it('waits for a click, keeps it from the page, shows what the field is found by, and stores it', async () => {
    const { text, theirs, press, sent, onTaught } = start();
    expect(text()).toContain('Click on the field Managed ID. Esc cancels.');
    expect(fire(control(), ...CLICK)).toEqual(CLICK.map(() => false));
    expect(theirs).toEqual([]);
    expect(text()).toContain('Found by the label “Geräte-ID”. Exactly one such field is here. Use it?');
    expect(sent).toEqual([]);

    press('Use it');
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([{ field: 'managedId', screen: 'managed-id-entry', labels: ['Geräte-ID'], classes: [] }]);
    expect(onTaught).toHaveBeenCalledTimes(1);
    expect(text()).toContain('Managed ID is known now.');
  });

  it('returns clicks to the page after the first one', () => {
    const { theirs } = start();
    fire(control(), ...CLICK);
    expect(fire(control(1), 'click')).toEqual([true]);
    expect(theirs).toEqual(['click']);
  });

  it('outlines the element under the pointer in our layer, not on the page', () => {
    const { root, before } = start();
    expect(root()?.querySelector('.outline')).toBeNull();
    fire(control(), 'pointerover');
    expect(root()?.querySelector('.outline')).toBeTruthy();
    fire(document.body, 'pointerover');
    expect(root()?.querySelector('.outline')).toBeNull();
    expect(`<html>${document.head.outerHTML}${document.body.outerHTML}</html>`).toBe(before);
  });

  it('works by keyboard: the focused field, then Enter, which the page does not receive', () => {
    const { text, theirs, root, press } = start();
    control().focus();
    expect(root()?.querySelector('.outline')).toBeTruthy();
    theirs.length = 0;
    key(control(), 'Tab');
    expect(theirs).toEqual(['keydown', 'keyup']);
    theirs.length = 0;
    key(control(), 'Enter');
    expect(theirs).toEqual([]);
    expect(text()).toContain('Found by the label “Geräte-ID”.');
    press('Cancel');
    expect(root()).toBeUndefined();
    expect(document.activeElement).toBe(control());
  });

  it('ends at Escape without a trace, and the page does not receive the key', () => {
    const { theirs, before, sent } = start();
    key(document.body, 'Escape');
    expect(theirs).toEqual([]);
    expect(document.documentElement.outerHTML).toBe(before);
    expect(sent).toEqual([]);
    fire(control(), 'click');
    expect(theirs).toEqual(['click']);
  });

  it('selects a disabled field, which receives no click', async () => {
    const { text } = start();
    control().disabled = true;
    fire(control(), 'pointerdown', 'pointerup');
    await vi.advanceTimersByTimeAsync(200);
    expect(text()).toContain('Found by the label “Geräte-ID”.');
  });

  it('shows that several fields have that name, and lets the user try again', () => {
    const { text, press } = start(pod(row('Geräte-ID', input())) + pod(row('Geräte-ID', input())));
    fire(control(), ...CLICK);
    expect(text()).toContain('Several fields here have the label “Geräte-ID”');
    expect(text()).not.toContain('Use it');
    press('Try again');
    expect(text()).toContain('Click on the field Managed ID.');
  });

  it('shows that nothing stable identifies the clicked element', () => {
    const { text, sent } = start('<div class="GMDB3DUBXY"><input class="x-auto-29-input"></div>');
    fire(control(), ...CLICK);
    expect(text()).toContain('Nothing there stays the same when the page is loaded again');
    expect(sent).toEqual([]);
  });

  it('works in frames of the same origin, also in one that was added later', async () => {
    const { text, root } = start('<p>Banner</p>');
    // happy-dom loads no frames: a second window represents the content of the frame.
    const frame = document.createElement('iframe');
    const inner = new Window().document as unknown as Document;
    Object.defineProperty(frame, 'contentDocument', { value: inner });
    document.body.append(frame);
    inner.body.innerHTML = PAGE;
    await vi.advanceTimersByTimeAsync(500);
    const field = inner.querySelector('input');
    if (!field) throw new Error('The frame has no field.');
    fire(field, 'pointerover');
    expect(root()?.querySelector('.outline')).toBeTruthy();
    fire(field, ...CLICK);
    expect(text()).toContain('Found by the label “Geräte-ID”.');
  });

  it('shows the reason when it could not be stored', async () => {
    const failure = { code: 'interrupted', message: 'The extension was stopped.', nextStep: 'Try again.' };
    const { text, press, onTaught } = start(PAGE, { ok: false, failure });
    fire(control(), ...CLICK);
    press('Use it');
    await vi.advanceTimersByTimeAsync(0);
    expect(text()).toContain('The extension was stopped. Try again.');
    expect(onTaught).not.toHaveBeenCalled();
  });

  it('ends when the extension is updated', async () => {
    const { before, theirs } = start();
    alive = false;
    await vi.advanceTimersByTimeAsync(300);
    expect(document.documentElement.outerHTML).toBe(before);
    fire(control(), 'click');
    expect(theirs).toEqual(['click']);
  });
});
