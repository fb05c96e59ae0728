import { isOurIntegration } from '../../domain/rules/setup-rules.ts';
import { looseKey } from '../../domain/rules/setup-subject.ts';
import type { SetupContext } from '../../domain/views.ts';
import type { HostScreen } from '../../host/screens.ts';
import { setupForm } from '../setup-form.ts';
import { readIntegration } from './draft.ts';

/** Whether the integration that is open is the configured one. */
export type Ours = (screen: HostScreen, context: SetupContext) => boolean;

/**
 * A cross-reference alone does not say which integration it belongs to. Where the details are not beside it, the address must go
 * down from the integration that was last seen or that REST knows as ours, or the header must name ours; else it is none of our
 * business.
 */
export function createOurs(): Ours {
  let last: { recordIds: readonly number[]; isOurs: boolean } | undefined;
  return (screen, context) => {
    const { integrationForm, location } = screen;
    const { recordIds, locale } = location;
    if (integrationForm) {
      const isOurs = isOurIntegration(context, readIntegration(setupForm(integrationForm, locale)));
      last = { recordIds, isOurs };
      return isOurs;
    }
    if (last && last.recordIds.length > 0 && last.recordIds.every((id, at) => recordIds[at] === id)) return last.isOurs;
    return isOursByRest(screen, context);
  };
}

/** Ids below the first one are those of cross-references, which count from one as integrations do: they say nothing. */
function isOursByRest({ location, banner }: HostScreen, context: SetupContext): boolean {
  const shown = [banner.text, ...banner.trail];
  const keys = shown.map(looseKey);
  const named = context.integrations.filter(({ name }) => name !== '' && keys.includes(looseKey(name)));
  const opened = context.integrations.find(({ id }) => id === location.recordIds[0]);
  if (opened) return isOurIntegration(context, opened) && named.every(({ id }) => id === opened.id);
  return shown.some((name) => isOurIntegration(context, { name }));
}
