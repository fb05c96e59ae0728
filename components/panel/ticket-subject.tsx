import type { ComponentChildren } from 'preact';
import type { Health } from '../../lib/domain/health.ts';
import { mayBeSameName } from '../../lib/domain/same-name.ts';
import type { TicketSubjectView } from '../../lib/domain/ticket-view.ts';
import { Age } from '../ui/age.tsx';
import { healthIcon, Icon } from '../ui/icon.tsx';
import { AccountName, BootCheck } from './account-name.tsx';
import { HealthReason } from './health-reason.tsx';
import * as HEALTH from './texts/health.ts';
import { HEALTH_WORDS } from './texts/health.ts';
import * as SUBJECT from './texts/subject.ts';

interface TicketSubjectProps {
  about: TicketSubjectView;
  /** The problem in words. */
  kind: string;
  lasts: string;
  now: number;
}

/** What the ticket is about: which problem of whom, since when, and the last that was heard of it. */
export function TicketSubjectSection({ about, kind, lasts, now }: TicketSubjectProps) {
  const { lastEvent } = about;
  return (
    <section class="ticket-subject" aria-label={SUBJECT.label}>
      <h3>
        <span class="grow">{kind}</span>
        <span class="bb-pill">{about.efsId}</span>
      </h3>
      {about.lasts === null ? (
        <p>{SUBJECT.noEvents}</p>
      ) : (
        <p>
          <span class="bb-strong">{lasts}.</span>
        </p>
      )}
      {lastEvent && (
        <p class="ticket-event">
          <span class="bb-muted">
            {SUBJECT.lastEventBefore}
            <Age at={lastEvent.at} now={now} />:
          </span>{' '}
          {lastEvent.message}
        </p>
      )}
      <p class="bb-muted">
        {about.customerName && !mayBeSameName(about.customerName, about.companyName)
          ? SUBJECT.company(about.customerName, about.companyName)
          : about.companyName}
      </p>
      {about.origin === 'mail' && <p class="bb-muted">{SUBJECT.fromMail}</p>}
    </section>
  );
}

/** How the account and the whole customer are now, read where and when. */
export function TicketHealth({ about, now }: { about: TicketSubjectView; now: number }) {
  const { account, health, source, readAt } = about;
  return (
    <section aria-label={SUBJECT.health}>
      <h3>{SUBJECT.health}</h3>
      <ul>
        {account && (
          <HealthRow
            name={<AccountName account={account.account} />}
            detail={account.account.plan}
            health={account.health}
            more={<BootCheck account={account.account} health={account.health} source={source} now={now} />}
            now={now}
          />
        )}
        <HealthRow
          name={account ? SUBJECT.allAccounts : (about.customerName ?? about.companyName)}
          detail={account ? (about.customerName ?? about.companyName) : SUBJECT.allAccountsDetail}
          health={health}
          now={now}
        />
      </ul>
      <p class="bb-hint">
        {HEALTH.readBefore(source)}
        <Age at={readAt} now={now} />
      </p>
    </section>
  );
}

interface HealthRowProps {
  name: ComponentChildren;
  detail: string;
  health: Health;
  /** Behind the reason. */
  more?: ComponentChildren;
  now: number;
}

function HealthRow({ name, detail, health, more, now }: HealthRowProps) {
  return (
    <li class={`account account-${health.state}`}>
      <Icon name={healthIcon(health.state)} />
      <div class="grow">
        <span class="account-name">
          {name} <span class="bb-muted">{detail}</span>
        </span>
        <span class="reason bb-hint">
          <span class="bb-visually-hidden">{HEALTH_WORDS[health.state]}: </span>
          <HealthReason health={health} now={now} />
          {more}
        </span>
      </div>
    </li>
  );
}
