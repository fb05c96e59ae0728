import { useState } from 'preact/hooks';
import type { Service } from '../../lib/domain/service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import type { ServicesView } from '../../lib/messages/protocol.ts';
import { Button } from '../ui/button.tsx';
import { LockMark } from '../ui/locked.tsx';
import { ProductPicker } from './product-picker.tsx';
import { Setting } from './setting.tsx';
import { COMMON } from './texts/common.ts';
import { SERVICE } from './texts/services.ts';

type Chosen = Settings['products'][Service['id']];

interface Props {
  service: Service;
  /** What ConnectWise says of this service; absent while it has not answered. */
  view: ServicesView['services'][number] | undefined;
  chosen: Chosen;
  onChoose: (product: Chosen) => void;
}

/** One service: its cross-reference in ConnectWise's words, and the product that bills it. */
export function ServiceRow({ service, view, chosen, onChoose }: Props) {
  const [choosing, setChoosing] = useState(false);
  const product = chosen?.identifier ?? view?.crossReferenced?.identifier;
  const source = chosen ? SERVICE.chosenHere : view?.crossReferenced ? SERVICE.crossReferenced : '';
  return (
    <li class="bb-service">
      <div class="bb-service-name">
        <strong>{service.title}</strong>
        <span class="bb-hint">
          {service.type && `${service.type} / ${service.level || SERVICE.blankLevel} · `}
          {service.unit === 'count' ? SERVICE.computers : service.unit}
        </span>
      </div>
      <Setting path={`products.${service.id}`}>
        <div class="bb-service-product">
          {product ? (
            <>
              <span>{product}</span> <span class="bb-hint">{source}</span>
              <LockMark />
            </>
          ) : (
            <span class="bb-service-none">{view ? SERVICE.noProduct : '…'}</span>
          )}
        </div>
      </Setting>
      <Setting path={`products.${service.id}`}>
        <div class="bb-service-actions">
          {chosen && (
            <Button kind="quiet" edits onClick={() => onChoose(undefined)}>
              {service.type ? SERVICE.useCrossReference : SERVICE.removeProduct}
            </Button>
          )}
          <Button kind="quiet" edits onClick={() => setChoosing(!choosing)}>
            {choosing ? COMMON.cancel : SERVICE.choose}
          </Button>
        </div>
      </Setting>
      {choosing && (
        <ProductPicker
          label={SERVICE.productFor(service.title)}
          onChoose={(choice) => {
            onChoose({ id: choice.id, identifier: choice.identifier });
            setChoosing(false);
          }}
        />
      )}
    </li>
  );
}
