import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CustomerPicker } from '../../../components/panel/customer-picker.tsx';
import { customerSearch } from '../../../lib/domain/customer-search.ts';

const many = Array.from({ length: 60 }, (_, index) => ({ id: String(index + 1), name: `Customer ${index + 1}` }));
const onChoose = vi.fn();
const onClose = vi.fn();
let root: HTMLElement;

/** The worker's search, over all of them. */
const search = vi.fn(async (text: string) => customerSearch(many, [], 'EFS')(text));

function show(customers = many) {
  act(() =>
    render(
      <CustomerPicker
        customers={customers}
        search={search}
        first={['7']}
        prefix="EFS"
        onChoose={onChoose}
        onClose={onClose}
      />,
      root,
    ),
  );
}
const input = () => root.querySelector<HTMLInputElement>('[role=combobox]') as HTMLInputElement;
const options = () => [...root.querySelectorAll<HTMLElement>('[role=option]')];
const press = (key: string) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  act(() => void input().dispatchEvent(event));
  return event;
};
const type = (text: string) =>
  act(() => {
    input().value = text;
    input().dispatchEvent(new Event('input', { bubbles: true }));
  });
/** The option that a screen reader announces. */
const active = () =>
  root.querySelector(`#${CSS.escape(input().getAttribute('aria-activedescendant') ?? '-')}`)?.textContent;

beforeEach(() => {
  root = document.createElement('div');
  document.body.append(root);
  vi.clearAllMocks();
});
afterEach(() => {
  render(null, root);
  root.remove();
});

describe('CustomerPicker', () => {
  it('takes the focus, shows twenty with those of the company first, and says how to find others', () => {
    show();
    expect(document.activeElement).toBe(input());
    expect(options()).toHaveLength(20);
    expect(active()).toBe('Customer 7EFS-7');
    expect(root.querySelector('[role=status]')?.textContent).toBe(
      'Type at least 2 characters to search all customers of the portal.',
    );
    expect(input().getAttribute('aria-controls')).toBe(root.querySelector('[role=listbox]')?.id);
  });

  it('narrows as the user types, and chooses by Enter', () => {
    show();
    type('customer 42');
    expect(options().map((option) => option.textContent)).toEqual(['Customer 42EFS-42']);
    press('Enter');
    expect(onChoose).toHaveBeenCalledWith('42');
  });

  it('moves by arrows, Home and End, around the ends', () => {
    show(many.slice(0, 3));
    const seen = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End'].map((key) => {
      expect(press(key).defaultPrevented).toBe(true);
      return active();
    });
    expect(seen.map((text) => text?.replace(/EFS.*/, ''))).toEqual([
      'Customer 2',
      'Customer 3',
      'Customer 1',
      'Customer 3',
      'Customer 1',
      'Customer 3',
    ]);
  });

  it('closes by Escape without choosing, and chooses by a click', () => {
    show();
    press('Escape');
    expect(onClose).toHaveBeenCalledOnce();
    expect(onChoose).not.toHaveBeenCalled();
    act(() => options()[1]?.click());
    expect(onChoose).toHaveBeenCalledOnce();
  });

  it('asks the worker once the text has rested, and shows what it found', async () => {
    show([]);
    type('c');
    type('customer 4');
    expect(root.querySelector('[role=status]')?.textContent).toBe('Searching…');
    await vi.waitFor(() => expect(options().length).toBeGreaterThan(1));
    expect(search.mock.calls).toEqual([['customer 4']]);
    expect(options()[0]?.textContent).toBe('Customer 4EFS-4');
  });

  it('reports when nothing matches, and separates names from the text around them', async () => {
    show([{ id: '9', name: 'שלום & Söhne' }]);
    expect(root.querySelector('bdi')?.textContent).toBe('שלום & Söhne');
    type('zebra');
    press('Enter');
    expect(onChoose).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(root.querySelector('[role=status]')?.textContent).toContain('“zebra”'));
    expect(input().getAttribute('aria-expanded')).toBe('false');
  });
});
