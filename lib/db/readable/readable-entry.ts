import type { Change, JournalEntry } from '../../domain/change.ts';
import { UNREADABLE_CHANGE, UNREADABLE_ENTRY } from '../../domain/outcomes.ts';
import { NO_COMPANY } from '../../domain/record-ref.ts';
import { isoTime } from '../../shared/time.ts';
import { isFlag, isListOf, isNumber, isObject, isOneOf, isText, isTime, type Members, readMembers } from './members.ts';
import { isCause, isFailure, isMoney } from './readable-run.ts';

const isValueOfField = isObject({ field: isText });
const isRequired = isObject({
  resource: isText,
  ref: isObject({ companyId: isNumber }),
  members: isListOf(isValueOfField),
});
const isRef = isObject(
  { companyId: isNumber },
  { id: isNumber, agreementId: isNumber, ticketId: isNumber, integrationId: isNumber, boardId: isNumber },
);

/** All that is looked at before a change is undone: what is missing of it could undo something else. */
const isChange = isObject(
  {
    id: isText,
    part: isText,
    resource: isText,
    op: isOneOf(['create', 'update', 'delete', 'merge']),
    ref: isRef,
    label: isText,
    fields: isListOf(isValueOfField),
    reason: isText,
  },
  {
    writeOnlyFields: isListOf(isValueOfField),
    preconditions: isListOf(isValueOfField),
    requires: isListOf(isRequired),
    measured: isListOf(isObject({})),
    money: isMoney,
    guard: isObject({ code: isText }),
    dependent: isFlag,
  },
);

const MEMBERS: Members<JournalEntry> = {
  id: { is: isText, otherwise: '' },
  runId: { is: isText, otherwise: '' },
  tenant: { is: isText },
  at: { is: isTime, otherwise: isoTime(0) },
  finishedAt: { is: isTime },
  who: { is: isObject({ member: isText, browser: isText }, { user: isText }), otherwise: { member: '', browser: '' } },
  why: { is: isCause, otherwise: { kind: 'user' } },
  change: {
    is: isChange,
    otherwise: {
      id: '',
      part: 'fix',
      resource: 'managed-id-entry',
      op: 'update',
      ref: { companyId: NO_COMPANY },
      label: UNREADABLE_CHANGE,
      fields: [],
      reason: '',
    },
  },
  state: { is: isOneOf(['intended', 'applied', 'failed', 'conflict', 'held', 'unknown']), otherwise: 'unknown' },
  recordId: { is: isNumber },
  noop: { is: isFlag },
  outcome: { is: isText, otherwise: '' },
  hold: { is: isOneOf(['approval', 'cancelled', 'turned-off', 'earlier-failure']) },
  failure: { is: isFailure },
  unclear: { is: isObject({ since: isNumber, lookAt: isNumber }) },
  unreadable: { is: isFlag },
};

/** Returns an entry of the journal as far as it can be read. `unreadable` where it is not known what was written, or whether. */
export function readableEntry(stored: JournalEntry): JournalEntry {
  const { row, broken } = readMembers(stored, MEMBERS);
  if (broken.length === 0) return stored;
  const isUnknown = (['change', 'state', 'tenant'] as const).some((name) => broken.includes(name));
  const outcome = [UNREADABLE_ENTRY, row.outcome.replace(UNREADABLE_ENTRY, '')].join(' ').trim();
  if (!isUnknown) return { ...row, outcome };
  const change = broken.includes('change') ? asFarAsRead(stored.change, row.change) : row.change;
  return { ...row, change, state: 'unknown', outcome, unreadable: true };
}

/** Record and company are shown where they can be read; nothing is done with such a change. */
function asFarAsRead(stored: unknown, otherwise: Change): Change {
  const { label, ref } = (typeof stored === 'object' && stored !== null ? stored : {}) as Partial<Change>;
  return {
    ...otherwise,
    ...(typeof label === 'string' && label !== '' && { label }),
    ...(ref !== undefined && isRef(ref) && { ref: { companyId: ref.companyId } }),
  };
}
