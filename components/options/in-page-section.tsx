import { FEATURES, type FeatureEntry } from '../../lib/domain/feature-catalog.ts';
import { send } from '../../lib/messages/send.ts';
import { Switch } from '../ui/field.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
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
      <h1>In ConnectWise</h1>
      <p class="bb-lead">
        What appears in ConnectWise’s own pages. A switch takes effect at once, in open tabs as soon as you go back to
        them. Where a screen is not recognised for sure, nothing appears: see <a href="#diagnostics">Diagnostics</a>.
      </p>
      {policy.failure && <FailureNotice failure={policy.failure} tone="warning" />}
      <ul class="bb-card bb-features" aria-label="Features">
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
        {saving.done && <Notice tone="ok">Saved.</Notice>}
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
        <strong>{feature.title}</strong> <span class="bb-pill">Off by policy</span>
      </p>
      <p class="bb-hint">{feature.help} Your administrator has switched this off for all browsers.</p>
    </div>
  );
}
