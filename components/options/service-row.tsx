import { useState } from 'preact/hooks';
import type { Service } from '../../lib/domain/service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import type { ServicesView } from '../../lib/messages/protocol.ts';
import { Button } from '../ui/button.tsx';
import { ProductPicker } from './product-picker.tsx';
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
      <div class="bb-service-product">
        {product ? (
          <>
            <span>{product}</span> <span class="bb-hint">{source}</span>
          </>
        ) : (
          <span class="bb-service-none">{view ? SERVICE.noProduct : '…'}</span>
        )}
      </div>
      <div class="bb-service-actions">
        {chosen && (
          <Button kind="quiet" onClick={() => onChoose(undefined)}>
            {service.type ? SERVICE.useCrossReference : SERVICE.removeProduct}
          </Button>
        )}
        <Button kind="quiet" onClick={() => setChoosing(!choosing)}>
          {choosing ? COMMON.cancel : SERVICE.choose}
        </Button>
      </div>
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
