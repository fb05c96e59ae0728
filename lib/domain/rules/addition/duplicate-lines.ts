import { contains, isProrationOf, overlaps, type Period, periodOf } from '../../addition-period.ts';
import { dayOfDate, nextDay } from '../../calendar-day.ts';
import type { Addition } from '../../connectwise-records.ts';
import { meantEfsId } from '../../efs-id.ts';
import { type AdditionDraft, type AdditionSubject, serialEfsId, todayOf } from './addition-subject.ts';

/**
 * Returns the other additions that bill the same on a same day, today or later: same product and, as it is or as it is
 * meant, the same serial number. Lines one after the other are none, and neither is a proration line beside its standing
 * line: it is named by `whyNotUpdated` and holds nothing up.
 */
export function duplicatesOf(subject: AdditionSubject): Addition[] {
  const others = sameLines(subject);
  if (others.length === 0 || standingLineOf(subject)) return [];
  const [own, today] = [linePeriod(subject, subject.addition), todayOf(subject)];
  return others.filter(
    (other) =>
      overlaps(own, linePeriod(subject, other), today) && !primaryAmong(subject, other, [subject.addition, ...others]),
  );
}

/** Returns the standing line that the addition prorates within a billing cycle; undefined: it is no proration line. */
export function standingLineOf(subject: AdditionSubject): AdditionDraft | undefined {
  return primaryAmong(subject, subject.addition, sameLines(subject));
}

/** Whether another line bills the same on the day after the addition's last. */
export function isFollowed(subject: AdditionSubject): boolean {
  const last = dayOfDate(subject.addition.cancelledDate);
  return last !== undefined && sameLines(subject).some((other) => contains(linePeriod(subject, other), nextDay(last)));
}

/** Returns the days on which the addition is billed, as far as its agreement is known. */
export function billedPeriod(subject: AdditionSubject): Period {
  return linePeriod(subject, subject.addition);
}

/** Other additions with the same product and serial number, whenever they are billed. */
function sameLines(subject: AdditionSubject): Addition[] {
  const { addition, additions = [], prefix } = subject;
  const efsId = serialEfsId(subject);
  if (!efsId || !addition.product) return [];
  return additions.filter(
    (other) =>
      other.id !== addition.id &&
      other.product.id === addition.product?.id &&
      meantEfsId(other.serialNumber, prefix) === efsId,
  );
}

function primaryAmong(
  subject: AdditionSubject,
  line: AdditionDraft,
  lines: readonly AdditionDraft[],
): AdditionDraft | undefined {
  const agreement = agreementOf(subject, line);
  return (
    agreement &&
    lines.find(
      (other) =>
        other !== line && agreementOf(subject, other)?.id === agreement.id && isProrationOf(line, other, agreement),
    )
  );
}

function linePeriod(subject: AdditionSubject, line: AdditionDraft): Period {
  return periodOf(line, agreementOf(subject, line), subject.agreements);
}

/** What is typed into a form belongs to the form's agreement. */
function agreementOf({ addition, agreement, agreements = [] }: AdditionSubject, line: AdditionDraft) {
  if (agreement && (line === addition || line.agreementId === agreement.id)) return agreement;
  return agreements.find(({ id }) => id === line.agreementId);
}
