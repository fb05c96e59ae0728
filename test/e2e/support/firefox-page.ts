import type { FirefoxPage } from '../../support/browser/firefox.ts';

/** One element: by its label, by the words on a button, or by a selector; inside a form, or inside our layer. */
export interface Where {
  label?: string;
  button?: string;
  selector?: string;
  within?: string;
  inLayer?: boolean;
}

/**
 * The element that `Where` means, once it can be used, does not move and is not covered: its centre in the
 * viewport. Our marks follow fields that are filled late, so a place looked up once may be an old one.
 */
const FIND = `async (where) => {
  const root = where.inLayer ? document.querySelector('div[data-backup-bridge]')?.shadowRoot : document;
  const scope = where.within ? root?.querySelector(where.within) : root;
  if (!scope) return null;
  const text = (element) => element.innerText.replace(/\\s+/g, ' ').trim();
  const found = [...scope.querySelectorAll(where.selector ?? (where.button ? 'button' : 'label'))].filter(
    (element) => element.checkVisibility() && (where.selector || text(element).startsWith(where.button ?? where.label)),
  )[0];
  const target = where.label ? found && (found.control ?? found.querySelector('input')) : found;
  if (!target || target.disabled) return null;
  target.scrollIntoView({ block: 'center' });
  const centre = () => {
    const { left, top, width, height } = target.getBoundingClientRect();
    return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
  };
  const before = centre();
  await new Promise((resolve) => setTimeout(resolve, 250));
  const { x, y } = centre();
  const hit = target.getRootNode().elementFromPoint(x, y);
  const isFree = hit && (target.contains(hit) || hit.contains(target));
  return target.isConnected && isFree && x === before.x && y === before.y ? { x, y } : null;
}`;

const SET = `(where, value) => {
  const scope = document.querySelector(where.within);
  const label = [...scope.querySelectorAll('label')].find((element) => element.innerText.trim() === where.label);
  const control = label.control;
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value').set;
  control.focus();
  setter.call(control, value);
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
  return control.value === value;
}`;

/** A real click: pressed by the browser, so it is trusted and lends a user's activation. */
export async function click(page: FirefoxPage, where: Where): Promise<void> {
  const { x, y } = await page.until<{ x: number; y: number }>(FIND, [where]);
  await page.press(x, y);
}

/**
 * Presses an element until the page shows what that does, as a user does who sees that nothing happened: on a busy machine a mark may
 * move between the look for it and the press.
 */
export async function clickUntil(page: FirefoxPage, where: Where, shows: string, args: unknown[]): Promise<void> {
  const isShown = async () => (await page.until(shows, args, 5_000).catch(() => false)) !== false;
  // What was pressed late is gone by then: that is no failure of its own.
  for (let tries = 1; tries < 4; tries += 1) {
    await click(page, where).catch(() => undefined);
    if (await isShown()) return;
  }
  await page.until(shows, args);
}

/** Puts a value into a labelled field of one of our own pages. */
export async function fill(page: FirefoxPage, where: Where, value: string): Promise<void> {
  await page.until(FIND, [where]);
  await page.until(SET, [where, value]);
}
