import type { ComponentChildren } from 'preact';
import type { AccountView, CustomerView } from '../../lib/domain/company-view.ts';
import type { SourceKind } from '../../lib/domain/portal-facts.ts';
import { Age } from '../ui/age.tsx';
import { formatText } from '../ui/format-text.ts';
import { healthIcon, Icon } from '../ui/icon.tsx';
import { AccountName, BootCheck } from './account-name.tsx';
import { HealthReason } from './health-reason.tsx';
import { hasEvents } from './history-note.tsx';
import { HistoryStrip } from './history-strip.tsx';
import { LongList } from './long-list.tsx';
import type { HistoryState } from './panel-state.ts';
import * as HEALTH from './texts/health.ts';
import { HEALTH_WORDS } from './texts/health.ts';
import { type HrefOf, TicketLink } from './ticket-links.tsx';
import { worstHealthFirst } from './worst-health.ts';

/** Accounts shown before somebody asks for the rest. */
const FIRST = 12;

interface CustomerHealthProps {
  entry: CustomerView;
  history: HistoryState;
  now: number;
  hrefOf: HrefOf;
}

/** Health of one customer and each of its accounts, worst first: why, since when, read where and when, and the days before. */
export function CustomerHealth({ entry, history, now, hrefOf }: CustomerHealthProps) {
  const { customer, health, accounts, efsId } = entry;
  const days = hasEvents(history) ? history.days : null;
  const own = hasEvents(history) ? history.accounts.filter((account) => account.efsId === efsId) : [];
  const cells = new Map(own.map((account) => [account.accountId, account.cells]));
  return (
    <section class="customer" aria-label={HEALTH.customer(customer?.name ?? efsId)}>
      <h3>
        <Icon name={healthIcon(health.state)} />
        <span class="grow">{customer?.name ?? HEALTH.unknownCustomer}</span>
        <span class="bb-pill">{efsId}</span>
      </h3>
      {accounts.length > 0 ? (
        <LongList
          items={worstHealthFirst(accounts)}
          first={FIRST}
          class="accounts"
          label={HEALTH.accounts(accounts.length)}
        >
          {(account) => (
            <AccountRow
              key={account.account.id}
              entry={account}
              source={entry.source}
              picture={days && <HistoryStrip days={days} cells={cells.get(account.account.id) ?? []} />}
              now={now}
              hrefOf={hrefOf}
            />
          )}
        </LongList>
      ) : (
        <p class="bb-muted">{formatText(health.reason, now)}</p>
      )}
      <p class="bb-hint">
        {HEALTH.readBefore(entry.source)}
        <Age at={entry.readAt} now={now} />
      </p>
    </section>
  );
}

interface AccountRowProps {
  entry: AccountView;
  source: SourceKind;
  picture: ComponentChildren;
  now: number;
  hrefOf: HrefOf;
}

function AccountRow({ entry, source, picture, now, hrefOf }: AccountRowProps) {
  const { account, health, ticket } = entry;
  return (
    <li class={`account account-${health.state}`}>
      <Icon name={healthIcon(health.state)} />
      <div class="grow">
        <span class="account-name">
          <AccountName account={account} /> <span class="bb-muted">{account.plan}</span>
        </span>
        <span class="reason bb-hint">
          <span class="bb-visually-hidden">{HEALTH_WORDS[health.state]}: </span>
          <HealthReason health={health} now={now} />
          <BootCheck account={account} health={health} source={source} now={now} />
          {ticket && (
            <>
              {' '}
              {HEALTH.ticketBefore}
              <TicketLink id={ticket.id} summary={ticket.summary} hrefOf={hrefOf} />
            </>
          )}
        </span>
      </div>
      {picture}
    </li>
  );
}
