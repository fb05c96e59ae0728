import type { ContentMessages, Input, Output } from '../messages/protocol.ts';
import type { Send } from './feature.ts';

const QUESTIONS: ReadonlySet<string> = new Set<keyof ContentMessages>(['company.recognize', 'agreement.recognize']);
const KEPT = 30;

/**
 * Asks the worker which record is open once per question: several features want to know the same thing. Failures and
 * “no such record” are not kept, so that a later question may succeed.
 */
export function rememberRecognitions(send: Send): Send {
  const asked = new Map<string, Promise<unknown>>();

  return <N extends keyof ContentMessages>(name: N, input: Input<N>): Promise<Output<N>> => {
    if (!QUESTIONS.has(name)) return send(name, input);
    const key = JSON.stringify([name, input]);
    const known = asked.get(key);
    if (known) return known as Promise<Output<N>>;
    const answer = send(name, input);
    asked.set(key, answer);
    const forget = (): boolean => asked.delete(key);
    answer.then((result) => (result.ok && result.value) || forget(), forget);
    const [oldest] = asked.keys();
    if (asked.size > KEPT && oldest) asked.delete(oldest);
    return answer;
  };
}
