import { untilAnswered } from '../../content/until-answered.ts';
import type { AdditionContext } from '../../domain/entry-context.ts';
import { checkAddition } from '../../domain/rules/addition/addition-rules.ts';
import type { AdditionDraft, AdditionSubject } from '../../domain/rules/addition/addition-subject.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import type { HostForm } from '../../host/forms.ts';
import { recordKey } from '../../host/screens.ts';
import { choiceFor } from '../marks/customer-choice.ts';
import { customerLookup } from '../marks/customer-lookup.ts';
import { fieldMarks, type MarkedField } from '../marks/field-marks.tsx';
import { placeFindings } from '../marks/place-findings.ts';
import { summaryMark } from '../marks/summary-mark.tsx';
import { trackInitialValues } from '../marks/track-initial-values.ts';
import type { PageFeature, PageFeatureContext } from '../page-feature.ts';
import { agreementOf } from '../recognize-record.ts';
import { readAdditionForm, storedAdditionOf, unseenDates } from './draft.ts';

/** Checks an agreement addition while it is typed, by every rule that its facts allow; nothing is asked per key press. */
export const additionCheck: PageFeature = {
  id: 'addition-check',
  when: (screen) => (screen.additionForm ? recordKey(screen) : null),
  start,
};

async function start(work: PageFeatureContext): Promise<void> {
  const draw = fieldMarks(work, 'addition-check');
  const summarise = summaryMark(work, 'addition-summary', 'addition');
  let context: AdditionContext | undefined;
  const openedWith = trackInitialValues(
    (form) => readAdditionForm(form, context, work.screen().location.locale),
    // A chosen product brings prices and the invoice's text; these three come from the user alone.
    ({ serialNumber, quantity, lessIncluded }) => JSON.stringify([serialNumber, quantity, lessIncluded]),
    work.signal,
  );
  const lookUp = customerLookup(work, () => check());

  const check = (): void => {
    const { additionForm: form, location } = work.screen();
    if (!form) return;
    const opened = openedWith(form);
    const draft = readAdditionForm(form, context, location.locale);
    const stored = context && storedAdditionOf(opened, context, location.recordIds);
    const complete = context && lookUp(context, draft.serialNumber ?? '');
    // Its identity and the dates that the form does not show: everything else is what the form says now.
    const identity = stored
      ? { id: stored.id, agreementId: stored.agreementId, ...unseenDates(form, stored, location.locale) }
      : {};
    const findings = checkAddition(subjectOf({ ...identity, ...draft }, complete, work.clock()));
    const { marked, rest } = placeFindings([form], findings);
    draw(withChoice(form, marked, draft, opened, complete));
    summarise(findings, rest);
  };
  work.onLook(check);
  check();

  const found = await untilAnswered(() => agreementOf(work.screen(), work.send, work.site), work.signal);
  if (!found) return;
  const { agreementId } = found;
  const read = async (): Promise<void> => {
    const answer = await untilAnswered(() => work.send('addition.context', { agreementId }), work.signal);
    if (!answer) return;
    context = answer;
    check();
  };
  work.channels.storedChanged.listen(() => void read(), work.signal);
  await read();
}

function subjectOf(
  addition: AdditionSubject['addition'],
  context: AdditionContext | undefined,
  now: number,
): AdditionSubject {
  // Without facts only the format can be checked; that needs no answer of the worker. What day it is needs the tenant's zone.
  if (!context) return { prefix: DEFAULT_SETTINGS.prefix, addition };
  return { ...context, companyId: context.agreement.company.id, addition, now };
}

/** SerialNumber names a customer: where it names none that fits, one can be chosen. On an empty new form nothing shouts. */
function withChoice(
  form: HostForm,
  marked: MarkedField[],
  { serialNumber }: AdditionDraft,
  opened: AdditionDraft,
  context: AdditionContext | undefined,
): MarkedField[] {
  const field = form.fields.serialNumber;
  if (!field || serialNumber === undefined) return marked;
  const findings = marked.find(({ name }) => name === 'serialNumber')?.findings ?? [];
  const quiet = !opened.product && serialNumber.trim() === '';
  const choice = choiceFor(serialNumber, findings, context);
  const others = marked.filter(({ name }) => name !== 'serialNumber');
  return [...others, { name: 'serialNumber', field, findings, quiet, choice }];
}
