import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { MessageName } from '../../lib/messages/protocol.ts';
import type { MessageSender } from '../../lib/platform/runtime.ts';
import type { Result } from '../../lib/shared/result.ts';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { type Mutation, mutated, mutations } from '../support/json-mutations.ts';
import { contentSender, pageSender, panelSender } from '../support/message-senders.ts';
import { resetBrowser } from '../unit/background/fake-worker.ts';
import { MESSAGE_INPUTS } from '../unit/background/message-inputs.ts';
import { expectResult } from './support/expect-failure.ts';
import { simulatedWorker, WORKER_SECRETS } from './support/simulated-worker.ts';
import { RUNS, tryAll } from './support/try-all.ts';

/** Messages to one worker; the next ones meet a new one. */
const MESSAGES_A_WORKER = 50;

/** These end what the others need. */
const LAST = /^(lock\.|connection\.disconnect|connection\.\w+\.save)/;

/** Inputs that name records of the simulated ConnectWise. */
const INPUTS: Record<string, unknown> = JSON.parse(
  JSON.stringify(MESSAGE_INPUTS)
    .replaceAll('"companyId":2', `"companyId":${SEED.companies.eddiesTvRepair}`)
    .replaceAll('"agreementId":1', `"agreementId":${SEED.agreements.eddiesTvRepair}`)
    .replaceAll('"boardId":1', `"boardId":${SEED.boards.professionalServices}`),
);
const NAMES = Object.keys(MESSAGE_INPUTS) as MessageName[];

interface Sent {
  name: string;
  changes: Mutation[];
  input?: unknown;
}

/** A message with some of its members changed, one with any input, or one that no version ever had. */
const sent: fc.Arbitrary<Sent> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      name: fc.constantFrom(...NAMES.filter((name) => !LAST.test(name))),
      changes: fc.oneof({ weight: 3, arbitrary: mutations }, { weight: 1, arbitrary: fc.constant<Mutation[]>([]) }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constantFrom(...NAMES),
      changes: fc.constant<Mutation[]>([]),
      input: fc.jsonValue({ maxDepth: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.oneof(fc.constantFrom('constructor', '__proto__', 'toString', ''), fc.string()),
      changes: fc.constant<Mutation[]>([]),
      input: fc.jsonValue(),
    }),
  },
);

/** As a browser passes it on: a copy without what JSON has no word for. */
function messageOf({ name, changes, input }: Sent): unknown {
  const given = input === undefined ? mutated(INPUTS[name] ?? {}, changes) : input;
  return JSON.parse(JSON.stringify({ to: 'worker', name, input: given ?? null }));
}

const OUTSIDE: Record<string, () => MessageSender> = {
  'a page of the connected site': () => contentSender(HOSTS.web),
  'a page of another site': () => contentSender('evil.example'),
  'our panel in a page, without its token': () => panelSender(),
  'our options page in a page': () => ({ ...pageSender(), frameId: 3, tab: { id: 1 } }),
  'another extension': () => ({ ...pageSender(), id: 'another-extension' }),
  'a page over http': () => ({
    ...contentSender(HOSTS.web),
    origin: `http://${HOSTS.web}`,
    url: `http://${HOSTS.web}/`,
  }),
  nobody: () => ({ id: fakeBrowser.runtime.id }),
};

/** What no sender but our own pages and a panel that showed its token gets an answer to. */
const OURS_ALONE =
  /plan|apply|undo|sync|settings|consent|connection\.c|connection\.p|journal|event|boards|products|fleet|links|billing|lock/;

beforeEach(resetBrowser);

describe('whatever is sent to the worker', () => {
  it(`is answered by our own pages’ worker with a value or a failure, and no key (${RUNS} messages)`, async () => {
    const messages = fc.array(sent, { minLength: MESSAGES_A_WORKER, maxLength: MESSAGES_A_WORKER, size: 'max' });
    const seen = { ok: 0, failed: 0 };
    await tryAll(
      'messages',
      messages,
      async (list) => {
        const { worker, stop } = await simulatedWorker();
        const answers: unknown[] = [];
        for (const one of list) {
          const answer = await worker.deliver(messageOf(one), pageSender());
          expectAnswer(answer, one.name);
          answers.push(answer);
          if ((answer as Result<unknown>).ok) seen.ok += 1;
          else seen.failed += 1;
        }
        const logged = [worker.log.info, worker.log.warn, worker.log.error].map(({ mock }) => mock.calls);
        for (const secret of WORKER_SECRETS) expect(JSON.stringify([answers, logged])).not.toContain(secret);
        await stop();
        expect(worker.log.error.mock.calls).toEqual([]);
      },
      MESSAGES_A_WORKER,
    );
    expect(seen.ok).toBeGreaterThan(RUNS / 10);
    expect(seen.failed).toBeGreaterThan(RUNS / 10);
  });

  it(`is refused where it comes from outside and is none of theirs, and writes nothing (${RUNS} messages)`, async () => {
    const from = fc.record({ from: fc.constantFrom(...Object.keys(OUTSIDE)), one: sent });
    const messages = fc.array(from, { minLength: MESSAGES_A_WORKER, maxLength: MESSAGES_A_WORKER, size: 'max' });
    await tryAll(
      'messages',
      messages,
      async (list) => {
        const { worker, writes, stop } = await simulatedWorker();
        for (const { from, one } of list) {
          const answer = await worker.deliver(messageOf(one), OUTSIDE[from]?.() ?? {});
          expectAnswer(answer, `${one.name} from ${from}`);
          if (from === 'a page of the connected site' && !OURS_ALONE.test(one.name)) continue;
          expect(answer, `${one.name} from ${from}`).toMatchObject({ ok: false });
        }
        await stop();
        expect(writes).toEqual([]);
      },
      MESSAGES_A_WORKER,
    );
  });

  it('is left to others where it is no message of ours', async () => {
    const { worker, stop } = await simulatedWorker();
    await tryAll('messages', fc.jsonValue(), (message) => {
      expect(worker.deliver(message, pageSender())).toBeUndefined();
    });
    await stop();
  });
});

function expectAnswer(answer: unknown, what: string): void {
  expect(answer, what).toEqual(expect.objectContaining({ ok: expect.any(Boolean) }));
  expectResult(answer as Result<unknown>);
}
