import { isOurIntegration } from '../../domain/rules/setup-rules.ts';
import type { SetupContext } from '../../domain/views.ts';
import type { HostScreen } from '../../host/screens.ts';
import { setupForm } from '../setup-form.ts';
import { readIntegration } from './draft.ts';

/** Whether the integration that is open is the configured one. */
export type Ours = (screen: HostScreen, context: SetupContext) => boolean;

/**
 * A cross-reference alone does not say which integration it belongs to. Where the details are not beside it, the address must go
 * down from the integration that was last seen, or the header must name ours; else it is none of our business.
 */
export function createOurs(): Ours {
  let last: { recordIds: readonly number[]; isOurs: boolean } | undefined;
  return ({ integrationForm, location: { recordIds, locale }, banner }, context) => {
    if (integrationForm) {
      const isOurs = isOurIntegration(context, readIntegration(setupForm(integrationForm, locale)));
      last = { recordIds, isOurs };
      return isOurs;
    }
    if (last && last.recordIds.length > 0 && last.recordIds.every((id, at) => recordIds[at] === id)) return last.isOurs;
    return [banner.text, ...banner.trail].some((name) => isOurIntegration(context, { name }));
  };
}
