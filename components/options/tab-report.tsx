import { FEATURES } from '../../lib/domain/feature-catalog.ts';
import { fieldTitle } from '../../lib/domain/page-fields.ts';
import type { ScreenReport } from '../../lib/domain/page-report.ts';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { FEATURE_STATES, FOUND_WORDS, NOT_CONNECTED_FEATURE, notFound, screenSentence } from './screen-words.ts';
import { ShowMe } from './show-me.tsx';

interface Props {
  tabId: number;
  visible: boolean;
  /** Without a ConnectWise connection the features are there, and check nothing. */
  isConnected: boolean;
}

/** The self-check of one tab: screen, fields with how each was found, features. */
export function TabReport({ tabId, visible, isConnected }: Props) {
  const check = useRequest(() => send('tab.check', { tabId }), { when: visible, every: 3 * SECOND });
  const report = check.value;
  if (check.failure) return <FailureNotice failure={check.failure} />;
  if (report === undefined) return <Skeleton />;
  if (report === null)
    return <Notice tone="warning">Backup Bridge does not run in this tab. Load the page there again.</Notice>;
  const { tone, text } = screenSentence(report);
  const missing = notFound(report);
  return (
    <div class="bb-report">
      <p class="bb-screen">
        <span class={`bb-dot bb-tone-${tone}`} aria-hidden="true" /> <strong>{text}</strong>
      </p>
      {report.failures.length > 0 && (
        <ul class="bb-failures" aria-label="What did not fit">
          {report.failures.map((failure) => (
            <li key={failure}>{failure}</li>
          ))}
        </ul>
      )}
      <Fields fields={report.fields} />
      {missing.length > 0 && (
        <>
          <h3>Point at what was not found</h3>
          <ShowMe tabId={tabId} fields={missing} next="go to the ConnectWise tab and click on the field." />
        </>
      )}
      {report.features.length > 0 && <h3>Features</h3>}
      <Features features={report.features} isConnected={isConnected} />
    </div>
  );
}

function Fields({ fields }: Pick<ScreenReport, 'fields'>) {
  if (fields.length === 0) return null;
  return (
    <div class="bb-table-scroll">
      <table class="bb-table">
        <caption class="bb-visually-hidden">Fields of this screen</caption>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Found</th>
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
    <ul class="bb-feature-states" aria-label="Features in this tab">
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
