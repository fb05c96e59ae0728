import type { REPORTS } from '../../messages/declarations/reports.ts';
import type { HandlersOf } from '../../messages/router.ts';
import type { Background } from '../background.ts';

/** Backup reports: only what is known, or can be read. */
export function reportHandlers({ engines }: Background): HandlersOf<typeof REPORTS> {
  return {
    'report.companies': () => engines.use((engine) => engine.reportCompanies()),
    'report.backup': ({ companyId, month, timeZone }) =>
      engines.use((engine) => engine.backupReport(companyId, month, timeZone)),
  };
}
