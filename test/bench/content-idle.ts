import type { CDPSession, Page } from 'playwright-core';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { companyUrl } from '../simulator/pages/address.ts';
import { Panel } from '../support/page-objects/panel.ts';
import { openShared } from '../support/shared/shared-browser.ts';
import type { Benchmark } from './benchmark.ts';
import { burstsOver, type CpuProfile, costliest, timeIn } from './cpu-profile.ts';

const NODES = 10_000;
const MUTATIONS_PER_SECOND = 500;
const SECONDS = 20;
const LONG_TASK_MS = 50;
const METHOD =
  'Chromium; the simulated company screen, Management tab, panel open and a mark at the list; CPU profile of the page at 0.2 ms, samples with a frame of our scripts';

interface Run {
  nodes: number;
  mutations: number;
  /** Seconds of wall time. */
  wall: number;
  /** Seconds of main-thread tasks by the browser's own account. */
  tasks: number;
  longTasks: number;
  /** Seconds in samples with a frame of ours. */
  ours: number;
  /** Uninterrupted stretches of ours over 50 ms. */
  ourLongTasks: number;
  /** Where our time goes, by function. */
  costliest: string;
}

/** Both figures come from one run, however many of them are asked for. */
let runs: Promise<{ withUs: Run; without: Run }> | undefined;

/** Main-thread time that we add on a busy page, share of wall time: budget 0.01. */
export const contentIdleCost: Benchmark = {
  name: 'content.idle-cost',
  unit: 'ratio',
  async measure() {
    runs ??= measureBoth();
    const { withUs, without } = await runs;
    const share = ({ tasks, wall }: Run) => (tasks / wall).toFixed(4);
    return {
      value: Number((withUs.ours / withUs.wall).toFixed(4)),
      n: withUs.mutations,
      note: `${METHOD}; ${withUs.nodes} nodes, ${withUs.mutations} mutations in ${withUs.wall.toFixed(1)} s; all tasks by the browser's account: share ${share(withUs)} with us, ${share(without)} without (the same page on a host where we do not run); most of ours in ${withUs.costliest}`,
    };
  },
};

/** Tasks over 50 ms caused by us in the same run: budget 0. */
export const contentLongTasks: Benchmark = {
  name: 'content.long-tasks',
  unit: 'count',
  async measure() {
    runs ??= measureBoth();
    const { withUs, without } = await runs;
    return {
      value: withUs.ourLongTasks,
      n: withUs.mutations,
      note: `${METHOD} for more than ${LONG_TASK_MS} ms on end; long tasks of any origin by PerformanceObserver: ${withUs.longTasks} with us, ${without.longTasks} without`,
    };
  },
};

async function measureBoth(): Promise<{ withUs: Run; without: Run }> {
  const shared = await openShared();
  try {
    shared.simulator.webClient.busyNodes = NODES;
    const entries = shared.simulator.connectWise.tables.managementSummaryReports;
    const [first] = entries.where('company/id', SEED.companies.eddiesTvRepair);
    entries.update(first?.id ?? 0, { groupIdentifier: 'efs 342' }, { identifier: 'Admin1' });
    const { context, extensionId } = shared.browser;
    const measure = async (host: string): Promise<Run> => {
      const page = await context.newPage();
      await page.goto(new URL(companyUrl(SEED.companies.eddiesTvRepair, 'management'), `https://${host}`).href);
      if (host === HOSTS.web) await new Panel(page).open();
      await page.waitForTimeout(5000);
      const run = await measurePage(page, `chrome-extension://${extensionId}/`);
      await page.close();
      return run;
    };
    const without = await measure(HOSTS.onPremise);
    const withUs = await measure(HOSTS.web);
    return { withUs, without };
  } finally {
    await shared.close();
  }
}

async function measurePage(page: Page, ourOrigin: string): Promise<Run> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  const before = await taskSeconds(session);
  await session.send('Profiler.start');
  const { mutations, wall, longTasks } = await page.evaluate(makeBusy, {
    seconds: SECONDS,
    perSecond: MUTATIONS_PER_SECOND,
  });
  const { profile } = (await session.send('Profiler.stop')) as { profile: CpuProfile };
  const tasks = (await taskSeconds(session)) - before;
  const ours = timeIn(profile, ourOrigin);
  const ourLongTasks = burstsOver(profile, ourOrigin, LONG_TASK_MS).length;
  const top = costliest(profile, ourOrigin).slice(0, 4);
  return {
    nodes,
    mutations,
    wall,
    tasks,
    longTasks,
    ours,
    ourLongTasks,
    costliest: top.map(([name, seconds]) => `${name} ${Math.round(seconds * 1000)} ms`).join(', '),
  };
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

/** Runs in the page: changes texts, classes and nodes all over it, as a client that is never still. */
async function makeBusy({ seconds, perSecond }: { seconds: number; perSecond: number }) {
  let longTasks = 0;
  const observer = new PerformanceObserver((list) => {
    longTasks += list.getEntries().length;
  });
  observer.observe({ entryTypes: ['longtask'] });
  const texts = [...document.body.querySelectorAll('div, td, span')].filter(({ children }) => children.length === 0);
  const start = performance.now();
  let mutations = 0;
  const change = (): void => {
    const element = texts[(mutations * 7919) % texts.length];
    if (mutations % 3 === 0) element?.setAttribute('data-tick', String(mutations));
    else if (mutations % 3 === 1) element?.classList.toggle('ticking');
    else if (element) element.textContent = `${mutations}`;
    mutations += 1;
  };
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const passed = (performance.now() - start) / 1000;
      while (mutations < Math.min(passed, seconds) * perSecond) change();
      if (passed < seconds) return;
      clearInterval(timer);
      resolve();
    }, 20);
  });
  observer.disconnect();
  return { mutations, wall: (performance.now() - start) / 1000, longTasks };
}
