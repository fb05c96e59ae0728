import type { UsageSeries } from '../../lib/domain/usage-history.ts';
import type { UsageState } from './panel-state.ts';
import * as USAGE from './texts/usage.ts';

interface Props {
  usage: UsageState;
  /** Called when it is opened for the first time. */
  onRead: () => void;
}

/** What the company's customers used: a line per service, and below it the accounts with what they use now and how that changed. */
export function UsageSection({ usage, onRead }: Props) {
  return (
    <details
      class="usage"
      onToggle={(event) => {
        if (event.currentTarget.open && typeof usage === 'string') onRead();
      }}
    >
      <summary>{USAGE.heading}</summary>
      <Usage usage={usage} />
    </details>
  );
}

function Usage({ usage }: Pick<Props, 'usage'>) {
  if (usage === 'notRead') return <p class="bb-hint">{USAGE.reading}</p>;
  if (usage === 'failed') return <p class="bb-hint">{USAGE.failed}</p>;
  if (usage.customers.every(({ services }) => services.length === 0)) return <p class="bb-hint">{USAGE.empty}</p>;
  return (
    <>
      {usage.customers.map(({ efsId, services }) => (
        <section key={efsId} aria-label={efsId}>
          {usage.customers.length > 1 && <h4>{efsId}</h4>}
          {services.map((series) => (
            <ServiceUsage key={series.id} series={series} days={usage.days} />
          ))}
        </section>
      ))}
      <p class="bb-hint">{USAGE.caption}</p>
    </>
  );
}

function ServiceUsage({ series, days }: { series: UsageSeries; days: readonly string[] }) {
  const { title, unit, quantities, accounts } = series;
  const [first, last] = endsOf(quantities);
  return (
    <details class="usage-service">
      <summary>
        <span class="grow">{title}</span>
        <UsageLine series={series} days={days} />
        <span class="usage-amount">{last === undefined ? '' : USAGE.amount(quantities[last] ?? 0, unit)}</span>
      </summary>
      {first !== undefined && (
        <table>
          <caption class="bb-visually-hidden">{USAGE.accounts(title)}</caption>
          <thead>
            <tr>
              <th scope="col">{USAGE.account}</th>
              <th scope="col">{USAGE.now}</th>
              <th scope="col">{USAGE.change}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map(({ id, name, amounts }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{USAGE.amount(amounts.at(-1) ?? amountAt(amounts, last), unit)}</td>
                <td>{USAGE.difference(amountAt(amounts, last) - amountAt(amounts, first))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

/** An account that is not among the measured ones of a day used nothing. */
function amountAt(amounts: readonly (number | null)[], day: number | undefined): number {
  return (day === undefined ? null : amounts[day]) ?? 0;
}

/** The first and the last day that were measured. */
export function endsOf(values: readonly (number | null)[]): [number?, number?] {
  const first = values.findIndex((value) => value !== null);
  return first < 0 ? [] : [first, values.findLastIndex((value) => value !== null)];
}

const WIDTH = 120;
const HEIGHT = 24;

/** One line; where days were not measured it has a gap, and a single day is a point. From zero, so that its height is an amount. */
export function UsageLine({ series, days }: { series: UsageSeries; days: readonly string[] }) {
  const { title, unit, quantities } = series;
  const [first, last] = endsOf(quantities);
  if (first === undefined || last === undefined) return null;
  const highest = Math.max(...quantities.map((value) => value ?? 0), Number.MIN_VALUE);
  const x = (day: number) => ((day / Math.max(1, days.length - 1)) * (WIDTH - 2) + 1).toFixed(1);
  const y = (value: number) => (HEIGHT - 1 - (value / highest) * (HEIGHT - 2)).toFixed(1);
  let path = '';
  for (const [day, value] of quantities.entries()) {
    if (value === null) continue;
    const isJoined = day > 0 && quantities[day - 1] != null;
    // A line of no length is a point with round ends.
    path += isJoined ? `L${x(day)} ${y(value)}` : `M${x(day)} ${y(value)}h0`;
  }
  const end = (day: number) => ({ day: days[day] ?? '', value: quantities[day] ?? 0 });
  return (
    <svg
      class="usage-line"
      role="img"
      aria-label={USAGE.picture(title, unit, end(first), end(last))}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <path d={path} />
      <circle cx={x(last)} cy={y(quantities[last] ?? 0)} r="2" />
    </svg>
  );
}
