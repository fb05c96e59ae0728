import { useEffect, useRef, useState } from 'preact/hooks';
import type { BackupReport } from '../../lib/domain/backup-report.ts';
import type { LinkCompany } from '../../lib/domain/link-view.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';

export interface MadeReports {
  reports: BackupReport[];
  /** Companies whose report could not be made, with the reason. */
  failed: { company: LinkCompany; failure: Failure }[];
}

export interface ReportsState extends MadeReports {
  /** Set while reports are made. */
  progress: { done: number; of: number } | null;
}

const NONE: ReportsState = { reports: [], failed: [], progress: null };

/**
 * Makes reports one after the other, so that many of them can be followed and cancelled. `make` answers what was made, or null when it
 * was cancelled: what was made until then stays.
 */
export function useReports() {
  const [state, setState] = useState<ReportsState>(NONE);
  const run = useRef(0);
  // What is still asked when the page goes is shown nowhere.
  useEffect(
    () => () => {
      run.current += 1;
    },
    [],
  );

  const make = async (companies: readonly LinkCompany[], month: string): Promise<MadeReports | null> => {
    run.current += 1;
    const own = run.current;
    const made: MadeReports = { reports: [], failed: [] };
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    for (const [done, company] of companies.entries()) {
      setState({ ...made, progress: { done, of: companies.length } });
      const result = await send('report.backup', { companyId: company.id, month, timeZone });
      if (run.current !== own) return null;
      if (result.ok) made.reports = [...made.reports, result.value];
      else made.failed = [...made.failed, { company, failure: result.failure }];
    }
    setState({ ...made, progress: null });
    return made;
  };
  const cancel = () => {
    run.current += 1;
    setState((before) => ({ ...before, progress: null }));
  };
  return { state, make, cancel };
}
