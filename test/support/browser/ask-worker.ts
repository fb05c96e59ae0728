import type { Page } from 'playwright-core';

/** Asks the worker as a page of the extension's own; throws where it answers a failure. */
export async function ask<T>(own: Page, name: string, input: object): Promise<T> {
  const answer = await own.evaluate(
    async (message) => {
      const { chrome } = globalThis as unknown as {
        chrome: { runtime: { sendMessage(message: object): Promise<{ ok?: boolean; value?: unknown }> } };
      };
      return chrome.runtime.sendMessage(message);
    },
    { to: 'worker', name, input },
  );
  if (!answer.ok) throw new Error(`${name} was answered so: ${JSON.stringify(answer)}`);
  return answer.value as T;
}
