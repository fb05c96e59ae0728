import { FEATURES, type FeatureEntry } from '../../lib/domain/feature-catalog.ts';
import { send } from '../../lib/messages/send.ts';
import { Switch } from '../ui/field.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { COMMON } from './texts/common.ts';
import { IN_PAGE } from './texts/in-page.ts';
import { useInPage } from './use-in-page.ts';

/** What Backup Bridge does inside ConnectWise's pages, feature by feature. A switch takes effect at once. */
export function InPageSection({ visible }: { visible: boolean }) {
  const { inPage, failure, saving, edit } = useInPage(visible);
  const policy = useRequest(() => send('policy.view', {}), { when: visible });
  if (failure) return <FailureNotice failure={failure} />;
  if (!inPage) return <Skeleton />;

  const locked = new Set(policy.value?.featuresOff);
  const turn = (id: string, on: boolean) =>
    void edit((stored) => {
      const others = stored.featuresOff.filter((off) => off !== id);
      return { ...stored, featuresOff: on ? others : [...others, id] };
    });
  return (
    <>
      <h1>{IN_PAGE.heading}</h1>
      <p class="bb-lead">
        {IN_PAGE.leadBefore}
        <a href="#diagnostics">{IN_PAGE.leadLink}</a>
        {IN_PAGE.leadAfter}
      </p>
      {policy.failure && <FailureNotice failure={policy.failure} tone="warning" />}
      <ul class="bb-card bb-features" aria-label={IN_PAGE.features}>
        {FEATURES.map((feature) => (
          <li key={feature.id}>
            {locked.has(feature.id) ? (
              <LockedFeature feature={feature} />
            ) : (
              <Switch
                label={feature.title}
                hint={feature.help}
                checked={!inPage.featuresOff.includes(feature.id)}
                onChange={(on) => turn(feature.id, on)}
              />
            )}
          </li>
        ))}
      </ul>
      <div class="bb-answer" aria-live="polite">
        {saving.done && <Notice tone="ok">{COMMON.saved}</Notice>}
        {saving.failure && <FailureNotice failure={saving.failure} />}
      </div>
    </>
  );
}

/** No switch that refuses to move: a sentence says who decided. */
function LockedFeature({ feature }: { feature: FeatureEntry }) {
  return (
    <div class="bb-locked">
      <p>
        <strong>{feature.title}</strong> <span class="bb-pill">{IN_PAGE.off}</span>
      </p>
      <p class="bb-hint">{IN_PAGE.offHint(feature.help)}</p>
    </div>
  );
}
