import { SERVICE_TOGGLES } from '../../lib/domain/service.ts';
import { send } from '../../lib/messages/send.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { AdvancedCard, isPrefixValid } from './advanced-card.tsx';
import { DescriptionCard, isDescriptionValid } from './description-card.tsx';
import { FlatFeeCard } from './flat-fee-card.tsx';
import { HealthCard, isHealthValid } from './health-card.tsx';
import { areLimitsValid, LimitsCard } from './limits-card.tsx';
import { NewProductsCard } from './new-products-card.tsx';
import { areOwnServicesValid } from './own-service-draft.ts';
import { OwnServicesCard } from './own-services-card.tsx';
import { usePolicy } from './policy-notes.tsx';
import { SaveBar } from './save-bar.tsx';
import { SyncSettings } from './sync-settings.tsx';
import { SERVICES_SECTION } from './texts/services.ts';
import { ToggleCard } from './toggle-card.tsx';
import { useSettings } from './use-settings.ts';

/**
 * Management solution, what is synced, which product stands for which service (docs/reference/setup-guides.md#step-4,
 * #step-5 and #step-6b).
 */
export function ServicesSection({ visible }: { visible: boolean }) {
  const settings = useSettings(visible);
  // Each time again: the connection may have been made on the other section meanwhile.
  const services = useRequest(() => send('services.view', {}), { when: visible });
  const states = useConnections(visible);
  const policy = usePolicy(visible);
  const { draft } = settings;

  if (settings.failure) return <FailureNotice failure={settings.failure} />;
  if (!draft) return <Skeleton />;

  const save = async () => {
    // The field says what is wrong with it.
    const isValid =
      areLimitsValid(draft) && isDescriptionValid(draft) && isHealthValid(draft.health) && isPrefixValid(draft);
    if (!isValid || !areOwnServicesValid(draft.ownServices)) return;
    await settings.save();
    services.reload();
  };
  return (
    <form
      aria-label={SERVICES_SECTION.label}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h1>{SERVICES_SECTION.heading}</h1>
      <p class="bb-lead">{SERVICES_SECTION.lead}</p>
      <div class="bb-notices">
        <ConnectionNotices
          states={states}
          sides={['connectWise']}
          also={[services.value?.failure, services.failure]}
          tone="warning"
        />
      </div>

      <SyncSettings settings={draft} solutions={services.value?.managementSolutions ?? []} onChange={settings.change} />
      <DescriptionCard settings={draft} onChange={settings.change} />
      {SERVICE_TOGGLES.map((toggle) => (
        <ToggleCard
          key={toggle}
          toggle={toggle}
          settings={draft}
          // What ConnectWise could not be asked about is not known, which is not the same as no product.
          services={services.value?.failure ? undefined : services.value?.services}
          onChange={settings.change}
        />
      ))}
      <NewProductsCard onWritten={services.reload} />
      <OwnServicesCard
        settings={draft}
        services={services.value?.failure ? undefined : services.value?.services}
        onChange={settings.change}
      />
      <FlatFeeCard
        decisions={draft.flatFeeProducts}
        proposals={services.value?.flatFeeProposals ?? []}
        onChange={(flatFeeProducts) => settings.change({ flatFeeProducts })}
      />
      <HealthCard health={draft.health} onChange={(health) => settings.change({ health })} />
      <LimitsCard settings={draft} most={policy?.guardLimits} onChange={settings.change} />

      <AdvancedCard settings={draft} onChange={settings.change} />

      <SaveBar saving={settings.saving} />
    </form>
  );
}
