import { isReportedBy } from '../../lib/domain/connection-state.ts';
import { DEFAULT_SETTINGS, type TicketSettings } from '../../lib/domain/settings.ts';
import { send } from '../../lib/messages/send.ts';
import { isSameFailure } from '../../lib/shared/errors.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { ChoiceField, Switch, TextField } from '../ui/field.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { SaveBar } from './save-bar.tsx';
import { SummaryExample } from './summary-example.tsx';
import { TicketAdvice } from './ticket-advice.tsx';
import { TicketBoard } from './ticket-board.tsx';
import { useSettings } from './use-settings.ts';

const LONGEST_QUIET = 24 * 30;

/**
 * Where tickets go, how they are called, what happens when a user closes one (docs/reference/setup-guides.md#step-1 and
 * #figure-9).
 */
export function TicketsSection({ visible }: { visible: boolean }) {
  const settings = useSettings(visible);
  const boards = useRequest(() => send('boards.list', {}), { when: visible });
  const states = useConnections(visible);
  const { draft } = settings;

  if (settings.failure) return <FailureNotice failure={settings.failure} />;
  if (!draft) return <Skeleton />;

  const { tickets } = draft;
  const change = (part: Partial<TicketSettings>) => settings.change({ tickets: { ...tickets, ...part } });
  const isQuietValid = tickets.quietHours >= 0 && tickets.quietHours <= LONGEST_QUIET;
  return (
    <form
      aria-label="Tickets"
      onSubmit={(event) => {
        event.preventDefault();
        if (isQuietValid) void settings.save();
      }}
    >
      <h1>Tickets</h1>
      <p class="bb-lead">
        One ticket per problem: opened when a <a href="#rules">notification rule</a> asks for it, noted at most once a
        day while the problem lasts, closed when it is over.
      </p>
      <div class="bb-notices">
        <ConnectionNotices states={states} sides={['connectWise']} also={[boards.failure]} tone="warning" />
        {!tickets.board && (
          <Notice tone="info">
            <p>
              <strong>Tickets are off: no service board is chosen.</strong> Choose one below to have tickets opened.
            </p>
          </Notice>
        )}
      </div>
      <TicketBoard
        tickets={tickets}
        boards={boards.value}
        visible={visible}
        isReported={(failure) => isReportedBy(states, failure) || isSameFailure(failure, boards.failure)}
        onChange={change}
      />

      <fieldset class="bb-card">
        <legend>Text and e-mail</legend>
        <div class="bb-fields">
          <TextField
            label="Ticket subject prefix"
            value={tickets.summaryPrefix}
            maxLength={40}
            hint="Stands before the summary of new tickets, at most 40 characters. Empty: none."
            onInput={(summaryPrefix) => change({ summaryPrefix })}
          />
          <SummaryExample prefix={tickets.summaryPrefix} />
        </div>
        <div class="bb-switches">
          <Switch
            label="E-mail the customer’s contact"
            hint="Off: ConnectWise sends no mail about our tickets and notes."
            checked={tickets.emailContact}
            onChange={(emailContact) => change({ emailContact })}
          />
        </div>
      </fieldset>

      <fieldset class="bb-card">
        <legend>Closed by a user while the problem continues</legend>
        <div class="bb-fields">
          <ChoiceField
            label="Then"
            value={tickets.whenClosedByUser}
            choices={[
              { value: 'reopen', label: 'Re-open the ticket' },
              { value: 'leave', label: 'Leave it closed' },
            ]}
            hint={
              tickets.whenClosedByUser === 'leave'
                ? 'The ticket stays closed until the problem is over and comes again.'
                : undefined
            }
            onChange={(whenClosedByUser) =>
              // A wrong number that is no longer shown could not be fixed.
              change({ whenClosedByUser, ...(!isQuietValid && { quietHours: DEFAULT_SETTINGS.tickets.quietHours }) })
            }
          />
          {tickets.whenClosedByUser === 'reopen' && (
            <TextField
              label="After how many hours"
              inputMode="decimal"
              value={Number.isNaN(tickets.quietHours) ? '' : String(tickets.quietHours)}
              hint="Wait this long before reopening, in case the repair takes effect only later. 0: at once."
              error={isQuietValid ? undefined : `A number of hours from 0 to ${LONGEST_QUIET}.`}
              onInput={(typed) => change({ quietHours: hoursOf(typed) })}
            />
          )}
        </div>
      </fieldset>
      <TicketAdvice />
      <SaveBar saving={settings.saving} />
    </form>
  );
}

/** NaN for what is no number: shown as wrong, never saved. */
function hoursOf(typed: string): number {
  const text = typed.trim().replace(',', '.');
  return text === '' ? Number.NaN : Number(text);
}
