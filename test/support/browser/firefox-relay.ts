import { chmodSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { BidiError, type BidiEvent } from './bidi.ts';
import type { FirefoxProcess } from './firefox-process.ts';
import { runInFirefox } from './firefox-window.ts';

/** Playwright sends it for every page, and this Firefox does not know it: the color scheme is set in the browser's own window. */
const MEDIA_FEATURES = 'emulation.setMediaFeaturesOverride';

export interface Relay {
  /** What Playwright starts in place of a browser. */
  program: string;
  /** Says which pages of ours went with the extension: Firefox closes them, and does not say so. */
  reportClosed(): Promise<void>;
  close(): void;
}

/**
 * Lets Playwright use the session of a Firefox that runs already. Firefox grants one session alone, and Playwright has no command
 * for extensions, so the commands of both share it. Our own pages need help: Firefox names their realms only when it is asked for
 * them, and never says that they are loaded or closed.
 * @param observe sees every event
 */
export async function relayToPlaywright(firefox: FirefoxProcess, observe: (event: BidiEvent) => void): Promise<Relay> {
  const { bidi, session, profile, pid } = firefox;
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  let playwright: WebSocket | undefined;
  const sayClosed = (context: unknown) => {
    const closed = { context, parent: null, children: null, url: '', userContext: 'default' };
    say({ type: 'event', method: 'browsingContext.contextDestroyed', params: closed });
  };
  const dark = new Set<string>();
  const own = new Set<string>();
  const say = (message: object) => playwright?.send(JSON.stringify(message));

  bidi.onEvent = (event) => {
    observe(event);
    say({ type: 'event', ...event });
    if (event.method !== 'browsingContext.navigationCommitted' || !isOwnPage(event)) return;
    own.add(String(event.params.context));
    void reportOwnPage(firefox, event, say);
  };
  // Playwright takes a browser for closed when its connection is.
  bidi.onClose = () => playwright?.close();
  server.on('connection', (socket) => {
    playwright = socket;
    socket.on('message', async (data) => {
      const { id, method, params } = JSON.parse(String(data));
      try {
        say({ type: 'success', id, result: await answer(method, params) });
      } catch (error) {
        const { code, text } = error instanceof BidiError ? error : new BidiError('unknown error', String(error));
        say({ type: 'error', id, error: code, message: text });
      }
    });
  });
  async function answer(method: string, params: Record<string, unknown>): Promise<unknown> {
    if (method === 'session.new') return session;
    if (method === MEDIA_FEATURES) {
      await setScheme(params as unknown as MediaFeatures);
      return {};
    }
    const result = await bidi.send(method, params);
    if (method === 'browsingContext.close') {
      own.delete(String(params.context));
      sayClosed(params.context);
    }
    return result;
  }
  /** Headless, every page is light: only what was dark before needs to be said. */
  async function setScheme({ features, contexts = [] }: MediaFeatures): Promise<void> {
    const scheme = features['prefers-color-scheme'] ?? 'none';
    for (const context of contexts) {
      if (scheme !== 'dark' && !dark.has(context)) continue;
      dark.add(context);
      await runInFirefox(bidi, SET_SCHEME, { context, scheme });
    }
  }
  async function reportClosed(): Promise<void> {
    const { contexts } = await bidi.send<{ contexts: { context: string }[] }>('browsingContext.getTree', {
      maxDepth: 0,
    });
    for (const context of own) {
      if (contexts.some((open) => open.context === context)) continue;
      own.delete(context);
      sayClosed(context);
    }
  }
  const { port } = server.address() as AddressInfo;
  return { program: programOf(profile, port, pid), reportClosed, close: () => server.close() };
}

interface MediaFeatures {
  features: { 'prefers-color-scheme'?: 'light' | 'dark' | null };
  contexts?: string[];
}

const SET_SCHEME = `({ context, scheme }) => {
  const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
  NavigableManager.getBrowsingContextById(context).top.prefersColorSchemeOverride = scheme;
}`;

/** A program that says what Firefox says at its start, and ends when Firefox does. */
function programOf(folder: string, port: number, pid: number): string {
  const program = join(folder, 'running-firefox');
  writeFileSync(
    program,
    `#!/bin/sh\necho "WebDriver BiDi listening on ws://127.0.0.1:${port}" >&2\nwhile kill -0 ${pid} 2>/dev/null; do sleep 0.2; done\n`,
  );
  chmodSync(program, 0o755);
  return program;
}

function isOwnPage({ params }: BidiEvent): boolean {
  return String(params.url).startsWith('moz-extension:');
}

/** Brings Firefox to name the realm of a page of ours, and says when it is loaded. */
async function reportOwnPage(
  { bidi }: FirefoxProcess,
  { params }: BidiEvent,
  say: (message: object) => void,
): Promise<void> {
  const { context, navigation, url } = params;
  try {
    await bidi.send('script.getRealms', { context });
    await bidi.send('script.evaluate', { expression: LOADED, target: { context }, awaitPromise: true });
  } catch {
    // It was left before.
    return;
  }
  for (const name of ['domContentLoaded', 'load']) {
    const event = { context, navigation, url, timestamp: Date.now() };
    say({ type: 'event', method: `browsingContext.${name}`, params: event });
  }
}

const LOADED = `new Promise((resolve) => {
  if (document.readyState === 'complete') resolve();
  else addEventListener('load', resolve, { once: true });
})`;
