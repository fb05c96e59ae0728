import { browser } from 'wxt/browser';
import type { ScriptPublicPath } from 'wxt/utils/inject-script';
import { hostPattern } from './permissions.ts';

/** A frame of a tab; 0 is the top frame. */
export interface Frame {
  tabId: number;
  frameId: number;
}

/** Runs a file of this extension in one frame, in the content scripts' own world. Rejects where the browser refuses. */
export async function runScriptIn({ tabId, frameId }: Frame, file: ScriptPublicPath): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: [file] });
}

const ON_PREMISE = 'connectwise-on-premise';

/**
 * Runs the content script of the manifest on one more host, across restarts, or on none besides the manifest's. Needs the host's
 * permission. Tabs that are open already get it when they are loaded again.
 */
export async function registerContentScript(hostname: string | null): Promise<void> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [ON_PREMISE] });
  const matches = hostname === null ? [] : [hostPattern(hostname)];
  const [declared] = browser.runtime.getManifest().content_scripts ?? [];
  // An older version may have registered other files.
  const isCurrent = (now: typeof registered): boolean =>
    now?.matches?.join() === matches.join() &&
    (now.css ?? []).join() === (declared?.css ?? []).join() &&
    (now.js ?? []).join() === (declared?.js ?? []).join();
  if (registered && isCurrent(registered)) return;
  if (registered) await browser.scripting.unregisterContentScripts({ ids: [ON_PREMISE] });
  if (matches.length === 0) return;

  if (!declared) throw new Error('The manifest names no content script.');
  await browser.scripting.registerContentScripts([
    {
      id: ON_PREMISE,
      matches,
      js: declared.js ?? [],
      css: declared.css ?? [],
      allFrames: declared.all_frames ?? false,
      runAt: declared.run_at ?? 'document_idle',
      persistAcrossSessions: true,
    },
  ]);
}
