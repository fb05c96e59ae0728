import type { OngoingIncident, OngoingResult } from '../../lib/domain/tickets/ongoing-incidents.ts';
import { ticketAddress } from '../panel/ticket-address.ts';
import { Age } from '../ui/age.tsx';
import { ONGOING } from './texts/ongoing.ts';
import { incidentWords } from './texts/rules.ts';

interface Props {
  incidents: readonly OngoingIncident[];
  board: string;
  site: string;
  /** Keys that shall get no ticket; with `onLeave`, rows can be chosen. */
  left?: ReadonlySet<string>;
  onLeave?: (left: ReadonlySet<string>) => void;
  results?: Record<string, OngoingResult>;
}

/** Incidents to choose from, or what came of each. */
export function OngoingTable({ incidents, board, site, left = new Set(), onLeave, results }: Props) {
  const possible = incidents.filter(({ skipped }) => !skipped).map(({ key }) => key);
  const toggle = (keys: readonly string[], on: boolean) => {
    const next = new Set(left);
    for (const key of keys) on ? next.delete(key) : next.add(key);
    onLeave?.(next);
  };
  return (
    <div class="bb-table-scroll">
      <table class="bb-table">
        <caption class="bb-visually-hidden">{ONGOING.table}</caption>
        <thead>
          <tr>
            {onLeave && (
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label={ONGOING.all}
                  checked={possible.every((key) => !left.has(key))}
                  onChange={(event) => toggle(possible, event.currentTarget.checked)}
                />
              </th>
            )}
            <th scope="col">{ONGOING.customer}</th>
            <th scope="col">{ONGOING.account}</th>
            <th scope="col">{ONGOING.incident}</th>
            <th scope="col">{ONGOING.since}</th>
            <th scope="col">{results ? ONGOING.result : ONGOING.board}</th>
          </tr>
        </thead>
        <tbody>
          {incidents.map((incident) => (
            <tr key={incident.key}>
              {onLeave && (
                <td>
                  <input
                    type="checkbox"
                    aria-label={ONGOING.choose(`${customerOf(incident)}, ${accountOf(incident)}`)}
                    checked={!incident.skipped && !left.has(incident.key)}
                    disabled={incident.skipped !== undefined}
                    onChange={(event) => toggle([incident.key], event.currentTarget.checked)}
                  />
                </td>
              )}
              <th scope="row">{customerOf(incident)}</th>
              <td>{accountOf(incident)}</td>
              <td>
                {incidentWords(incident)}: {incident.message}
              </td>
              <td>
                <Age at={incident.since} />
              </td>
              <td>{results ? <Outcome result={results[incident.key]} site={site} /> : (incident.skipped ?? board)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Outcome({ result, site }: { result: OngoingResult | undefined; site: string }) {
  const { ticketId, text = '' } = result ?? {};
  if (!result || result.state === 'waiting') return <>{text || ONGOING.waiting}</>;
  return (
    <>
      {ticketId !== undefined && site && (
        <a href={ticketAddress(site, ticketId)} target="_blank" rel="noreferrer">
          {ONGOING.ticket(ticketId)}
        </a>
      )}{' '}
      {text}
    </>
  );
}

function customerOf({ customerId, customerName }: OngoingIncident): string {
  return customerName ?? ONGOING.unnamed(customerId);
}

function accountOf({ accountId, accountName }: OngoingIncident): string {
  return accountName ?? (accountId ? ONGOING.noAccountName(accountId) : ONGOING.entire);
}
