import type { Page } from 'playwright-core';
import { SEED } from '../simulator/connectwise/seed.ts';
import { startSimulator } from '../simulator/server.ts';
import { connect, launchBeside } from '../support/story/connected-browser.ts';
import { type Benchmark, median, percentile } from './benchmark.ts';

const ROUNDS = 25;
const MESSAGES = [
  { name: 'status.view', input: {} },
  { name: 'company.view', input: { companyId: SEED.companies.eddiesTvRepair, refresh: false } },
];

/** Message to a stopped worker → answer, p95, in the built extension in Chromium: budget 200 ms. */
export const workerColdMessage: Benchmark = {
  name: 'worker.cold-message',
  unit: 'ms',
  async measure() {
    const { times, warm } = await coldTimes();
    const all = [...times.values()].flat();
    const each = [...times].map(([name, values]) => `${name} p95 ${Math.round(percentile(values, 0.95))}`);
    return {
      value: Math.round(percentile(all, 0.95)),
      n: all.length,
      note: `from a page of the extension's own, the worker stopped before each message; median ${Math.round(percentile(all, 0.5))}; ${each.join(', ')}; while it runs, median ${Math.round(median(warm))}. What company.view shows was read once before`,
    };
  },
};

/** Milliseconds by message, and those of a worker that runs. */
async function coldTimes(): Promise<{ times: Map<string, number[]>; warm: number[] }> {
  const simulator = await startSimulator({ variant: 'clean', traffic: { file: null, keep: 0 } });
  const browser = await launchBeside(simulator);
  try {
    await (await connect(browser)).options.page.close();
    // A file without a script: a page of the extension that sends nothing by itself.
    const page = await browser.openOwn('third-party-licenses.txt');
    const times = new Map(MESSAGES.map(({ name }) => [name, [] as number[]]));
    const warm: number[] = [];
    for (const message of [...MESSAGES, ...MESSAGES, ...MESSAGES]) warm.push(await ask(page, message));
    for (let round = 0; round < ROUNDS; round++) {
      for (const message of MESSAGES) {
        await browser.stopWorker();
        await page.waitForTimeout(100);
        times.get(message.name)?.push(await ask(page, message));
      }
    }
    return { times, warm };
  } finally {
    await browser.close();
    await simulator.stop();
  }
}

/** Milliseconds until the worker has answered; throws when it answers a failure. */
async function ask(page: Page, message: { name: string; input: object }): Promise<number> {
  const { milliseconds, answer } = await page.evaluate(async (sent) => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: object): Promise<{ ok?: boolean }> } };
    };
    const start = performance.now();
    const answer = await chrome.runtime.sendMessage({ to: 'worker', ...sent });
    return { milliseconds: performance.now() - start, answer };
  }, message);
  if (answer.ok) return milliseconds;
  throw new Error(`${message.name} was answered so: ${JSON.stringify(answer)}`);
}
