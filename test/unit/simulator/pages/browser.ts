import { Window } from 'happy-dom';
import { vi } from 'vitest';
import type { SimulatorClock } from '../../../simulator/clock.ts';
import type { ConnectWiseState } from '../../../simulator/connectwise/state.ts';
import { hashOf } from '../../../simulator/pages/address.ts';
import type { Place } from '../../../simulator/pages/client/places.js';
import type { WebClientOptions } from '../../../simulator/pages/web-client.ts';
import { openWebClient } from './support.ts';

/** Changes the seeded data before the client starts. */
export type ConnectWiseSeed = (state: ConnectWiseState, clock: SimulatorClock) => void;

/** Where a link leads after the server's redirection; the hash stays the browser's. */
async function landing(client: Awaited<ReturnType<typeof openWebClient>>, link: URL): Promise<URL> {
  const target = (await client.get(link.pathname + link.search)).headers.get('Location');
  return target === null ? link : new URL(target, link);
}

/**
 * Runs the client's own application in a window of its own, at an address, against a seeded web client. Requests stay
 * Node's: those of happy-dom drop cookies.
 */
export async function startClient(address: string, options: WebClientOptions = {}, prepare?: ConnectWiseSeed) {
  const client = await openWebClient({ lateMs: 5, ...options });
  prepare?.(client.state, client.clock);
  const url = await landing(client, new URL(address, 'https://na.myconnectwise.net'));
  const browser = new Window({ url: url.href });
  const page = await (await client.get(url.pathname)).text();
  const boot = /<script type="application\/json".*?<\/script>/.exec(page)?.[0] ?? '';
  browser.document.body.innerHTML = `${boot}<div id="cwApp"></div>`;
  const { document, location, history, localStorage, Event } = browser;
  const globals = { window: browser, document, location, history, localStorage, Event };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser));
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    client.app.request(new URL(path, url).href, { ...init, headers: { cookie: client.cookie } }),
  );
  vi.resetModules();
  await import('../../../simulator/pages/client/app.js');
  return client;
}

export const shown = (selector: string) =>
  [...document.querySelectorAll<HTMLElement>(selector)].filter((node) => !node.closest('.x-hide-display'));

/** The input beside a label, among what is shown. */
export function field(label: string): HTMLInputElement {
  const row = shown('tr.pod-element-row').find((node) => node.querySelector(`[title="${label}"]`));
  const input = row?.querySelector('input');
  if (!input) throw new Error(`No field ${label}`);
  return input;
}

export const banner = () => document.querySelector('.detailLabel:not(.navigationEntry)')?.textContent;

export function press(selector: string): void {
  const [button] = shown(`${selector} .mm_button`);
  if (!button) throw new Error(`No button ${selector}`);
  button.click();
}

export function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

export function go(place: Place): void {
  window.location.hash = hashOf(place);
}

/** Patient, because test machines are busy; passes as soon as it can. */
export function eventually(check: () => unknown): Promise<unknown> {
  return vi.waitFor(check, { timeout: 60_000 });
}

/** Chooses an item of a combo from its list, as a user does; `''` is the blank one. */
export async function choose(label: string, name: string): Promise<void> {
  type(field(label), name);
  const item = () => shown('.x-combo-list-item').find((node) => node.textContent === name);
  await eventually(() => {
    if (!item()) throw new Error(`No item ${name}`);
  });
  item()?.dispatchEvent(new Event('mousedown', { bubbles: true, cancelable: true }));
}
