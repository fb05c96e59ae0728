import type { PAGE } from '../../messages/declarations/page.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { runScriptIn } from '../../platform/scripting.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';

/**
 * The second stage of what runs in ConnectWise. The worker runs it, so that no page can: a file that a content script could load
 * itself would have to be web accessible, and every site could tell by it who uses the extension.
 */
export function pageHandlers({ log }: Background): HandlersOf<typeof PAGE> {
  return {
    async 'page.load-features'(_, from) {
      if (from.kind !== 'content') return fail(NO_PAGE);
      try {
        await runScriptIn(from, '/connectwise-features.js');
        return ok(null);
      } catch (error) {
        log.warn('background/page', 'The in-page features could not be loaded.', { error: String(error) });
        return fail(REFUSED);
      }
    },
  };
}

const NO_PAGE: Failure = {
  code: 'bad-input',
  message: 'The in-page features run in ConnectWise only.',
  nextStep: 'Open ConnectWise.',
};

const REFUSED: Failure = {
  code: 'internal',
  message: 'The browser did not let Backup Bridge run in this page.',
  nextStep: 'Load this page again.',
};
