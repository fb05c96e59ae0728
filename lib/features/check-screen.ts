import type { ScreenReport } from '../domain/page-report.ts';
import type { HostScreen } from '../host/screen.ts';
import type { FieldTable } from '../host/selectors.ts';
import { selfCheck } from '../host/self-check.ts';

/** As many sentences as a report may hold (lib/messages/declarations/tab.ts); the first ones say the most. */
const MOST_FAILURES = 20;

/** The self-check of this page with what the features are doing, for the popup and Diagnostics. */
export function checkScreen(
  page: Document,
  screen: HostScreen,
  fields: FieldTable,
  features: ScreenReport['features'],
): ScreenReport {
  const { failures, ...checked } = selfCheck(page, screen, fields);
  return { ...checked, failures: failures.slice(0, MOST_FAILURES), features };
}
