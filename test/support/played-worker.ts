export type Answers = Partial<Record<string, (input: never) => unknown>>;

/** A worker that the test plays: what it was asked, and a `send` that it answers. */
export function playWorker(answers: Answers) {
  const asked: { name: string; input: unknown }[] = [];
  const send = async (name: string, input: unknown): Promise<unknown> => {
    asked.push({ name, input });
    const answer = answers[name] as ((input: unknown) => unknown) | undefined;
    const failure = { code: 'not-connected', message: `No answer to ${name}.`, nextStep: 'None.' };
    // An answer that throws is a failure as a value: the worker's messages never reject.
    try {
      return answer ? { ok: true, value: await answer(input) } : { ok: false, failure };
    } catch {
      return { ok: false, failure };
    }
  };
  return { asked, send, names: () => asked.map(({ name }) => name) };
}
