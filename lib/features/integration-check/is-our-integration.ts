import { isOurIntegration } from '../../domain/rules/setup/setup-rules.ts';
import { looseKey } from '../../domain/rules/setup/setup-subject.ts';
import type { SetupContext } from '../../domain/setup-context.ts';
import type { HostScreen } from '../../host/screen.ts';
import { setupForm } from '../marks/setup-form.ts';
import { readIntegration } from './draft.ts';

/** Whether the integration that is open is the configured one. */
export type IsOurIntegration = (screen: HostScreen, context: SetupContext) => boolean;

/**
 * A cross-reference alone does not say which integration it belongs to. Where the details are not beside it, the address must go
 * down from the integration that was last seen or that REST knows as ours, or the header must name ours; else, and where two of
 * these disagree, it is none of our business.
 */
export function createIsOurIntegration(): IsOurIntegration {
  let last: { recordIds: readonly number[]; isOurs: boolean } | undefined;
  return ({ integrationForm, location: { recordIds, locale }, banner }, context) => {
    if (integrationForm) {
      const isOurs = isOurIntegration(context, readIntegration(setupForm(integrationForm, locale)));
      last = { recordIds, isOurs };
      return isOurs;
    }
    // Ids below the first one are those of cross-references, which count from one as integrations do: they say nothing.
    const opened = context.integrations.find(({ id }) => id === recordIds[0]);
    const shown = [banner.text, ...banner.trail];
    const keys = shown.map(looseKey);
    const named = context.integrations.filter(({ name }) => name !== '' && keys.includes(looseKey(name)));
    const below = last && last.recordIds.length > 0 && last.recordIds.every((id, at) => recordIds[at] === id);
    const reported = [
      ...(opened ? [isOurIntegration(context, opened)] : []),
      ...named.map((one) => isOurIntegration(context, one) && (opened === undefined || one.id === opened.id)),
      ...(last && below ? [last.isOurs] : []),
    ];
    if (reported.includes(false)) return false;
    return opened !== undefined || below === true || shown.some((name) => isOurIntegration(context, { name }));
  };
}
