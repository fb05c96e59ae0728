import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepFocus } from '../../../components/ui/keep-focus.ts';

const PAGE = `
  <main>
    <h1>Options</h1>
    <section>
      <h2>Connections</h2>
      <div class="bb-field"><input id="site"><button id="use">Use</button></div>
      <h3>Fix</h3>
      <footer><button id="apply">Apply</button></footer>
    </section>
    <section id="later"><h2>Later</h2><button id="other">Other</button></section>
  </main>`;
let left: AbortController;

const get = (id: string) => document.getElementById(id) as HTMLElement;
const focused = () => document.activeElement?.id || document.activeElement?.textContent;
/** Mutations are reported, and two frames drawn. */
const drawn = async () => {
  for (let frames = 0; frames < 3; frames += 1) await new Promise((done) => requestAnimationFrame(done));
};

beforeEach(() => {
  document.body.innerHTML = PAGE;
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  Element.prototype.checkVisibility ??= () => true;
  left = new AbortController();
  keepFocus(left.signal);
});
afterEach(() => {
  left.abort();
  vi.restoreAllMocks();
});

describe('the focus', () => {
  it('goes to the field whose button is taken away', async () => {
    get('use').focus();
    get('use').remove();
    await drawn();
    expect(focused()).toBe('site');
  });

  it('goes to the heading before what is taken away', async () => {
    get('apply').focus();
    get('apply').closest('footer')?.remove();
    await drawn();
    expect(focused()).toBe('Fix');
  });

  it('goes to an earlier heading where the nearest is taken away too', async () => {
    get('other').focus();
    get('later').remove();
    await drawn();
    expect(focused()).toBe('Fix');
  });

  it('stays where a view has given it to', async () => {
    get('apply').focus();
    get('apply').remove();
    get('site').focus();
    await drawn();
    expect(focused()).toBe('site');
  });

  it('is not brought back after a click beside everything', async () => {
    get('apply').focus();
    dispatchEvent(new Event('pointerdown'));
    get('apply').remove();
    await drawn();
    expect(document.activeElement).toBe(document.body);
  });

  it('is not moved in a page that the user is not in', async () => {
    vi.mocked(document.hasFocus).mockReturnValue(false);
    get('apply').focus();
    get('apply').remove();
    await drawn();
    expect(document.activeElement).toBe(document.body);
  });
});
