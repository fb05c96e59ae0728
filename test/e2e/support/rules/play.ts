import type { Page } from '@playwright/test';
import { FINDING_CODES, type FindingCode } from '../../../../lib/domain/finding-codes.ts';
import type { Settings } from '../../../../lib/domain/settings.ts';
import { shownCodes } from '../../../support/page-objects/shown-findings.ts';
import { saveSettings } from '../../../support/save-settings.ts';
import type { SharedBrowser } from '../../../support/shared/shared-browser.ts';
import { address, expect } from '../fixture.ts';
import { scenariosOf } from '../scenarios-of.ts';
import type { Place, Scenario } from './scenario.ts';

const FAMILIES = { 'managed ids': 'MID-', additions: 'ADD-', tickets: 'TIX-', 'setup tables': 'SET-' } as const;
export type Family = keyof typeof FAMILIES;

interface Line {
  code: FindingCode;
  screen: string;
  fires: boolean;
  silent: boolean;
}

/** Every service that is billed is switched on, so that each line is checked. */
function allServices(settings: Settings): Settings {
  return { ...settings, toggles: { ...settings.toggles, 'email-archiving': true, 'email-filtering': true } };
}

/** Codes of a family without a scenario. */
export function withoutScenario(family: Family, scenarios: readonly Scenario[]): FindingCode[] {
  return FINDING_CODES.filter(
    (code) => code.startsWith(FAMILIES[family]) && !scenarios.some((scenario) => scenario.code === code),
  );
}

/**
 * Plays the scenarios that are seen at this place. First with everything right: no finding of any code, and proof that checks ran; then
 * each mistake by itself: its code is shown. Prints one table; what does not hold fails the test at its end.
 */
export async function playPlace(shared: SharedBrowser, place: Place, scenarios: readonly Scenario[]): Promise<void> {
  const { simulator, browser } = shared;
  const putBack = shared.snapshot();
  const found = await shared.ask<Settings>('settings.read', {});
  const right = allServices(place.settings?.(found) ?? found);
  const page = await browser.context.newPage();
  const show = async (): Promise<void> => {
    // First: what the page before still asks for must not be kept as this one's answer.
    await page.goto('about:blank');
    await shared.forget();
    await page.goto(address(place.path(simulator)));
    await place.ready(page);
  };

  await saveSettings(shared.ask, right);
  await show();
  await place.proveChecked(page);
  const notRead = new Set<string>();
  for (const where of new Set(Object.values(place.shows)))
    for (const code of await shownCodes(page, where)) notRead.add(code);

  const lines: Line[] = [];
  const seenHere = scenarios.filter(({ seenAt }) => seenAt.some((name) => name in place.shows));
  for (const scenario of scenariosOf(browser.name, seenHere)) {
    putBack();
    await saveSettings(shared.ask, scenario.settings?.(right) ?? right);
    scenario.arrange(simulator);
    const opened = await show().then(
      () => true,
      () => false,
    );
    for (const screen of scenario.seenAt) {
      const where = place.shows[screen];
      if (!where) continue;
      const appeared = () => appears(page, scenario.code, () => shownCodes(page, where));
      // Opened again, as a user does: an answer that was under way while all was forgotten may have been kept.
      const fires = opened && ((await appeared()) || (await show().then(appeared, () => false)));
      lines.push({ code: scenario.code, screen, fires, silent: !notRead.has(scenario.code) });
    }
  }
  putBack();
  await saveSettings(shared.ask, found);
  await page.close();
  console.log(table(place.name, lines));
  expect([...notRead], `${place.name}: findings where everything is right`).toEqual([]);
  expect(
    lines.filter(({ fires }) => !fires).map(({ code, screen }) => `${code} at ${screen}`),
    `${place.name}: not shown`,
  ).toEqual([]);
}

async function appears(page: Page, code: FindingCode, read: () => Promise<string[]>): Promise<boolean> {
  const end = Date.now() + 60_000;
  for (;;) {
    if ((await read()).includes(code)) return true;
    if (Date.now() > end) return false;
    await page.waitForTimeout(150);
  }
}

function table(place: string, lines: readonly Line[]): string {
  const rows = lines.map(
    ({ code, screen, fires, silent }) =>
      `  ${code.padEnd(24)} ${screen.padEnd(20)} fires ${fires ? 1 : 0}/1  silent ${silent ? 1 : 0}/1`,
  );
  const count = (of: 'fires' | 'silent') => `${of} ${lines.filter((line) => line[of]).length}/${lines.length}`;
  return [`Rule codes at ${place}: ${count('fires')}, ${count('silent')}`, ...rows].join('\n');
}
