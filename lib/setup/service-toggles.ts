import { isEnabled, servicesOf } from '../domain/own-service.ts';
import { literalText } from '../shared/text-values.ts';
import { bad, type Check, passed } from './check.ts';

/** At least one service is switched on; what is off is named, for its quantities are not compared. */
export const serviceToggles: Check = {
  id: 'service-toggles',
  area: 'billing',
  title: 'Services to bill',
  guide: 'figure-9b',
  async run({ settings }) {
    if (!settings.syncedParts.agreementParts) {
      return passed('Quantities of additions are not synced, so no service is billed from here.');
    }
    const services = servicesOf(settings);
    const on = services.filter((service) => isEnabled(service, settings));
    const off = services.filter((service) => !isEnabled(service, settings));
    if (on.length === 0) {
      return bad('failed', ['No service is switched on, so no quantity is synced.'], {
        nextStep: 'Switch on what you bill under Options › Services & products.',
        fix: { kind: 'place', label: 'Choose services', place: 'services' },
      });
    }
    const names = (list: typeof on) => list.map(({ title }) => literalText(title)).join(', ');
    return passed(`On: ${names(on)}.`, ...(off.length ? [`Off, and not compared: ${names(off)}.`] : []));
  },
};
