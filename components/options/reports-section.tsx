import { useEffect, useState } from 'preact/hooks';
import type { LinkCompany } from '../../lib/domain/link-view.ts';
import { send } from '../../lib/messages/send.ts';
import { sentence } from '../../lib/shared/errors.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { Notice } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { BackupReportView } from './backup-report.tsx';
import { ReportChoice } from './report-choice.tsx';
import { lastMonths } from './report-months.ts';
import { REPORTS } from './texts/reports.ts';
import { useReports } from './use-reports.ts';

interface ReportsSectionProps {
  visible: boolean;
  /** The company that the address names: its report is offered alone. */
  companyId: number | undefined;
}

/** Backup reports for printing: of one company or of many, of this month or an earlier one. */
export function ReportsSection({ visible, companyId }: ReportsSectionProps) {
  const companies = useRequest(() => send('report.companies', {}), { when: visible });
  const states = useConnections(visible);
  const [months] = useState(() => lastMonths(new Date()));
  const [month, setMonth] = useState(months[0] ?? '');
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    if (companyId !== undefined) setSelected(new Set([companyId]));
  }, [companyId]);
  const { state, make, cancel } = useReports();
  const [isPrinting, setPrinting] = useState(false);
  // Once what was made is on the page.
  useEffect(() => {
    if (!isPrinting) return;
    setPrinting(false);
    print();
  }, [isPrinting]);

  const list = companies.value ?? [];
  const chosen = list.filter(({ id }) => selected.has(id));
  const begin = async (then: 'show' | 'print') => {
    const made = await make(chosen, month);
    if (then === 'print' && made && made.reports.length > 0) setPrinting(true);
  };
  const { progress, reports, failed } = state;
  return (
    <>
      <div class="bb-no-print">
        <h1>{REPORTS.heading}</h1>
        <p class="bb-lead">{REPORTS.lead}</p>
        <div class="bb-notices">
          <ConnectionNotices states={states} also={[companies.failure]} />
        </div>
        <section class="bb-card" aria-label={REPORTS.choose}>
          {companies.state === 'loading' && !companies.value && <Skeleton />}
          {companies.value && list.length === 0 && (
            <p class="bb-empty">
              {REPORTS.empty} <a href="#companies">{REPORTS.link}</a>
            </p>
          )}
          {list.length > 0 && (
            <ReportChoice
              companies={list}
              months={months}
              month={month}
              onMonth={setMonth}
              selected={selected}
              onSelect={setSelected}
            />
          )}
          {list.length > 0 && (
            <div class="bb-actions">
              <Button
                kind="primary"
                disabled={chosen.length === 0 || progress !== null}
                onClick={() => void begin('show')}
              >
                {REPORTS.show(Math.max(1, chosen.length))}
              </Button>
              <Button disabled={chosen.length === 0 || progress !== null} onClick={() => void begin('print')}>
                {REPORTS.print(Math.max(1, chosen.length))}
              </Button>
              {progress && <Button onClick={cancel}>{REPORTS.cancel}</Button>}
            </div>
          )}
          <div aria-live="polite">
            {progress && (
              <>
                <p class="bb-hint">{REPORTS.progress(progress.done, progress.of)}</p>
                <Progress label={REPORTS.heading} done={progress.done} total={progress.of} />
              </>
            )}
            {failed.length > 0 && <NotMade failed={failed} />}
          </div>
        </section>
      </div>
      <section aria-label={REPORTS.reports}>
        {reports.map((report) => (
          <BackupReportView key={`${report.companyId} ${report.month} ${report.madeAt}`} report={report} />
        ))}
      </section>
    </>
  );
}

function NotMade({ failed }: { failed: readonly { company: LinkCompany; failure: Parameters<typeof sentence>[0] }[] }) {
  return (
    <Notice tone="error">
      <p>{REPORTS.notMade(failed.length)}</p>
      <ul>
        {failed.map(({ company, failure }) => (
          <li key={company.id}>
            {REPORTS.failedFor(company.name)} {formatText(sentence(failure))}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
