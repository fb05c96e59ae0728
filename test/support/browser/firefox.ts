import type { Bidi } from './bidi.ts';
import { openLayer } from './firefox-layer.ts';
import { restartUnderPolicies } from './firefox-policy.ts';
import { FIREFOX_ORIGIN, type FirefoxOptions, GECKO_ID, startFirefox } from './firefox-process.ts';
import { launchWatcher } from './watch-launches.ts';

/** Longer than what the panel asks for (components/panel/clearly-visible.ts). */
const LOOK_MS = 900;

/**
 * A tab, or a frame of it. Scripts run in the page's own world and see its DOM. The driver gives them our layer's closed root too, as
 * if it were open; the page has no way in.
 */
export interface FirefoxPage {
  /** Runs a function declaration given as text with JSON arguments; `click: true` lends it a user's activation. */
  run<T>(functionDeclaration: string, args?: readonly unknown[], options?: { click?: boolean }): Promise<T>;
  /** Runs until the answer is not null, undefined or false; ends in an error that shows the last answer. */
  until<T>(functionDeclaration: string, args?: readonly unknown[], timeout?: number): Promise<T>;
  /** Presses and releases the mouse at a point of the viewport, as a user does: the events are trusted. */
  press(x: number, y: number): Promise<void>;
  /** The frame whose address holds this text, as soon as there is one. */
  frame(address: string): Promise<FirefoxPage>;
  /** PNG, base64. */
  screenshot(): Promise<string>;
}

export interface Firefox {
  /** All tabs opened so far. */
  readonly pages: readonly FirefoxPage[];
  /** `seesLayer: false`: scripts see of our layer what the page's own see. */
  open(url: string, options?: { seesLayer: boolean }): Promise<FirefoxPage>;
  openOwn(page: string): Promise<FirefoxPage>;
  /** Puts another policy in force and starts the extension again; its pages are closed by that. */
  restartUnder(policy: object): Promise<void>;
  close(): Promise<void>;
}

/** Starts Firefox with the built extension, for scripts that are sent to its pages. */
export async function launchFirefox(options: FirefoxOptions): Promise<Firefox> {
  const { bidi, close } = await startFirefox(options);
  const pages: FirefoxPage[] = [];
  const open = async (url: string, wait: 'complete' | 'none', seesLayer = true) => {
    const page = await openTab(bidi, url, wait, seesLayer);
    pages.push(page);
    return page;
  };
  const firefox: Firefox = {
    pages,
    open: (url, { seesLayer } = { seesLayer: true }) => open(url, 'complete', seesLayer),
    // The load event of moz-extension pages never reaches BiDi: navigate and look for yourself.
    openOwn: (page) => open(`${FIREFOX_ORIGIN}/${page}`, 'none'),
    restartUnder: (policy) => restartUnderPolicies(bidi, { [GECKO_ID]: policy }),
    async close() {
      await launchWatcher()?.closingFirefox(firefox);
      await close();
    },
  };
  return firefox;
}

async function openTab(bidi: Bidi, url: string, wait: 'complete' | 'none', seesLayer: boolean): Promise<FirefoxPage> {
  const { context } = await bidi.send<{ context: string }>('browsingContext.create', { type: 'tab' });
  await bidi.send('browsingContext.navigate', { context, url, wait });
  return pageOf(bidi, context, context, seesLayer);
}

interface ContextInfo {
  context: string;
  url: string;
  children?: ContextInfo[] | null;
}

function pageOf(bidi: Bidi, tab: string, context: string, seesLayer: boolean): FirefoxPage {
  const run = async <T>(
    functionDeclaration: string,
    args: readonly unknown[] = [],
    { click = false } = {},
  ): Promise<T> => {
    if (seesLayer) await openLayer(bidi, context);
    // Values cross as JSON text: BiDi's own value format says the same at ten times the length.
    const answer = await bidi.send<{ type: string; result?: { value?: string }; exceptionDetails?: { text: string } }>(
      'script.callFunction',
      {
        functionDeclaration: `async (text) => JSON.stringify((await (${functionDeclaration})(...JSON.parse(text))) ?? null)`,
        arguments: [{ type: 'string', value: JSON.stringify(args) }],
        target: { context },
        awaitPromise: true,
        userActivation: click,
      },
    );
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text ?? 'The script threw.');
    return JSON.parse(answer.result?.value ?? 'null') as T;
  };
  return {
    run,
    async until<T>(functionDeclaration: string, args: readonly unknown[] = [], timeout = 75_000): Promise<T> {
      const end = Date.now() + timeout;
      let last: T | null | false = null;
      let lastError = '';
      while (Date.now() < end) {
        try {
          last = await run<T | null | false>(functionDeclaration, args);
          if (last !== null && last !== false) return last;
        } catch (error) {
          lastError = error instanceof Error ? error.message : String(error);
        }
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      throw new Error(
        `Waited ${timeout} ms for ${JSON.stringify(args)} in ${functionDeclaration.slice(0, 200)}; last: ${JSON.stringify(last)} ${lastError}`,
      );
    },
    async press(x, y) {
      // Input goes to the tab in front.
      await bidi.send('browsingContext.activate', { context: tab });
      const actions = [
        { type: 'pointerMove', x, y },
        // In our panel a user looks before they click: what has only just appeared is not acted on.
        ...(context === tab ? [] : [{ type: 'pause', duration: LOOK_MS }]),
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await bidi.send('input.performActions', { context, actions: [{ type: 'pointer', id: 'mouse', actions }] });
    },
    async frame(address) {
      const end = Date.now() + 75_000;
      for (;;) {
        const { contexts } = await bidi.send<{ contexts: ContextInfo[] }>('browsingContext.getTree', { root: tab });
        const found = contexts.flatMap(({ children }) => children ?? []).find(({ url }) => url.includes(address));
        if (found) return pageOf(bidi, tab, found.context, seesLayer);
        if (Date.now() > end) throw new Error(`No frame at ${address} in ${JSON.stringify(contexts)}`);
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    },
    async screenshot() {
      return (await bidi.send<{ data: string }>('browsingContext.captureScreenshot', { context: tab })).data;
    },
  };
}
