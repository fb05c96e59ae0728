import type { FleetRow } from '../../lib/domain/fleet.ts';
import { readTime } from '../../lib/shared/time.ts';
import { HEALTH_WORDS } from '../panel/texts/health.ts';
import { Age } from '../ui/age.tsx';
import { formatMoment, formatNear } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';
import { healthIcon, Icon, type IconName } from '../ui/icon.tsx';
import { differenceTotals, FLEET_TABLE, LINK_WORDS } from './texts/fleet.ts';

/** What the cells of a row show. Each has one line or two, whatever is in it: all rows have the same height. */
export function FleetCells({ row }: { row: FleetRow }) {
  return (
    <>
      <td class="bb-fleet-customer" title={`${row.customerName} ${row.efsId}`}>
        <span class="bb-fleet-name">{row.customerName}</span> <span class="bb-hint bb-fleet-below">{row.efsId}</span>
      </td>
      <td class="bb-fleet-link">{LINK_WORDS[row.link]}</td>
      {row.failure ? (
        <td class="bb-fleet-failure" colSpan={3} title={FLEET_TABLE.notComparedBecause(row.failure)}>
          {FLEET_TABLE.notComparedBecause(row.failure)}
        </td>
      ) : (
        <>
          <td class="bb-fleet-health" title={formatText(row.healthReason)}>
            <span class="bb-fleet-mark">
              <Icon name={healthIcon(row.health)} /> {HEALTH_WORDS[row.health]}
            </span>
          </td>
          <td class="bb-fleet-findings" title={row.codes.join(', ')}>
            <Findings findings={row.findings} />
          </td>
          <td class="bb-fleet-difference">
            <Difference row={row} />
          </td>
        </>
      )}
      <td class="bb-fleet-sync">
        {row.lastSyncAt ? <Age at={row.lastSyncAt} /> : FLEET_TABLE.never}
        <Throttle until={row.throttledUntil} />
      </td>
    </>
  );
}

function Findings({ findings: { error, warning, info } }: Pick<FleetRow, 'findings'>) {
  if (error + warning + info === 0) return <span class="bb-hint">{FLEET_TABLE.noFindings}</span>;
  const marked = (n: number, icon: IconName, words: (n: number) => string) =>
    n > 0 && (
      <span class="bb-fleet-mark" title={words(n)}>
        <Icon name={icon} /> <span aria-hidden="true">{n}</span>
        <span class="bb-visually-hidden">{words(n)}</span>
      </span>
    );
  return (
    <span class="bb-fleet-counts">
      {marked(error, 'error', FLEET_TABLE.errors)}
      {marked(warning, 'warning', FLEET_TABLE.warnings)}
      {marked(info, 'info', FLEET_TABLE.infos)}
    </span>
  );
}

/** As many lines as the height of a row has room for. */
const LINES = 3;

function Difference({ row }: { row: FleetRow }) {
  const totals = differenceTotals(row);
  const room = row.held > 0 ? LINES - 1 : LINES;
  const shown = totals.length > room ? totals.slice(0, room - 1) : totals;
  const lines = Math.min(totals.length, room) + (row.held > 0 ? 1 : 0);
  return (
    <span
      class={lines > 2 ? 'bb-fleet-small' : undefined}
      title={totals.map(({ amount, cycle }) => `${amount} ${cycle}`).join(', ')}
    >
      {totals.length === 0 && <span class="bb-hint">{FLEET_TABLE.noDifference}</span>}
      {shown.map(({ amount, cycle }, at) => (
        <span key={at} class="bb-fleet-below bb-fleet-total">
          <strong>{amount}</strong> {cycle}
        </span>
      ))}
      {shown.length < totals.length && (
        <span class="bb-fleet-below">{FLEET_TABLE.moreTotals(totals.length - shown.length)}</span>
      )}
      {row.held > 0 && <span class="bb-hint bb-fleet-below">{FLEET_TABLE.held(row.held)}</span>}
    </span>
  );
}

function Throttle({ until }: { until: FleetRow['throttledUntil'] }) {
  const time = readTime(until);
  const now = Date.now();
  if (time === undefined || time <= now) return null;
  return (
    <span class="bb-hint bb-fleet-below" title={formatMoment(time)}>
      {FLEET_TABLE.throttledBefore}
      {formatNear(time, now)}
    </span>
  );
}
