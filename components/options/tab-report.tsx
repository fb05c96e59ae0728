import { FEATURES } from '../../lib/domain/feature-catalog.ts';
import { fieldTitle } from '../../lib/domain/page-fields.ts';
import type { ScreenReport } from '../../lib/domain/page-report.ts';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { ShowMe } from './show-me.tsx';
import { REPORT } from './texts/diagnostics.ts';
import { FEATURE_STATES, FOUND_WORDS, NOT_CONNECTED_FEATURE, notFound, screenSentence } from './texts/screen.ts';

interface Props {
  tabId: number;
  visible: boolean;
  /** Without both connections the features are there, and check nothing. */
  isConnected: boolean;
}

/** The self-check of one tab: screen, fields with how each was found, features. */
export function TabReport({ tabId, visible, isConnected }: Props) {
  const check = useRequest(() => send('tab.check', { tabId }), { when: visible, every: 3 * SECOND });
  const report = check.value;
  if (check.failure) return <FailureNotice failure={check.failure} />;
  if (report === undefined) return <Skeleton />;
  if (report === null) return <Notice tone="warning">{REPORT.notRunning}</Notice>;
  const { tone, text } = screenSentence(report);
  const missing = notFound(report);
  return (
    <div class="bb-report">
      <p class="bb-screen">
        <span class={`bb-dot bb-tone-${tone}`} aria-hidden="true" /> <strong>{text}</strong>
      </p>
      {report.failures.length > 0 && (
        <ul class="bb-failures" aria-label={REPORT.failures}>
          {report.failures.map((failure) => (
            <li key={failure}>{failure}</li>
          ))}
        </ul>
      )}
      <Fields fields={report.fields} />
      {missing.length > 0 && (
        <>
          <h3>{REPORT.point}</h3>
          <ShowMe tabId={tabId} fields={missing} next={REPORT.pointNext} />
        </>
      )}
      {report.features.length > 0 && <h3>{REPORT.features}</h3>}
      <Features features={report.features} isConnected={isConnected} />
    </div>
  );
}

function Fields({ fields }: Pick<ScreenReport, 'fields'>) {
  if (fields.length === 0) return null;
  return (
    <div class="bb-table-scroll">
      <table class="bb-table">
        <caption class="bb-visually-hidden">{REPORT.fields}</caption>
        <thead>
          <tr>
            <th scope="col">{REPORT.field}</th>
            <th scope="col">{REPORT.found}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ field, found }) => (
            <tr key={field}>
              <td>{fieldTitle(field)}</td>
              <td>{FOUND_WORDS[found]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Features({ features, isConnected }: Pick<ScreenReport, 'features'> & Pick<Props, 'isConnected'>) {
  if (features.length === 0) return null;
  const wordOf = (state: keyof typeof FEATURE_STATES) =>
    state === 'running' && !isConnected ? NOT_CONNECTED_FEATURE : FEATURE_STATES[state];
  return (
    <ul class="bb-feature-states" aria-label={REPORT.featuresLabel}>
      {features.map(({ id, state, error }) => (
        <li key={id}>
          <span>{FEATURES.find((feature) => feature.id === id)?.title ?? id}</span>
          <span class={`bb-pill bb-tone-${wordOf(state).tone}`}>{wordOf(state).word}</span>
          {error && <span class="bb-feature-error">{error}</span>}
        </li>
      ))}
    </ul>
  );
}
