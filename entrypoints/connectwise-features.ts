import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { takeOver } from '../lib/features/script-handoff.ts';
import { runInConnectWise } from '../lib/features/run.ts';

/** The in-page features, loaded by the content script (lib/features/load.ts) in its own isolated world. */
export default defineUnlistedScript(() => {
  const left = takeOver('features');
  if (left) runInConnectWise(left);
});
