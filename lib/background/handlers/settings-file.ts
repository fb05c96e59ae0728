import { tenantOf } from '../../domain/connection-pair.ts';
import { withPolicy } from '../../domain/policy.ts';
import type { Settings } from '../../domain/settings.ts';
import type { SettingsImport } from '../../domain/settings-file.ts';
import type { SETTINGS_FILE } from '../../messages/declarations/settings-file.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { planImport, withImport } from '../../settings/plan-import.ts';
import { readSettingsFile, settingsFile } from '../../settings/settings-file.ts';
import { digest } from '../../shared/digest.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import type { Background } from '../background.ts';

/** Parts that are left out and named; a file may have any number. */
const MOST_NAMED = 100;

/** Settings to and from a file. What the policy fixes is in force here and in no import. */
export function settingsFileHandlers(background: Background): HandlersOf<typeof SETTINGS_FILE> {
  const { settings, policy, clock } = background;
  return {
    'settings.export': async () => {
      const [stored, laidDown, tenant] = await Promise.all([settings.read(), policy(), tenantHere(background)]);
      return ok({
        text: settingsFile({ settings: withPolicy(stored, laidDown), tenant, exportedAt: isoTime(clock()) }),
      });
    },
    'settings.preview-import': async ({ text }) => {
      const file = readSettingsFile(text);
      if (!file.ok) return file;
      const [stored, laidDown, tenant] = await Promise.all([settings.read(), policy(), tenantHere(background)]);
      const planned = planImport(file.value, { stored, policy: laidDown, tenant });
      return ok({
        ...planned,
        leftOut: planned.leftOut.slice(0, MOST_NAMED),
        moreLeftOut: Math.max(0, planned.leftOut.length - MOST_NAMED),
        seen: await nameOf(planned),
      });
    },
    'settings.import': async ({ text, seen }) => {
      const file = readSettingsFile(text);
      if (!file.ok) return file;
      const [read, laidDown, tenant] = await Promise.all([settings.read(), policy(), tenantHere(background)]);
      const plan = (stored: Settings) => planImport(file.value, { stored, policy: laidDown, tenant });
      const planned = plan(read);
      if ((await nameOf(planned)) !== seen) return fail(OTHER_CHANGES);
      let before: Settings | undefined;
      const after = await settings.change((stored) => {
        // Another tab may have saved since they were read.
        const isAsSeen = JSON.stringify(plan(stored).changes) === JSON.stringify(planned.changes);
        before = isAsSeen ? stored : undefined;
        return isAsSeen ? withImport(stored, planned.changes) : stored;
      });
      return before ? ok({ before, after }) : fail(OTHER_CHANGES);
    },
  };
}

/** The ConnectWise that is stored, whether it answers or not. */
async function tenantHere({ connections }: Background): Promise<string | null> {
  const stored = await connections.connectWise();
  return stored ? tenantOf(stored.site, stored.companyId) : null;
}

function nameOf({ changes }: SettingsImport): Promise<string> {
  return digest(JSON.stringify(changes));
}

const OTHER_CHANGES: Failure = {
  code: 'conflict',
  message: 'Nothing was imported: the settings, the policy or the connection changed since the preview.',
  nextStep: 'Look at the new preview, then import again.',
};
