import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runTools } from '../lib/features/run-tools.ts';
import { claim } from '../lib/features/script-handoff.ts';

/** Diagnose and Teach, loaded by the worker when a user asks for them the first time on a page. */
export default defineUnlistedScript(() => {
  const left = claim('tools');
  if (left) runTools(left);
});
