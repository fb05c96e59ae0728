import type { Run } from '../../domain/change.ts';
import { CAUSES } from '../../domain/log-search/run-fields.ts';
import { UNREADABLE_RUN } from '../../domain/outcomes.ts';
import { NO_COMPANY } from '../../domain/record-ref.ts';
import type { Failure } from '../../shared/errors.ts';
import { isoTime } from '../../shared/time.ts';
import {
  isFlag,
  isListOf,
  isNumber,
  isObject,
  isOneOf,
  isText,
  isTexts,
  isTime,
  type Members,
  readMembers,
} from './members.ts';

export const isCause = isObject({ kind: isOneOf(CAUSES) }, { ref: isText, entry: isText });
export const isFailure = isObject({ code: isText, message: isText, nextStep: isText });
export const isMoney = isObject({ from: isNumber, to: isNumber }, { cycle: isText, currency: isObject({}) });
const isCount = isNumber;
const NONE = { applied: 0, failed: 0, conflict: 0, held: 0, unknown: 0 };

const MEMBERS: Members<Run> = {
  id: { is: isText, otherwise: '' },
  tenant: { is: isText },
  portal: { is: isText },
  runner: { is: isText },
  companyId: { is: isNumber, otherwise: NO_COMPANY },
  companyName: { is: isText, otherwise: '' },
  efsIds: { is: isTexts, otherwise: [] },
  cause: { is: isCause, otherwise: { kind: 'user' } },
  startedAt: { is: isTime, otherwise: isoTime(0) },
  finishedAt: { is: isTime },
  state: { is: isOneOf(['running', 'done', 'failed', 'interrupted', 'cancelled']), otherwise: 'interrupted' },
  progress: {
    is: isObject({ step: isText, done: isCount, total: isCount }),
    otherwise: { step: '', done: 0, total: 0 },
  },
  outcomes: {
    is: isListOf(isObject({ code: isText, text: isText }, { part: isText, changeId: isText })),
    otherwise: [],
  },
  previewed: { is: isFlag },
  parts: { is: isObject({}) },
  turnedOff: { is: isFlag },
  quantities: { is: isObject({ count: isCount, totals: isListOf(isMoney) }, { created: isCount }) },
  counts: {
    is: isObject({ applied: isCount, failed: isCount, conflict: isCount, held: isCount, unknown: isCount }),
    otherwise: NONE,
  },
  notTried: { is: isCount },
  unreadable: { is: isCount },
  failure: { is: isFailure },
};

const FAILURE: Failure = {
  code: 'internal',
  message: UNREADABLE_RUN,
  nextStep: 'Look at the company in ConnectWise before you undo it.',
};

/** Returns a run as far as it can be read; that it is broken, its failure says, so that it is listed among those that did something. */
export function readableRun(stored: Run): Run {
  const { row, broken } = readMembers(stored, MEMBERS);
  if (broken.length === 0) return stored;
  // Whose it is cannot be read: it is of no ConnectWise that is connected, so that nothing is undone at the wrong one.
  const ofNobody = broken.includes('tenant') ? { tenant: '' } : {};
  return { ...row, ...ofNobody, failure: row.failure ?? FAILURE };
}
