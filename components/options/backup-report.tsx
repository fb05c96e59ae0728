import type { BackupReport, ReportedCustomer } from '../../lib/domain/backup-report.ts';
import { readTime } from '../../lib/shared/time.ts';
import { HistoryLegend, HistoryStrip } from '../panel/history-strip.tsx';
import { HEALTH_WORDS } from '../panel/texts/health.ts';
import { amount } from '../panel/texts/usage.ts';
import { endsOf, UsageLine } from '../panel/usage-section.tsx';
import { formatMoment, formatMonth, formatNumber } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';
import { healthIcon, Icon } from '../ui/icon.tsx';
import { Reconciled } from './reconciliation-table.tsx';
import { failureWords, figuresOf, REPORT } from './texts/reports.ts';

/**
 * One company's backup report, as it is printed: figures first, then usage against billing, what failed, and the accounts with a
 * picture of their days. Moments are written out: on paper, an age says nothing.
 */
export function BackupReportView({ report }: { report: BackupReport }) {
  const { companyName, month, isOver, madeAt, factsAt, customers, billing, notes } = report;
  return (
    <article class="bb-report" aria-label={REPORT.title(companyName)}>
      <header>
        <h2>{REPORT.title(companyName)}</h2>
        <p class="bb-report-month">{REPORT.subtitle(month, isOver)}</p>
        <p class="bb-hint">
          {REPORT.made}
          {moment(madeAt)}
          {factsAt && `; ${REPORT.read}${moment(factsAt)}`}
        </p>
      </header>
      {notes.map((note) => (
        <p key={note} class="bb-report-note">
          {formatText(note)}
        </p>
      ))}
      {customers.map((customer) => (
        <Figures key={customer.efsId} customer={customer} />
      ))}
      {billing && (
        <section class="bb-reconciliation">
          <h3>{REPORT.billing}</h3>
          <Reconciled value={billing} />
        </section>
      )}
      {customers.map((customer) => (
        <CustomerDetails key={customer.efsId} customer={customer} report={report} />
      ))}
    </article>
  );
}

function Figures({ customer }: { customer: ReportedCustomer }) {
  const { efsId, name, health, jobsUnknown } = customer;
  return (
    <section aria-label={`${REPORT.figures}: ${name}`}>
      <h3>
        {health && <Icon name={healthIcon(health.state)} />} {name} <span class="bb-pill">{efsId}</span>
      </h3>
      {health && (
        <p>
          <span class="bb-visually-hidden">{HEALTH_WORDS[health.state]}: </span>
          {formatText(health.reason)}
        </p>
      )}
      <dl class="bb-report-figures">
        {figuresOf(customer).map((figure) => (
          <div key={figure.name}>
            <dt>{figure.name}</dt>
            <dd>{figure.value}</dd>
          </div>
        ))}
      </dl>
      {jobsUnknown && <p class="bb-hint">{formatText(jobsUnknown)}</p>}
    </section>
  );
}

interface DetailsProps {
  customer: ReportedCustomer;
  report: BackupReport;
}

function CustomerDetails({ customer, report }: DetailsProps) {
  return (
    <>
      <Failures customer={customer} />
      <Accounts customer={customer} report={report} />
      <Usage customer={customer} report={report} />
    </>
  );
}

function Failures({ customer: { failures, name } }: Pick<DetailsProps, 'customer'>) {
  return (
    <section aria-label={`${REPORT.failures}: ${name}`}>
      <h3>{REPORT.failures}</h3>
      {failures.length === 0 ? (
        <p class="bb-hint">{REPORT.noFailures}</p>
      ) : (
        <table class="bb-table">
          <thead>
            <tr>
              <th scope="col">{REPORT.failure}</th>
              <th scope="col">{REPORT.times}</th>
              <th scope="col">{REPORT.last}</th>
              <th scope="col">{REPORT.message}</th>
            </tr>
          </thead>
          <tbody>
            {failures.map((failure) => (
              <tr key={`${failureWords(failure)} ${failure.firstAt}`}>
                <th scope="row">
                  <Icon name={failure.severity} /> {failureWords(failure)}
                </th>
                <td>{formatNumber(failure.count)}</td>
                <td>{moment(failure.lastAt)}</td>
                <td>{failure.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Accounts({ customer: { accounts, name }, report: { days, month, isOver } }: DetailsProps) {
  if (accounts.length === 0) return <p class="bb-hint">{REPORT.noAccounts}</p>;
  return (
    <section aria-label={`${REPORT.accounts}: ${name}`}>
      <h3>{REPORT.accounts}</h3>
      <table class="bb-table bb-report-accounts">
        <thead>
          <tr>
            <th scope="col">{REPORT.account}</th>
            {!isOver && <th scope="col">{REPORT.state}</th>}
            <th scope="col">{REPORT.newest}</th>
            <th scope="col">{REPORT.daysOk}</th>
            <th scope="col">{REPORT.daysWarning}</th>
            <th scope="col">{REPORT.daysError}</th>
            <th scope="col">{REPORT.picture(days.length)}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ id, name: account, plan, health, lastBackupAt, cells, daysOk, daysWarning, daysError }) => (
            <tr key={id}>
              <th scope="row">
                {account} <span class="bb-hint">{plan}</span>
              </th>
              {!isOver && <td>{health && HEALTH_WORDS[health.state]}</td>}
              <td>{lastBackupAt ? moment(lastBackupAt) : REPORT.unknown}</td>
              <td>{formatNumber(daysOk)}</td>
              <td>{formatNumber(daysWarning)}</td>
              <td>{formatNumber(daysError)}</td>
              <td>
                <HistoryStrip days={days} cells={cells} period={formatMonth(month)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <HistoryLegend />
    </section>
  );
}

function Usage({ customer: { usage, name }, report: { days } }: DetailsProps) {
  return (
    <section aria-label={`${REPORT.usage}: ${name}`}>
      <h3>{REPORT.usage}</h3>
      {usage.length === 0 ? (
        <p class="bb-hint">{REPORT.noUsage}</p>
      ) : (
        <table class="bb-table">
          <thead>
            <tr>
              <th scope="col">{REPORT.service}</th>
              <th scope="col">{REPORT.first}</th>
              <th scope="col">{REPORT.lastMeasured}</th>
              <th scope="col">{REPORT.highest}</th>
              <th scope="col">{REPORT.course}</th>
            </tr>
          </thead>
          <tbody>
            {usage.map((series) => {
              const [first, last] = endsOf(series.quantities);
              const at = (day: number | undefined) => (day === undefined ? 0 : (series.quantities[day] ?? 0));
              const highest = Math.max(...series.quantities.map((value) => value ?? 0));
              return (
                <tr key={series.id}>
                  <th scope="row">{series.title}</th>
                  <td>{amount(at(first), series.unit)}</td>
                  <td>{amount(at(last), series.unit)}</td>
                  <td>{amount(highest, series.unit)}</td>
                  <td>
                    <UsageLine series={series} days={days} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

function moment(at: string): string {
  const time = readTime(at);
  return time === undefined ? REPORT.unknown : formatMoment(time);
}
