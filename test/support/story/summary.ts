import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { HOSTS } from '../../simulator/hosts.ts';
import type { Simulator } from '../../simulator/server.ts';
import type { Browser } from '../browser/browser.ts';
import type { Panel } from '../page-objects/panel.ts';
import type { Verified } from './facts.ts';

export interface Summary {
  /** What the connections said, and the health that the panel showed. */
  read: string[];
  /** Findings before anything was fixed, with their codes. */
  findings: { code: string; text: string }[];
  /** Changes as the previews showed them. */
  planned: string[];
  /** Writes that ConnectWise received, and when. */
  written: { step: string; method: string; path: string; body: unknown; status: number }[];
  /** The portal's facts against ConnectWise, read back over REST. */
  verified: Verified[];
  screenshots: string[];
}

export interface StoryOptions {
  simulator: Simulator;
  browser: Browser;
  /** Folder for screenshots; none are taken without it. */
  output?: string;
  /** Where each step is reported. */
  say?: (step: string) => void;
  /** Called between the first sync and the failing backup, e.g. to make the portal unreachable for a while. */
  interlude?: (page: Page, panel: Panel) => Promise<void>;
}

const WITHIN_A_POLL = 300_000;

export function emptySummary(): Summary {
  return { read: [], findings: [], planned: [], written: [], verified: [], screenshots: [] };
}

export type Photographer = (page: Page, name: string) => Promise<void>;

/** Takes each picture in light and in dark. */
export function photographer(folder: string | undefined, summary: Summary): Photographer {
  if (!folder) return async () => {};
  mkdirSync(folder, { recursive: true });
  return async (page, name) => {
    if (page.url().includes('options.html')) await growToContent(page);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const file = `${name}-${colorScheme}.png`;
      await page.screenshot({ path: join(folder, file) });
      summary.screenshots.push(file);
    }
  };
}

/** A window as high as the page: stitched together, a full-page picture would show fixed parts in the middle. */
async function growToContent(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 1440;
  await page.setViewportSize({ width, height: 900 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(900, height) });
}

/** Moves the writes that ConnectWise received since the last call into the summary, under the step they belong to. */
export function writesOf(simulator: Simulator, summary: Summary): (step: string) => void {
  let seen = 0;
  return (step) => {
    // The simulator keeps the newest exchanges only: count by the total.
    const { exchanges, total } = simulator.traffic;
    const writes = exchanges.slice(-Math.max(1, total - seen)).filter(({ method }) => method !== 'GET');
    seen = total;
    for (const { method, url, requestBody, status } of writes) {
      summary.written.push({
        step,
        method,
        path: new URL(url).pathname.replace(/^.*\/apis\/3\.0/, ''),
        body: requestBody,
        status,
      });
    }
  };
}

/** Looks until all of it is so, for as long as a poll and what follows it may take; answers what it saw last. */
export async function untilTrue<T extends { ok: boolean }>(look: () => Promise<T[]>): Promise<T[]> {
  const end = Date.now() + WITHIN_A_POLL;
  for (;;) {
    const seen = await look();
    if (seen.every(({ ok }) => ok) || Date.now() > end) return seen;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** The public address of a page of the simulated web client. */
export function address(path: string): string {
  return new URL(path, `https://${HOSTS.web}`).href;
}
