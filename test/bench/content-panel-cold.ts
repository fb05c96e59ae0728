import type { Page } from 'playwright-core';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { companyUrl, hashOf } from '../simulator/pages/address.ts';
import type { Simulator } from '../simulator/server.ts';
import { takeMarkup } from '../support/mutations/mutated-page.ts';
import { Panel } from '../support/page-objects/panel.ts';
import { openShared, type SharedBrowser } from '../support/shared/shared-browser.ts';
import { type Benchmark, median, percentile } from './benchmark.ts';
import { noteWhenShown, panelFrame, shownAt } from './content-panel.ts';

const CUSTOMERS = 2_000;
const LATENCY = 40;
/** Half of them with nothing in the cache at all. */
const SCREENS = 40;
const STAY_MS = 1_000;
const EDDIE = "Eddie's TV Repair";

/** Company screen appears → the panel frame shows its data, first visit to the company, p95: budget 1,000 ms. */
export const contentScreenToPanelCold: Benchmark = {
  name: 'content.screen-to-panel-cold',
  unit: 'ms',
  async measure() {
    const shared = await openShared({ simulatorOptions: { customers: CUSTOMERS } });
    try {
      // The log of 2,000 customers is read before; that is nothing of a company's screen.
      await shared.ask('poll.now', {});
      for (const rule of [{ site: 'connectwise', path: '/apis/3\\.0/' } as const, { site: 'portals' } as const])
        shared.simulator.faults.add({ ...rule, times: 'always', effect: { kind: 'latency', milliseconds: LATENCY } });
      const page = await shared.browser.context.newPage();
      await page.addInitScript(noteWhenShown);
      const { empty, used, requests } = await visitCompanies(shared, page);
      const times = [...empty, ...used];
      const words = (list: number[]) => `median ${Math.round(median(list))}, p95 ${Math.round(percentile(list, 0.95))}`;
      return {
        value: Math.round(percentile(times, 0.95)),
        n: times.length,
        note:
          `another company each time: its filled screen is put into the page at once together with its address, until the frame shows the ` +
          `health of the customer; ${CUSTOMERS} customers in the portal, ${LATENCY} ms for each answer of both services; nothing at all in ` +
          `the cache (${empty.length}): ${words(empty)}; set-up tables and list of customers read before (${used.length}): ${words(used)}; ` +
          `requests of a visit: ${requests.join(' and ')}`,
      };
    } finally {
      await shared.close();
    }
  },
};

interface Visits {
  /** Milliseconds, where nothing was in the worker's cache. */
  empty: number[];
  /** The same where another company was visited just before. */
  used: number[];
  /** Of the last visit of either kind. */
  requests: number[];
}

async function visitCompanies({ simulator, forget }: SharedBrowser, page: Page): Promise<Visits> {
  const url = new URL(companyUrl(SEED.companies.eddiesTvRepair, 'company'), `https://${HOSTS.web}`).href;
  await page.goto(url);
  await new Panel(page).open();
  await page.waitForTimeout(STAY_MS);
  const body = await takeMarkup(page);
  await page.route(
    (at) => at.pathname.endsWith('/ConnectWise.aspx'),
    (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }),
  );
  await page.goto('about:blank');
  await page.goto(url);
  await new Panel(page).open();
  const markup = await page.evaluate(() => document.body.innerHTML);
  const visits: Visits = { empty: [], used: [], requests: [] };
  for (const [nth, company] of companiesOf(simulator).entries()) {
    await page.evaluate(
      (hash) => {
        location.hash = hash;
        document.body.innerHTML = '<div></div>';
      },
      hashOf({ screen: 'search' }),
    );
    while (panelFrame(page)) await page.waitForTimeout(20);
    await page.waitForTimeout(STAY_MS);
    const isEmpty = nth % 2 === 0;
    if (isEmpty) await forget();
    const before = simulator.traffic.total;
    const start = await page.evaluate(
      ({ html, hash }) => {
        location.hash = hash;
        document.body.innerHTML = html;
        return performance.timeOrigin + performance.now();
      },
      { html: markup.replaceAll(EDDIE, company.name), hash: new URL(companyUrl(company.id), url).hash },
    );
    visits[isEmpty ? 'empty' : 'used'].push((await shownAt(page)) - start);
    await page.waitForTimeout(STAY_MS);
    visits.requests[isEmpty ? 0 : 1] = simulator.traffic.total - before;
  }
  return visits;
}

/** Companies of active customers, each for one visit. */
function companiesOf({ connectWise, portal }: Simulator): { id: number; name: string }[] {
  const active = new Set(
    portal
      .allCustomers()
      .filter((customer) => customer.active)
      .map(({ name }) => name),
  );
  return connectWise.tables.companies
    .all()
    .map(({ id, name }) => ({ id, name: String(name) }))
    .filter(({ id, name }) => id > 1_000 && active.has(name))
    .slice(0, SCREENS);
}
