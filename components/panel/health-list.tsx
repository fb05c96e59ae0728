import type { AccountView, CustomerView } from '../../lib/domain/views.ts';
import { Age } from '../ui/age.tsx';
import { count } from '../ui/format.ts';
import { healthIcon, Icon } from './icon.tsx';
import { HEALTH_WORDS, SOURCE_WORDS } from './words.ts';

/** Health of one customer and each of its accounts: why, since when, read where and when. */
export function CustomerHealth({ entry, now }: { entry: CustomerView; now: number }) {
  const { customer, health, accounts } = entry;
  return (
    <section class="customer" aria-label={`Backup of ${customer?.name ?? entry.efsId}`}>
      <h3>
        <Icon name={healthIcon(health.state)} />
        <span class="grow">{customer?.name ?? 'Not known to the portal'}</span>
        <span class="tag">{entry.efsId}</span>
      </h3>
      {accounts.length > 0 ? (
        <ul class="accounts" aria-label={count(accounts.length, 'account')}>
          {accounts.map((account) => (
            <AccountRow key={account.account.id} entry={account} now={now} />
          ))}
        </ul>
      ) : (
        <p class="muted">{health.reason}</p>
      )}
      <p class="source">
        From {SOURCE_WORDS[entry.source]}, read <Age at={entry.readAt} now={now} />
      </p>
    </section>
  );
}

function AccountRow({ entry, now }: { entry: AccountView; now: number }) {
  const { account, health } = entry;
  const name = account.portalUrl?.startsWith('https:') ? (
    <a href={account.portalUrl} target="_blank" rel="noreferrer">
      {account.userName}
    </a>
  ) : (
    account.userName
  );
  return (
    <li class={`account account-${health.state}`}>
      <Icon name={healthIcon(health.state)} />
      <div class="grow">
        <span class="account-name">
          {name} <span class="muted">{account.plan}</span>
        </span>
        <span class="reason">
          <span class="hidden-text">{HEALTH_WORDS[health.state]}: </span>
          {health.reason}
        </span>
      </div>
      {health.since && (
        <span class="age">
          <Age at={health.since} now={now} />
        </span>
      )}
    </li>
  );
}
