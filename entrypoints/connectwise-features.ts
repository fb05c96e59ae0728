import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runFeatures } from '../lib/features/run-features.ts';
import { claim } from '../lib/features/script-handoff.ts';

/** The in-page features, loaded by the content script (lib/features/load.ts) in its own isolated world. */
export default defineUnlistedScript(() => {
  const left = claim('features');
  if (left) runFeatures(left);
});
