import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import type { Settings } from '../../../lib/domain/settings.ts';
import type { Input } from '../../../lib/messages/protocol.ts';
import { ask } from '../browser/ask-worker.ts';
import type { Browser } from '../browser/browser.ts';
import type { ConnectWiseKeys, PortalKeys } from '../page-objects/options-page.ts';
import { saveSettings } from '../save-settings.ts';
import { CONNECTWISE_KEYS, EFS_PORTAL_KEYS, GRANTED } from './connected-browser.ts';

/**
 * Brings a browser to where `connect` brings it, by what the options page sends and without its clicks: for the many tests that begin
 * with a connection and are not about it. The worker tests keys and rights as it does for a user.
 */
export async function connectByMessages(
  browser: Browser,
  portal: PortalKeys = EFS_PORTAL_KEYS,
  connectWise: ConnectWiseKeys = CONNECTWISE_KEYS,
): Promise<void> {
  await browser.allowHosts(GRANTED);
  // A file without a script: a page of the extension that sends nothing by itself.
  const own = await browser.openOwn('third-party-licenses.txt');
  await ask(own, 'connection.connectwise.save', connectWise satisfies Input<'connection.connectwise.save'>);
  await ask(own, 'connection.portal.save', {
    kind: portal.kind === 'Axcient x360Recover' ? 'x360recover' : 'efs-portal',
    baseUrl: portal.address,
    key: portal.key,
  } satisfies Input<'connection.portal.save'>);
  const stored = await ask<Settings>(own, 'settings.read', {});
  const toggles = { ...stored.toggles, 'email-filtering': true };
  const settings = { ...stored, managementSolution: 'eFolder', toggles, automatic: ALL_PARTS };
  await saveSettings((name, input) => ask(own, name, input), settings);
  await own.close();
}
