import { useRef, useState } from 'preact/hooks';
import type { BillingRow } from '../../lib/domain/billing-join.ts';
import { send } from '../../lib/messages/send.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { BillingTable } from './billing-table.tsx';
import { CustomerBillingView } from './customer-billing-view.tsx';
import { ListPages } from './list-pages.tsx';
import { BILLING_TEXTS, monthWords } from './texts/billing.ts';
import { PAGE, usePagedList } from './use-paged-list.ts';

/**
 * What the vendor bills: which customer each billed client is, and what is billed of a joined one. Not there for a portal
 * without billing usage, nor before it answered: what keeps it from answering is shown by the list of links above.
 */
export function BillingCard({ visible }: { visible: boolean }) {
  const [opened, setOpened] = useState<BillingRow | null>(null);
  const refresh = useRef(false);
  const states = useConnections(visible);
  const paged = usePagedList(async (page) => {
    const again = refresh.current;
    refresh.current = false;
    const answer = await send('billing.list', { ...page, refresh: again });
    if (again) paged.setBusy(null);
    return answer;
  }, visible);
  const { list, search, offset, failure, busy, said, act: actOn } = paged;
  const { value } = list;
  const show = (nextSearch: string, nextOffset: number) => {
    paged.show(nextSearch, nextOffset);
    setOpened(null);
  };
  const act: typeof actOn = (...what) => {
    setOpened(null);
    return actOn(...what);
  };
  const confirm = ({ clientId }: BillingRow, customerId: string) =>
    void act(clientId, send('billing.confirm', { clientId, customerId }), () => BILLING_TEXTS.linked);
  const unlink = ({ clientId }: BillingRow) => void act(clientId, send('billing.unlink', { clientId }), () => '');
  const readAgain = () => {
    refresh.current = true;
    paged.setBusy('refresh');
    list.reload();
  };
  if (!value?.isOffered) return null;
  const readable = value.months.filter((month) => !month.failure);
  const skipped = Math.max(0, ...readable.map((month) => month.skipped));
  return (
    <section class="bb-card" aria-label={BILLING_TEXTS.title}>
      <header class="bb-card-head">
        <h2>{BILLING_TEXTS.title}</h2>
      </header>
      <p class="bb-measure">{BILLING_TEXTS.lead}</p>
      <ul class="bb-months">
        {readable.map((month) => (
          <li key={month.name} class="bb-hint">
            {monthWords(month)}
            <Age at={month.readAt} />
          </li>
        ))}
        {skipped > 0 && <li class="bb-hint">{BILLING_TEXTS.unreadable(skipped)}</li>}
      </ul>
      <div class="bb-answer" aria-live="polite">
        <ConnectionNotices
          states={states}
          sides={[]}
          withStorage={false}
          also={[list.failure, failure, ...value.months.map((month) => month.failure)]}
          tone="warning"
        />
        {said && <p class="bb-hint">{said}</p>}
      </div>
      <div class="bb-section">
        <TextField
          label={BILLING_TEXTS.search}
          value={search}
          placeholder={BILLING_TEXTS.searchPlaceholder}
          maxLength={100}
          onInput={(text) => show(text, 0)}
        />
      </div>
      {value.rows.length > 0 ? (
        <BillingTable
          rows={value.rows}
          busy={busy}
          openedId={opened?.clientId}
          onConfirm={confirm}
          onUnlink={unlink}
          onOpen={(row) => setOpened(row.clientId === opened?.clientId ? null : row)}
          details={(row) => <CustomerBillingView customerId={row.customer?.id ?? ''} />}
        />
      ) : (
        readable.length > 0 && (
          <p class="bb-empty">{search.trim() ? BILLING_TEXTS.nothingFound(search) : BILLING_TEXTS.empty}</p>
        )
      )}
      <footer class="bb-card-foot">
        <ListPages total={value.total} page={PAGE} offset={offset} onShow={(next) => show(search, next)} />
        <Button kind="quiet" busy={busy === 'refresh'} disabled={busy !== null} onClick={readAgain}>
          {BILLING_TEXTS.refresh}
        </Button>
        {value.exact > 0 && (
          <Button
            kind="primary"
            busy={busy === 'exact'}
            disabled={busy !== null}
            onClick={() => void act('exact', send('billing.confirm-exact', {}), BILLING_TEXTS.confirmed)}
          >
            {BILLING_TEXTS.confirmExact(value.exact)}
          </Button>
        )}
      </footer>
    </section>
  );
}
