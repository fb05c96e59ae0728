import { untilAnswered } from '../../content/until-answered.ts';
import type { Finding } from '../../domain/finding.ts';
import type { SetupContext } from '../../domain/setup-context.ts';
import type { HostForm } from '../../host/forms.ts';
import type { PageFeatureContext } from '../page-feature.ts';
import { fieldMarks } from './field-marks.tsx';
import { placeFindings } from './place-findings.ts';
import { summaryMark } from './summary-mark.tsx';

/** What one look at a page of the setup tables found. */
export interface SetupReading {
  findings: readonly Finding[];
  /** Forms whose fields are marked. */
  forms: readonly HostForm[];
  /** Those of the findings that are marked elsewhere, e.g. at rows of a list. */
  shown?: readonly Finding[];
}

export interface SetupCheck {
  /** Feature's id. */
  name: string;
  /** What the summary says it is of, e.g. `integration`. */
  subject: string;
  /** Called at every look. */
  read(context: SetupContext): SetupReading;
}

/**
 * Checks a page of the setup tables while it is typed, with one message to the worker for what the settings say. Silent until that is
 * answered.
 */
export async function startSetupCheck(work: PageFeatureContext, check: SetupCheck): Promise<void> {
  const draw = fieldMarks(work, check.name);
  const summarise = summaryMark(work, `${check.name}-summary`, check.subject);
  let context: SetupContext | undefined;

  const look = (): void => {
    if (!context) return;
    const { findings, forms, shown = [] } = check.read(context);
    const { marked, rest } = placeFindings(forms, findings);
    draw(marked);
    const elsewhere = rest.filter((finding) => !shown.includes(finding));
    summarise(findings, elsewhere);
  };
  let asking = false;
  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    const answer = await untilAnswered(() => work.send('setup.context', {}), work.signal);
    asking = false;
    if (!answer) return;
    context = answer;
    look();
  };
  work.onLook(look);
  work.channels.storedChanged.listen(() => void ask(), work.signal);
  // The user may have been in the options, to fix what was said here.
  document.addEventListener('visibilitychange', () => document.hidden || void ask(), { signal: work.signal });
  await ask();
}
