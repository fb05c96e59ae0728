import { untilAnswered } from '../../content/until-answered.ts';
import type { ManagedIdContext } from '../../domain/entry-context.ts';
import type { Finding } from '../../domain/finding.ts';
import type { FieldName } from '../../domain/page-fields.ts';
import { checkManagedIdForm } from '../../domain/rules/managed-id/managed-id-rules.ts';
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
import { companyOf } from '../recognize-record.ts';
import { readManagedIdForm, storedEntryOf } from './draft.ts';

/** REST member → field on the page. */
const FIELD_OF: ReadonlyMap<string, FieldName> = new Map([
  ['groupIdentifier', 'managedId'],
  ['deviceType', 'deviceType'],
  ['agreement', 'entryAgreement'],
  ['managementSolution', 'solution'],
]);

/** What can be said of an entry without knowing its company. */
const OF_THE_ID_ALONE: ReadonlySet<string> = new Set([
  'MID-FORMAT',
  'MID-UNKNOWN',
  'MID-AGREEMENT',
  'MID-SOLUTION',
  'MID-DEVICE-TYPE',
]);

/** Checks a managed-id entry while it is typed: format with one-click correction at once, the rest once the facts are there. */
export const managedIdCheck: PageFeature = {
  id: 'managed-id-check',
  when: (screen) => (screen.managedIdForm ? recordKey(screen) : null),
  start,
};

async function start(work: PageFeatureContext): Promise<void> {
  const draw = fieldMarks(work, 'managed-id-check');
  const summarise = summaryMark(work, 'managed-id-summary', 'entry');
  let context: ManagedIdContext | undefined;
  let company: { companyId: number; name: string } | null = null;
  const openedWith = trackInitialValues(readManagedIdForm, (reading) => reading.groupIdentifier, work.signal);
  const lookUp = customerLookup(work, () => check());

  const check = (): void => {
    const form = work.screen().managedIdForm;
    if (!form) return;
    const draft = readManagedIdForm(form);
    const complete = context && lookUp(context, draft.groupIdentifier);
    // The format needs no facts: it is checked before, and without, any answer of the worker.
    const known = complete ?? { prefix: DEFAULT_SETTINGS.prefix, entries: [] };
    const storedId = storedEntryOf(openedWith(form), known.entries);
    const blank = draft.groupIdentifier.trim() === '';
    const subject = { ...known, ...(company && { companyId: company.companyId, companyName: company.name }) };
    const all = blank ? [] : checkManagedIdForm(subject, { ...draft, id: storedId });
    // Whose entries are beside this one is not known: an empty list of them must not be taken for the company's.
    const findings = company === null ? all.filter(({ code }) => OF_THE_ID_ALONE.has(code)) : all;
    const { marked, rest } = placeFindings([form], findings, fieldOf);
    // Other vendors' entries name no customer of the portal.
    const isOurs =
      !context?.managementSolution || [undefined, context.managementSolution].includes(draft.managementSolution?.name);
    draw(isOurs ? withChoice(form, marked, draft.groupIdentifier, complete) : marked);
    summarise(rest, rest);
  };
  work.onLook(check);
  check();

  const read = async (): Promise<void> => {
    const answer = await untilAnswered(
      () => work.send('managed-id.context', { companyId: company?.companyId ?? null }),
      work.signal,
    );
    if (!answer) return;
    context = answer;
    check();
  };
  /** Meanwhile the id alone is checked. */
  const readOnceIdentified = async (): Promise<void> => {
    const found = await untilAnswered(identify, work.signal);
    if (!found) return;
    company = found;
    await read();
  };
  const identify = () => companyOf(work.screen(), work.send, work.site);
  const identified = await identify();
  if (work.signal.aborted) return;
  if (identified.ok) company = identified.value;
  else void readOnceIdentified();
  work.channels.storedChanged.listen(() => void read(), work.signal);
  await read();
}

/** Findings without a field of their own are shown at the managed id, which they are about; those of a field that is not there, nowhere. */
function fieldOf({ where }: Finding): FieldName {
  return FIELD_OF.get(where.field ?? '') ?? 'managedId';
}

/** The managed id names a customer: where it names none that there is, one can be chosen. */
function withChoice(
  form: HostForm,
  marked: MarkedField[],
  text: string,
  context: ManagedIdContext | undefined,
): MarkedField[] {
  const field = form.fields.managedId;
  if (!field) return marked;
  const findings = marked.find(({ name }) => name === 'managedId')?.findings ?? [];
  const others = marked.filter(({ name }) => name !== 'managedId');
  return [...others, { name: 'managedId', field, findings, choice: choiceFor(text, findings, context) }];
}
