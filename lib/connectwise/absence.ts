import { isYoungerThan } from '../shared/age.ts';
import type { Failure, FailureCode } from '../shared/errors.ts';
import { fail } from '../shared/result.ts';
import { type Clock, SECOND } from '../shared/time.ts';
import { unavailable } from './errors.ts';
import type { Priority } from './request-queue.ts';
import type { ApiRequest, SendRequest } from './send-request.ts';

/** A record's own path: it ends in its id. */
const RECORD = /\/\d{1,15}$/;
/** A report has a path of its own as well, with that of its columns (docs/reference/connectwise-reports.md#columns). */
const REPORT = /^\/system\/reports\/\w{1,100}(\/columns)?$/;
/** Answered to every API member, whatever its role. */
const SITE_INFO = '/system/info';

/** After the site did not answer, no 404 is looked into for so long: an outage must not cost three requests for each. */
const SILENT = 10 * SECOND;

/** Failures that explain why absence cannot be decided. */
const CONCLUSIVE: ReadonlySet<FailureCode> = new Set([
  'unauthorized',
  'missing-client-id',
  'missing-right',
  'too-many-requests',
  'unsupported-version',
]);

/**
 * The same sender, whose failure `not-found` proves that a record is absent. ConnectWise's own not-found alone does not: during
 * an upgrade, or with a right taken away, lists are answered in the same words. It proves absence when
 *
 * - the path is the record's or report's own, and the site otherwise answers: one more request; or
 * - the path lies under a record (`/service/tickets/7/notes`), and that record is absent by the same proof: two more.
 *
 * Any other 404 is `unavailable`: nothing can be concluded from it. While the site is known not to answer, no 404 proves anything.
 */
export function provingAbsence(sendRequest: SendRequest, peer: string, clock: Clock): SendRequest {
  let silentAt = Number.NEGATIVE_INFINITY;
  const proving: SendRequest = async (call, priority) => {
    const answer = await sendRequest(call, priority);
    if (answer.ok || answer.failure.code !== 'not-found') return answer;
    return fail(await evaluated(call, answer.failure, priority));
  };

  async function evaluated({ path }: ApiRequest, failure: Failure, priority: Priority): Promise<Failure> {
    const unproven = unavailable(peer, path, failure.status ?? 404);
    const isRecord = RECORD.test(path) || REPORT.test(path);
    const parent = isRecord ? undefined : parentOf(path);
    if (!isRecord && parent === undefined) return unproven;
    if (isYoungerThan(SILENT, silentAt, clock())) return unproven;
    const look: ApiRequest =
      parent === undefined
        ? { method: 'GET', path: SITE_INFO }
        : { method: 'GET', path: parent, query: { fields: 'id' } };
    const looked = await (parent === undefined ? sendRequest : proving)(look, priority);
    const isAbsent = parent === undefined ? siteAnswers(looked) : !looked.ok && looked.failure.code === 'not-found';
    if (isAbsent) return failure;
    if (!looked.ok && CONCLUSIVE.has(looked.failure.code)) return looked.failure;
    if (parent === undefined) silentAt = clock();
    return unproven;
  }

  return proving;
}

function siteAnswers(info: Awaited<ReturnType<SendRequest>>): boolean {
  // Success without a body is no answer of ConnectWise's.
  return info.ok
    ? typeof info.value.body === 'object' && info.value.body !== null
    : info.failure.code === 'missing-right';
}

/** The path of the record that a list or an action is about: `/service/tickets/7` of `/service/tickets/7/merge`. */
function parentOf(path: string): string | undefined {
  const parts = path.split('/');
  const last = parts.findLastIndex((part) => /^\d{1,15}$/.test(part));
  return last > 0 ? parts.slice(0, last + 1).join('/') : undefined;
}
