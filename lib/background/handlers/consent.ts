import type { AutomaticParts } from '../../domain/automatic-parts.ts';
import { NO_CONNECTION } from '../../domain/connection-pair.ts';
import { addedParts, automaticParts, consentFor, hasSyncPart, syncMode, writtenParts } from '../../domain/consent.ts';
import { lockedSetting, type Policy } from '../../domain/policy.ts';
import type { CONSENT } from '../../messages/declarations/consent.ts';
import type { AutomaticView } from '../../messages/protocol.ts';
import type { HandlersOf } from '../../messages/router.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Background } from '../background.ts';
import { readConnectionPair } from '../connection-pair.ts';
import { fromStorage } from '../from-storage.ts';
import { fixedByPolicy } from '../policy-failures.ts';
import { settingsInForce, waitingForConsent } from '../sync-mode.ts';

/** Consent: what this browser may write without a preview, and what that would write first. */
export function consentHandlers(background: Background): HandlersOf<typeof CONSENT> {
  return {
    'consent.view': () => view(background),
    'consent.save': async ({ parts, syncNow }) => {
      const automaticFor = await readConnectionPair(background.connections);
      if (!automaticFor) return fail(NOT_CONNECTED);
      const inForce = await settingsInForce(background);
      const policy = await background.policy();
      const locked = lockedSetting(inForce, { ...inForce, automatic: parts }, policy);
      if (locked) return fail(fixedByPolicy(locked));
      const before = automaticParts(inForce);
      await background.settings.change((settings) => ({
        ...settings,
        automatic: withoutFixed(parts, consentFor(settings, automaticFor).automatic, policy),
        automaticFor,
      }));
      const after = automaticParts(await settingsInForce(background));
      if (!hasSyncPart(after)) await background.engines.use(stopBulkSync);
      else if (syncNow) {
        const started = await background.engines.use((engine) => engine.startBulkSync());
        if (!started.ok) return started;
        background.follow(background.schedule.continueBulkSync());
      }
      // What waited for consent is due now; the next alarm would find it too.
      if (Object.values(addedParts(before, after)).includes(true)) background.follow(background.schedule.onAlarm());
      return view(background);
    },
    'first-sync.start': async () => {
      const started = await background.engines.use((engine) => engine.startFirstSync());
      if (!started.ok) return started;
      background.follow(background.schedule.continueBulkSync());
      return view(background);
    },
    'first-sync.cancel': async () => {
      const cancelled = await background.engines.use((engine) => engine.cancelFirstSync());
      return cancelled.ok ? view(background) : cancelled;
    },
  };
}

/** What the policy fixes is no consent of the user: once it is lifted, what the user chose before holds again. */
function withoutFixed(parts: AutomaticParts, stored: AutomaticParts, { automatic }: Policy): AutomaticParts {
  const isFixed = (part: keyof AutomaticParts) => automatic?.[part] !== undefined;
  return {
    statistics: isFixed('statistics') ? stored.statistics : parts.statistics,
    tickets: isFixed('tickets') ? stored.tickets : parts.tickets,
    quantities: isFixed('quantities') ? stored.quantities : parts.quantities,
    invoiceDescriptions: isFixed('invoiceDescriptions') ? stored.invoiceDescriptions : parts.invoiceDescriptions,
  };
}

/** Consent is given for one ConnectWise and one portal. */
const NOT_CONNECTED: Failure = {
  code: 'not-connected',
  message: 'Automatic sync is turned on for a ConnectWise and a portal: both have to be connected first.',
  nextStep: 'Connect them under Options › Connections.',
};

/** A sync of all customers may be going on while its last part is turned off. */
async function stopBulkSync(engine: { cancelBulkSync(): Promise<Result<unknown>> }): Promise<Result<null>> {
  await engine.cancelBulkSync();
  return ok(null);
}

async function view(background: Background): Promise<Result<AutomaticView>> {
  const [settings, stored, policy, engine, pair] = await Promise.all([
    settingsInForce(background),
    background.settings.read(),
    background.policy(),
    background.engines.engine(),
    readConnectionPair(background.connections),
  ]);
  const waiting = await fromStorage(() => waitingForConsent(background, settings));
  return ok({
    ...syncMode(settings),
    chosen: consentFor(stored, pair ?? NO_CONNECTION).automatic,
    fixed: policy.automatic ?? {},
    written: writtenParts(settings),
    waiting: waiting.ok ? waiting.value : { customers: 0, tickets: 0 },
    preview: engine.ok ? await engine.value.firstSync() : null,
  });
}
