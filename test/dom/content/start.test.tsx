import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Feature, Send } from '../../../lib/content/feature.ts';
import { LAYER } from '../../../lib/content/layer-host.ts';
import { type ContentParts, startContent } from '../../../lib/content/start.ts';
import { silentLog } from '../../../lib/shared/log.ts';
import { layerRoot } from '../../support/layer-root.ts';

const button: Feature<string> = {
  id: 'button',
  when: (screen) => screen || null,
  start(work) {
    const clicked = (): void => void work.send('page.open-window', {});
    work.layer.place('button', work.signal).show(
      <button type="button" onClick={clicked}>
        Apply
      </button>,
    );
  },
};

const life = new AbortController();
let alive = true;
function start(change: Partial<ContentParts<string, object>> = {}) {
  let look = (): void => {};
  let screen = 'company';
  const send = vi.fn(async () => ({ ok: true, value: null }));
  startContent({
    page: document,
    features: [button],
    readScreen: () => screen,
    watch(_, onLook) {
      look = onLook;
      onLook();
      return { soon() {} };
    },
    send: send as unknown as Send,
    shared: {},
    isOff: () => false,
    css: '.x { color: red }',
    log: silentLog,
    clock: Date.now,
    signal: life.signal,
    isAlive: () => alive,
    ...change,
  });
  return {
    send,
    look: (next: string) => {
      screen = next;
      look();
    },
  };
}
const root = () => layerRoot();
const click = () => root()?.querySelector('button')?.click();

afterEach(() => {
  alive = true;
});

describe('startContent', () => {
  it('adds one element of its own to the page, changes nothing else, and removes it on extension update', () => {
    document.body.innerHTML = '<div class="cw-ViewRoot"><input value="theirs"></div>';
    const before = document.body.outerHTML;
    const { look } = start();
    expect(document.body.outerHTML).toBe(before);
    expect(document.querySelectorAll(LAYER)).toHaveLength(1);

    alive = false;
    look('company');
    expect(document.querySelectorAll(LAYER)).toHaveLength(0);
    expect(document.body.outerHTML).toBe(before);
  });

  it('removes a view when its screen is left', () => {
    const { look } = start();
    expect(root()?.querySelector('button')).toBeTruthy();
    look('');
    expect(root()?.querySelector('button')).toBeNull();
    alive = false;
    look('');
  });

  it('removes what a feature drew when it is switched off, and draws it again when it is switched on', () => {
    let off = '';
    const { look } = start({ isOff: (id) => id === off });
    expect(root()?.querySelector('button')).toBeTruthy();
    off = 'button';
    look('company');
    expect(root()?.querySelectorAll('*:not(style)')).toHaveLength(0);
    off = '';
    look('company');
    expect(root()?.querySelector('button')).toBeTruthy();
    alive = false;
    look('');
  });

  it('ignores the clicks of a page script, which are not trusted events', () => {
    const { send, look } = start();
    expect(root()?.querySelector('button')).toBeTruthy();
    click();
    expect(send).not.toHaveBeenCalled();
    alive = false;
    look('');
  });

  it('passes on the click of a user', () => {
    alive = true;
    const { send, look } = start({ fromUser: () => true });
    click();
    expect(send).toHaveBeenCalledTimes(1);
    alive = false;
    look('');
  });
});
