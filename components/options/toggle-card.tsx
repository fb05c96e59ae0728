import { SERVICES, type ServiceToggle } from '../../lib/domain/service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import type { ServicesView } from '../../lib/messages/protocol.ts';
import { Switch } from '../ui/field.tsx';
import { ServiceRow } from './service-row.tsx';
import { Setting } from './setting.tsx';
import { TOGGLE_LABELS } from './texts/services.ts';

interface Props {
  toggle: ServiceToggle;
  settings: Settings;
  /** Absent while ConnectWise has not answered. */
  services: ServicesView['services'] | undefined;
  onChange: (part: Partial<Settings>) => void;
}

/**
 * One switch of docs/reference/setup-guides.md#figure-9b with the services that it covers and the products that bill
 * them.
 */
export function ToggleCard({ toggle, settings, services, onChange }: Props) {
  return (
    <fieldset class="bb-card">
      <legend class="bb-visually-hidden">{TOGGLE_LABELS[toggle]}</legend>
      <Setting path={`toggles.${toggle}`}>
        <Switch
          label={TOGGLE_LABELS[toggle]}
          checked={settings.toggles[toggle]}
          onChange={(on) => onChange({ toggles: { ...settings.toggles, [toggle]: on } })}
        />
      </Setting>
      {settings.toggles[toggle] && (
        <ul class="bb-services">
          {SERVICES.filter((service) => service.toggle === toggle).map((service) => (
            <ServiceRow
              key={service.id}
              service={service}
              view={services?.find((row) => row.service === service.id)}
              chosen={settings.products[service.id]}
              onChoose={(product) => onChange({ products: { ...settings.products, [service.id]: product } })}
            />
          ))}
        </ul>
      )}
    </fieldset>
  );
}
