import { useState } from 'preact/hooks';
import type { NotificationRule } from '../../lib/domain/notification-rule.ts';
import type { RuleSimulation, RuleSimulationView, SimulatedTicket } from '../../lib/domain/tickets/rule-simulation.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { fail, type Result } from '../../lib/shared/result.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber, formatShortMoment } from '../ui/format.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { comparisonInWords, SIMULATION, simulationInWords } from './texts/rule-simulation.ts';
import { incidentWords, ruleInWords, TYPE_WORDS } from './texts/rules.ts';

interface Props {
  rule: NotificationRule;
  /** Whether the rule differs from the one that is saved. */
  isEdited: boolean;
  /** What is wrong with the rule; then nothing is simulated. */
  failure?: Failure | undefined;
}

/** What a rule, saved or not, would have done in the last 30 days; by a click, since all stored events are read for it. */
export function RuleSimulationCheck({ rule, isEdited, failure }: Props) {
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ of: string; result: Result<RuleSimulationView> } | null>(null);
  const asked = JSON.stringify({ ...rule, comments: '' });
  const look = async () => {
    setBusy(true);
    const result = failure ? fail(failure) : await send('rules.simulate', rule);
    setAnswer({ of: asked, result });
    setBusy(false);
  };
  // What was answered for another rule says nothing about this one.
  const result = answer?.of === asked ? answer.result : undefined;
  return (
    <div class="bb-simulation">
      <Button kind="quiet" busy={busy} onClick={() => void look()}>
        {SIMULATION.look}
        <span class="bb-visually-hidden"> {SIMULATION.ofRule(ruleInWords(rule))}</span>
      </Button>
      <div aria-live="polite">
        {result?.ok && <Simulated rule={rule} isEdited={isEdited} view={result.value} />}
        {result && !result.ok && <FailureNotice failure={result.failure} />}
      </div>
    </div>
  );
}

interface SimulatedProps {
  rule: NotificationRule;
  isEdited: boolean;
  view: RuleSimulationView;
}

function Simulated({ rule: { action }, isEdited, view }: SimulatedProps) {
  const { rule, inForce, stored, knownSince, hasBoard } = view;
  const since = knownSince && SIMULATION.knownSince(formatShortMoment(Date.parse(knownSince)));
  if (stored === 0)
    return (
      <p>
        {SIMULATION.none} {since}
      </p>
    );
  return (
    <>
      <p>
        <strong>{simulationInWords(action, rule)}</strong> {comparisonInWords(action, rule, inForce, isEdited)}
      </p>
      <p class="bb-hint">
        {SIMULATION.assumed} {since} {action === 'open-ticket' && !hasBoard && SIMULATION.noBoard}
      </p>
      {rule.opened > 0 && <Tickets done={rule} />}
    </>
  );
}

function Tickets({ done }: { done: RuleSimulation }) {
  const { byCustomer, byType, first, opened } = done;
  const customers = byCustomer.map((row) => ({ name: nameOf(row), opened: row.opened }));
  const types = byType.map((row) => ({ name: TYPE_WORDS[row.type], opened: row.opened }));
  return (
    <>
      <div class="bb-fields">
        <Counts caption={SIMULATION.customers} of={SIMULATION.customer} rows={customers} />
        <Counts caption={SIMULATION.types} of={SIMULATION.type} rows={types} />
      </div>
      <details>
        <summary>{SIMULATION.first(first.length, opened)}</summary>
        <TicketTable tickets={first} caption={SIMULATION.first(first.length, opened)} />
      </details>
    </>
  );
}

/** The rows that say most. */
const MOST_ROWS = 10;

function Counts({ caption, of, rows }: { caption: string; of: string; rows: { name: string; opened: number }[] }) {
  return (
    <div class="bb-table-scroll">
      <table class="bb-table">
        <caption class="bb-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            <th scope="col" class="bb-number-cell">
              {SIMULATION.tickets}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ name, opened }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="bb-number-cell">{formatNumber(opened)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TicketTable({ tickets, caption }: { tickets: readonly SimulatedTicket[]; caption: string }) {
  return (
    <div class="bb-table-scroll">
      <table class="bb-table">
        <caption class="bb-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{SIMULATION.opened}</th>
            <th scope="col">{SIMULATION.customer}</th>
            <th scope="col">{SIMULATION.event}</th>
            <th scope="col">{SIMULATION.closed}</th>
          </tr>
        </thead>
        <tbody>
          {tickets.map((ticket, at) => (
            // An account may have two in one moment of history.
            <tr key={at}>
              <td>{formatShortMoment(Date.parse(ticket.openedAt))}</td>
              <td>{nameOf(ticket)}</td>
              <td>
                {incidentWords({ kind: ticket.type, severity: ticket.severity })}: {ticket.message}
              </td>
              <td>{ticket.closedAt ? formatShortMoment(Date.parse(ticket.closedAt)) : SIMULATION.stillOpen}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function nameOf({ customerId, customerName }: { customerId: string; customerName?: string }): string {
  return customerName ?? SIMULATION.unnamed(customerId);
}
