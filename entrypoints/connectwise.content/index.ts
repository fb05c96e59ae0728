import { defineContentScript } from 'wxt/utils/define-content-script';
import './style.css';
import { loadFeaturesOnKnownScreens } from '../../lib/features/load-features.ts';

/**
 * On ConnectWise's cloud; on-premise hosts get the same file by dynamic registration once their permission was given.
 * Only the top frame: frames of the same origin are read from there (lib/host/documents.ts).
 */
export default defineContentScript({
  matches: ['https://*.myconnectwise.net/*'],
  runAt: 'document_idle',
  // ConnectWise's own listeners for window messages must not see one of ours.
  noScriptStartedPostMessage: true,
  main: (context) => loadFeaturesOnKnownScreens(context),
});
