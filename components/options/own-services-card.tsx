import { useContext, useState } from 'preact/hooks';
import { MEASURES } from '../../lib/domain/measures.ts';
import { isEnabled, type OwnService, serviceOf, servicesOf } from '../../lib/domain/own-service.ts';
import { isFixed } from '../../lib/domain/policy.ts';
import type { Service } from '../../lib/domain/service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import type { ServicesView } from '../../lib/messages/protocol.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/field.tsx';
import { LockMark } from '../ui/locked.tsx';
import { Notice } from '../ui/notice.tsx';
import { MEASURE_GROUPS } from './measure-groups.ts';
import { othersOf, ownServiceFailure, serviceOfMeasure } from './own-service-draft.ts';
import { OwnServiceEditor } from './own-service-editor.tsx';
import { ServiceRow } from './service-row.tsx';
import { PolicyContext, Setting } from './setting.tsx';
import { OWN_SERVICE, OWN_SERVICES as TEXTS } from './texts/own-services.ts';

/** What ConnectWise names for a service that it was not asked about yet: nothing. */
function unsaved({ id }: OwnService): ServicesView['services'][number] {
  return { service: id, crossReferenced: null, chosen: null };
}

/** Whether another service that is switched on bills the same product: their quantities are added. */
function sharesProduct(own: OwnService, settings: Settings, services: Props['services']): boolean {
  const productOf = (id: Service['id']) =>
    (settings.products[id] ?? services?.find((row) => row.service === id)?.crossReferenced)?.id;
  const product = productOf(own.id);
  return (
    product !== undefined &&
    servicesOf(settings).some(
      (other) => other.id !== own.id && isEnabled(other, settings) && productOf(other.id) === product,
    )
  );
}

function without<T extends object>(settings: T, id: OwnService['id']): T {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== id)) as T;
}

interface Props {
  settings: Settings;
  /** Absent while ConnectWise has not answered. */
  services: ServicesView['services'] | undefined;
  onChange: (part: Partial<Settings>) => void;
}

/** Services beyond the guides' twelve: any measure of a portal, sums and parts of them, each with its product. */
export function OwnServicesCard({ settings, services, onChange }: Props) {
  const [editing, setEditing] = useState<string | null>(null);
  const [removed, setRemoved] = useState<{ service: OwnService; before: Partial<Settings> } | null>(null);
  const { ownServices } = settings;
  const policy = useContext(PolicyContext);
  const isLocked = policy !== undefined && isFixed('ownServices', policy);
  const set = (service: OwnService) =>
    onChange({ ownServices: ownServices.map((known) => (known.id === service.id ? service : known)) });
  const add = (measureId: string) => {
    const measure = MEASURES.find(({ id }) => id === measureId);
    if (!measure) return;
    const service = serviceOfMeasure(measure, ownServices);
    onChange({ ownServices: [...ownServices, service] });
    setEditing(service.id);
  };
  const remove = (service: OwnService) => {
    const { products, roundingOf, driftTolerance } = settings;
    setRemoved({ service, before: { ownServices, products, roundingOf, driftTolerance } });
    // With all that is set for it: a later service may get the same id.
    onChange({
      ownServices: othersOf(service, ownServices),
      products: without(products, service.id),
      roundingOf: without(roundingOf, service.id),
      driftTolerance: without(driftTolerance, service.id),
    });
  };
  return (
    <fieldset class="bb-card">
      <legend>{TEXTS.heading}</legend>
      <p class="bb-hint">{TEXTS.hint}</p>
      <Setting path="ownServices" isGroup>
        {ownServices.length === 0 && <p class="bb-service-none">{TEXTS.none}</p>}
        <ul class="bb-services">
          {ownServices.map((service) => {
            const others = othersOf(service, ownServices);
            // What cannot be saved is shown, wherever it is.
            const isOpen = editing === service.id || ownServiceFailure(service, others) !== undefined;
            return (
              <li key={service.id} class="bb-own-services">
                <div class="bb-own-head">
                  <Switch
                    label={OWN_SERVICE.on(service.title)}
                    checked={service.isOn}
                    onChange={(isOn) => set({ ...service, isOn })}
                  />
                  <Button kind="quiet" edits onClick={() => setEditing(isOpen ? null : service.id)}>
                    {isOpen ? TEXTS.done : TEXTS.edit}
                  </Button>
                  <Button kind="quiet" edits onClick={() => remove(service)}>
                    {TEXTS.remove}
                  </Button>
                </div>
                <ul class="bb-services">
                  <ServiceRow
                    service={serviceOf(service)}
                    view={services && (services.find((row) => row.service === service.id) ?? unsaved(service))}
                    chosen={settings.products[service.id]}
                    onChoose={(product) => onChange({ products: { ...settings.products, [service.id]: product } })}
                  />
                </ul>
                {sharesProduct(service, settings, services) && (
                  <Notice tone="warning">
                    <p>{TEXTS.sharedProduct}</p>
                  </Notice>
                )}
                {isOpen && (
                  <OwnServiceEditor
                    service={service}
                    others={others}
                    settings={settings}
                    onChange={set}
                    onSettings={onChange}
                  />
                )}
              </li>
            );
          })}
        </ul>
        {removed && (
          <Notice tone="warning">
            <p>{TEXTS.removed(removed.service.title)}</p>
            <Button
              kind="quiet"
              onClick={() => {
                onChange(removed.before);
                setRemoved(null);
              }}
            >
              {TEXTS.putBack}
            </Button>
          </Notice>
        )}
        <label class="bb-field bb-own-add">
          <strong>
            {TEXTS.add}
            <LockMark />
          </strong>
          <select value="" disabled={isLocked} onChange={(event) => add(event.currentTarget.value)}>
            <option value="">{TEXTS.choose}</option>
            {MEASURE_GROUPS.map(({ label, measures }) => (
              <optgroup key={label} label={label}>
                {measures.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
      </Setting>
    </fieldset>
  );
}
