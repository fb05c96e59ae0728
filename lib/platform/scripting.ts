import { browser } from 'wxt/browser';
import { hostPattern } from './permissions.ts';

const ON_PREMISE = 'connectwise-on-premise';

/**
 * Runs the content script of the manifest on one more host, across restarts, or on none besides the manifest's. Needs the host's
 * permission. Tabs that are open already get it when they are loaded again.
 */
export async function registerContentScript(hostname: string | null): Promise<void> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [ON_PREMISE] });
  const matches = hostname === null ? [] : [hostPattern(hostname)];
  if (registered && registered.matches?.join() === matches.join()) return;
  if (registered) await browser.scripting.unregisterContentScripts({ ids: [ON_PREMISE] });
  if (matches.length === 0) return;

  const [declared] = browser.runtime.getManifest().content_scripts ?? [];
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
