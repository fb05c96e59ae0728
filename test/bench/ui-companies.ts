import type { Page } from 'playwright-core';
import type { FleetView } from '../../lib/domain/fleet.ts';
import { startSimulator } from '../simulator/server.ts';
import { ask } from '../support/browser/ask-worker.ts';
import type { Browser } from '../support/browser/browser.ts';
import { connect, launchBeside } from '../support/story/connected-browser.ts';
import { type Benchmark, median, percentile } from './benchmark.ts';
import { GENERATED } from './fleet/compare.ts';
import { type Scrolled, scrollTable } from './scroll-table.ts';

const CUSTOMERS = 5000;
/** Openings with a running worker, and as many with a stopped one. */
const OPENINGS = 10;
const COMPARE_MINUTES = 10;
/** What of the page is in sight at once, and a pause for what it asks by itself at first. */
const SETTLE_MS = 1_500;

interface Run {
  /** Milliseconds from the start of the navigation to the first row. */
  running: number[];
  stopped: number[];
  scrolled: Scrolled;
  /** Milliseconds of processor time that the page's main thread took for each frame while it was scrolled. */
  busyPerFrame: number;
  /** Seconds that the comparison took in the browser. */
  compared: number;
}

/** Both figures come from one run, however many of them are asked for: the comparison before it takes longest. */
let run: Promise<Run> | undefined;

/** Companies with 5,000 rows: from the start of the navigation until the first row is painted: budget 500 ms. */
export const uiOptions5000: Benchmark = {
  name: 'ui.options-5000',
  unit: 'ms',
  async measure() {
    run ??= measureBoth();
    const { running, stopped, compared } = await run;
    const all = [...running, ...stopped];
    const words = (list: number[]) => `median ${Math.round(median(list))}, most ${Math.round(Math.max(...list))}`;
    return {
      value: Math.round(percentile(all, 0.95)),
      n: all.length,
      note:
        `options.html#companies in a new tab, p95, timed inside the page up to the frame with the first row that was read; the worker runs ` +
        `(${running.length}): ${words(running)}; it was stopped before (${stopped.length}): ${words(stopped)}. ${CUSTOMERS} companies, really ` +
        `compared by the extension before, in ${Math.round(compared)} s`,
    };
  },
};

/** The same page, time of a frame while the table scrolls, p95: budget 20 ms. */
export const uiScrollFrame: Benchmark = {
  name: 'ui.scroll-frame',
  unit: 'ms',
  async measure() {
    run ??= measureBoth();
    const { scrolled, busyPerFrame } = await run;
    const { frames, pixels, blankAtMost, blankFor, blankFrames, missingAtMost } = scrolled;
    const seconds = frames.reduce((sum, frame) => sum + frame, 0) / 1000;
    return {
      value: Math.round(percentile(frames, 0.95) * 10) / 10,
      n: frames.length,
      note:
        `${Math.round(pixels)} px from the top on in ${seconds.toFixed(1)} s, moved in each frame; headless Chromium, which draws in software; the ` +
        `page's main thread worked ${busyPerFrame.toFixed(1)} ms of its own processor time for each; median ${median(frames).toFixed(1)}, p99 ${percentile(frames, 0.99).toFixed(1)}, most ${Math.max(...frames).toFixed(1)}; rows in ` +
        `sight that were not read yet: at most ${blankAtMost}, for ${Math.round(blankFor)} ms at a time, in ${blankFrames} frames; not drawn at all: at most ${missingAtMost}`,
    };
  },
};

async function measureBoth(): Promise<Run> {
  const simulator = await startSimulator({
    customers: CUSTOMERS,
    generated: GENERATED,
    traffic: { file: null, keep: 0 },
  });
  const browser = await launchBeside(simulator);
  try {
    browser.context.setDefaultTimeout(75_000);
    const { options } = await connect(browser);
    // A file without a script: a page of the extension that sends nothing by itself.
    const own = await browser.openOwn('third-party-licenses.txt');
    await options.page.close();
    const compared = await compareAll(own);
    const times: Pick<Run, 'running' | 'stopped'> = { running: [], stopped: [] };
    for (let opening = 0; opening < OPENINGS; opening++) {
      times.running.push(await firstRow(browser, own));
      await browser.stopWorker();
      await own.waitForTimeout(200);
      times.stopped.push(await firstRow(browser));
    }
    return { ...times, ...(await scroll(browser)), compared };
  } finally {
    await browser.close();
    await simulator.stop();
  }
}

async function scroll(browser: Browser): Promise<Pick<Run, 'scrolled' | 'busyPerFrame'>> {
  const page = await openCompanies(browser);
  await page.waitForTimeout(SETTLE_MS);
  const session = await browser.context.newCDPSession(page);
  // Time of the thread and not of the clock: what else the machine does is not in it.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taken = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  const before = await taken();
  const scrolled = await page.evaluate(scrollTable, { pixelsPerSecond: 4_000, seconds: 10, rowHeight: 44, head: 36 });
  return { scrolled, busyPerFrame: ((await taken()) - before) / scrolled.frames.length };
}

/** Seconds until every customer was compared. */
async function compareAll(own: Page): Promise<number> {
  const start = performance.now();
  await ask(own, 'fleet.compare', {});
  for (;;) {
    await own.waitForTimeout(1_000);
    const { progress, counts } = await ask<FleetView>(own, 'fleet.view', {});
    const seconds = (performance.now() - start) / 1000;
    if (progress?.state === 'done' && counts.all === CUSTOMERS && counts['not-compared'] === 0) return seconds;
    if (progress?.state !== 'running' || seconds > COMPARE_MINUTES * 60)
      throw new Error(`After ${Math.round(seconds)} s the comparison is so: ${JSON.stringify(progress)}`);
  }
}

/** Opens the page in a new tab and closes it. With `own`, the worker is asked something before, so that it runs. */
async function firstRow(browser: Browser, own?: Page): Promise<number> {
  if (own) await ask(own, 'status.view', {});
  const page = await openCompanies(browser);
  const noted = await page.waitForFunction(() => (window as unknown as { rowAt?: number }).rowAt);
  const milliseconds = await noted.jsonValue();
  await page.waitForTimeout(SETTLE_MS);
  await page.close();
  return milliseconds ?? Number.NaN;
}

async function openCompanies({ context, extensionId }: Browser): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(noteFirstRow);
  await page.goto(`chrome-extension://${extensionId}/options.html#companies`);
  return page;
}

/** Runs in the page: when a row that was read was first painted, in milliseconds since the navigation began. */
function noteFirstRow(): void {
  const look = (): void => {
    if (!document.querySelector('tr:not([aria-busy]) > .bb-fleet-company a')) {
      requestAnimationFrame(look);
      return;
    }
    // What is posted in a frame arrives once the frame was painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => Object.assign(window, { rowAt: performance.now() });
    port2.postMessage(null);
  };
  requestAnimationFrame(look);
}
