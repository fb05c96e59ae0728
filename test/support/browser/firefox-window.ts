import type { Bidi } from './bidi.ts';

/**
 * Runs a function in the browser's own window, where Firefox's own functions are at hand.
 * @param functionDeclaration as text
 * @param argument anything that JSON holds
 * @throws what the function threw
 */
export async function runInFirefox(bidi: Bidi, functionDeclaration: string, argument: unknown): Promise<void> {
  const { contexts } = await bidi.send<{ contexts: { context: string }[] }>('browsingContext.getTree', {
    'moz:scope': 'chrome',
  });
  const [window] = contexts;
  if (!window) throw new Error('Firefox has no window.');
  const answer = await bidi.send<{ type: string; exceptionDetails?: { text: string } }>('script.callFunction', {
    functionDeclaration: `async (text) => { await (${functionDeclaration})(JSON.parse(text)); }`,
    arguments: [{ type: 'string', value: JSON.stringify(argument) }],
    target: { context: window.context },
    awaitPromise: true,
  });
  if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text ?? 'The script threw.');
}
