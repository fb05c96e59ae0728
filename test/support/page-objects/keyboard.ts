import type { Locator, Page } from 'playwright-core';

/** Where the focus was when it was lost, and how many clicks a pointer made. */
interface Watched {
  lost: string[];
  pointers: number;
}

/** The target lies so many presses of Tab away at most. */
const MOST_PRESSES = 400;

/** A user without a pointer: Tab, Shift+Tab, Enter, Space, letters. Every press is checked for a focus that can be seen. */
export class Keyboard {
  readonly page: Page;
  /** Whether the focus was anywhere yet. */
  #isBegun = false;

  constructor(page: Page) {
    this.page = page;
  }

  /** Watches the focus of every document that the page opens from now on. */
  async watch(): Promise<void> {
    await this.page.addInitScript(watchFocus);
  }

  /** What was watched in the document that is open. */
  watched(): Promise<Watched> {
    return this.page.evaluate(() => (window as unknown as { watched: Watched }).watched);
  }

  /** Moves the focus to the element, which may not be there yet. Throws where the keyboard does not reach it. */
  async reach(target: Locator): Promise<void> {
    await target.waitFor();
    if (this.#isBegun && !(await this.page.evaluate(hasFocusSoon))) {
      const { lost } = await this.watched();
      throw new Error(`The focus was lost before ${target}: ${lost.at(-1)}`);
    }
    this.#isBegun = true;
    for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
      const where = await target.evaluate(placeOf);
      if (where === 'here') return this.#expectVisible();
      await this.page.keyboard.press(where === 'before' ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`The keyboard does not reach ${target}.`);
  }

  /** Reaches a control and presses a key on it. */
  async press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press(key);
  }

  /** Reaches a field, or a list in which the text begins one choice, and types. */
  async type(target: Locator, text: string): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.type(text);
  }

  async #expectVisible(): Promise<void> {
    const hidden = await this.page.evaluate(hiddenFocus);
    if (hidden) throw new Error(`The focus cannot be seen: ${hidden}`);
  }
}

/** Runs in the page. */
function placeOf(target: Element): 'here' | 'before' | 'behind' {
  const active = document.activeElement ?? document.body;
  if (active === target) return 'here';
  const isBefore = active.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
  return isBefore && active !== document.body ? 'before' : 'behind';
}

/** Runs in the page: what has the focus without showing it; undefined: it is seen. */
function hiddenFocus(): string | undefined {
  const active = document.activeElement ?? document.body;
  const { outlineStyle, outlineWidth } = getComputedStyle(active);
  const { width, height } = active.getBoundingClientRect();
  const isSeen =
    active.checkVisibility() && outlineStyle !== 'none' && outlineWidth !== '0px' && width > 4 && height > 4;
  return isSeen ? undefined : active.outerHTML.slice(0, 200);
}

/** Runs in the page: whether something of its main part or of a dialog has the focus, or takes it within some frames. */
async function hasFocusSoon(): Promise<boolean> {
  const hasFocus = () => Boolean(document.activeElement?.closest('main, dialog, [role=dialog]'));
  for (let frames = 0; frames < 10 && !hasFocus(); frames += 1)
    await new Promise((drawn) => requestAnimationFrame(drawn));
  return hasFocus();
}

/** Runs in the page, before all else. */
function watchFocus(): void {
  const watched: Watched = { lost: [], pointers: 0 };
  Object.assign(window, { watched });
  let last: string | undefined;
  let frames = 0;
  const isLost = () => !document.activeElement?.closest('main, dialog, [role=dialog], nav');
  const look = () => {
    if (!isLost()) {
      last = document.activeElement?.outerHTML.slice(0, 200);
      frames = 0;
    } else if (last !== undefined) {
      frames += 1;
      // What takes the focus instead may be drawn some frames later.
      if (frames === 6) watched.lost.push(last);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  addEventListener('pointerdown', () => {
    watched.pointers += 1;
  });
}
