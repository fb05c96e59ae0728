import { MOST_SENTENCES } from '../domain/page-limits.ts';
import type { ScreenReport } from '../domain/page-report.ts';
import type { HostScreen } from '../host/screen.ts';
import type { FieldTable } from '../host/selectors.ts';
import { selfCheck } from '../host/self-check.ts';

/** The self-check of this page with what the features are doing, for the popup and Diagnostics. */
export function checkScreen(
  page: Document,
  screen: HostScreen,
  fields: FieldTable,
  features: ScreenReport['features'],
): ScreenReport {
  const { failures, ...checked } = selfCheck(page, screen, fields);
  return { ...checked, failures: failures.slice(0, MOST_SENTENCES), features };
}
