import type { IN_PAGE_CONFIG } from '../../messages/declarations/in-page-config.ts';
import type { HandlersOf } from '../../messages/router.ts';
import type { Tier } from '../../messages/sender.ts';
import { joinInPageConfig, withTaught } from '../../settings/in-page-config.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import type { Background } from '../background.ts';

/** The settings that the page side works with, and what it stores with us. Nothing in it is secret. */
export function inPageConfigHandlers({
  settings,
  policy,
  panel,
  clock,
  pages,
}: Background): HandlersOf<typeof IN_PAGE_CONFIG> {
  const setupFor = async (from: Tier) => {
    const [laidDown, { inPage }, remembered] = await Promise.all([policy(), settings.read(), panel.read()]);
    const site = from.kind === 'content' ? from.host : null;
    return ok(joinInPageConfig({ policy: laidDown, inPage, panel: remembered, site }));
  };
  return {
    'page.setup': (_, from) => setupFor(from),
    'page.remember': async (input) => {
      await panel.save(input.panel);
      return ok(null);
    },
    'page.teach': async (input, from) => {
      if (from.kind !== 'content') return fail(NO_SITE);
      if (!(await pages.endTeaching(from.tabId, input.field))) return fail(NOT_ASKED);
      if (input.labels.length + input.classes.length === 0) return fail(NOTHING_TAUGHT);
      const taught = { ...input, site: from.host, taughtAt: isoTime(clock()) };
      await settings.change((current) => ({ ...current, inPage: withTaught(current.inPage, taught) }));
      return setupFor(from);
    },
    'policy.view': async () => ok(await policy()),
  };
}

const NO_SITE: Failure = {
  code: 'bad-input',
  message: 'A field can only be pointed at in ConnectWise.',
  nextStep: 'Open the screen in ConnectWise and point at the field there.',
};

const NOT_ASKED: Failure = {
  code: 'bad-input',
  message: 'No user chose to point at this field in this tab.',
  nextStep: 'Press “Show me” beside the field under Options › In ConnectWise.',
};

const NOTHING_TAUGHT: Failure = {
  code: 'bad-input',
  message: 'What was pointed at has neither a label nor a class that it could be found by again.',
  nextStep: 'Point at the field itself, or at its label.',
};
