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
import { OngoingCard } from './ongoing-card.tsx';
import { SaveBar } from './save-bar.tsx';
import { Setting } from './setting.tsx';
import { SummaryExample } from './summary-example.tsx';
import { TICKETS } from './texts/tickets.ts';
import { TicketAdvice } from './ticket-advice.tsx';
import { TicketBoard } from './ticket-board.tsx';
import { TicketChoicesCard } from './ticket-choices-card.tsx';
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
  const { draft, saved } = settings;

  if (settings.failure) return <FailureNotice failure={settings.failure} />;
  if (!draft) return <Skeleton />;

  const { tickets } = draft;
  // Incidents get their tickets on the board that is saved.
  const board = saved?.tickets.board;
  const change = (part: Partial<TicketSettings>) => settings.change({ tickets: { ...tickets, ...part } });
  const isQuietValid = tickets.quietHours >= 0 && tickets.quietHours <= LONGEST_QUIET;
  return (
    <>
      <form
        aria-label={TICKETS.heading}
        onSubmit={(event) => {
          event.preventDefault();
          if (isQuietValid) void settings.save();
        }}
      >
        <h1>{TICKETS.heading}</h1>
        <p class="bb-lead">
          {TICKETS.leadBefore}
          <a href="#rules">{TICKETS.leadLink}</a>
          {TICKETS.leadAfter}
        </p>
        <div class="bb-notices">
          <ConnectionNotices states={states} sides={['connectWise']} also={[boards.failure]} tone="warning" />
          {!tickets.board && (
            <Notice tone="info">
              <p>
                <strong>{TICKETS.off}</strong> {TICKETS.offNext}
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
        {tickets.board && (
          <TicketChoicesCard
            key={tickets.board.id}
            board={tickets.board}
            choices={tickets.choices}
            visible={visible}
            isReported={(failure) => isReportedBy(states, failure)}
            onChange={(choices) => change({ choices })}
          />
        )}

        <fieldset class="bb-card">
          <legend>{TICKETS.text}</legend>
          <div class="bb-fields">
            <Setting path="tickets.summaryPrefix">
              <TextField
                label={TICKETS.prefix.label}
                value={tickets.summaryPrefix}
                maxLength={40}
                hint={TICKETS.prefix.hint}
                onInput={(summaryPrefix) => change({ summaryPrefix })}
              />
            </Setting>
            <SummaryExample prefix={tickets.summaryPrefix} />
          </div>
          <div class="bb-switches">
            <Setting path="tickets.emailContact">
              <Switch
                label={TICKETS.email.label}
                hint={TICKETS.email.hint}
                checked={tickets.emailContact}
                onChange={(emailContact) => change({ emailContact })}
              />
            </Setting>
          </div>
        </fieldset>

        <fieldset class="bb-card">
          <legend>{TICKETS.closedByUser}</legend>
          <div class="bb-fields">
            <Setting path="tickets.whenClosedByUser">
              <ChoiceField
                label={TICKETS.afterwards.label}
                value={tickets.whenClosedByUser}
                choices={[
                  { value: 'reopen', label: TICKETS.afterwards.reopen },
                  { value: 'leave', label: TICKETS.afterwards.leave },
                ]}
                hint={tickets.whenClosedByUser === 'leave' ? TICKETS.afterwards.leaveHint : undefined}
                onChange={(whenClosedByUser) =>
                  // A wrong number that is no longer shown could not be fixed.
                  change({
                    whenClosedByUser,
                    ...(!isQuietValid && { quietHours: DEFAULT_SETTINGS.tickets.quietHours }),
                  })
                }
              />
            </Setting>
            {tickets.whenClosedByUser === 'reopen' && (
              <Setting path="tickets.quietHours">
                <TextField
                  label={TICKETS.hours.label}
                  inputMode="decimal"
                  value={Number.isNaN(tickets.quietHours) ? '' : String(tickets.quietHours)}
                  hint={TICKETS.hours.hint}
                  error={isQuietValid ? undefined : TICKETS.hours.error(LONGEST_QUIET)}
                  onInput={(typed) => change({ quietHours: hoursOf(typed) })}
                />
              </Setting>
            )}
          </div>
        </fieldset>
        <TicketAdvice />
        <SaveBar saving={settings.saving} />
      </form>
      {board && tickets.board?.id === board.id && (
        <OngoingCard
          key={board.id}
          visible={visible}
          site={states?.connectWise.site ?? ''}
          isReported={(failure) => isReportedBy(states, failure)}
        />
      )}
    </>
  );
}

/** NaN for what is no number: shown as wrong, never saved. */
function hoursOf(typed: string): number {
  const text = typed.trim().replace(',', '.');
  return text === '' ? Number.NaN : Number(text);
}
