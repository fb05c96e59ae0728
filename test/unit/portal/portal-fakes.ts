import type { SourceKind } from '../../../lib/domain/portal-facts.ts';
import { createPortal } from '../../../lib/portal/portal.ts';
import { type FakeAnswer, fakeFetch, type SentRequest } from '../../support/builders/fake-fetch.ts';

export const KEY = 'secret-portal-key';
export const NOW = Date.UTC(2026, 10, 21, 12);

/** A portal behind a fake fetch; `answers` by the path and query after the base address. */
export function portalWith(
  kind: SourceKind,
  answers: Record<string, FakeAnswer> | ((request: SentRequest) => FakeAnswer),
  clock = () => NOW,
) {
  const base = 'https://portal.backup.example/api';
  const answer = (request: SentRequest): FakeAnswer => {
    if (typeof answers === 'function') return answers(request);
    return answers[request.url.slice(base.length)] ?? { status: 404, body: { detail: `no ${request.url}` } };
  };
  const fake = fakeFetch(answer);
  const portal = createPortal({ kind, baseUrl: base, key: KEY }, { fetch: fake.fetch, clock });
  return { portal, sent: fake.sent };
}
