import { useState } from 'preact/hooks';
import type { LinkRow } from '../../lib/domain/link-view.ts';
import { send } from '../../lib/messages/send.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { LinkAll } from './link-all.tsx';
import { LinkPlan } from './link-plan.tsx';
import { LinkTable } from './link-table.tsx';
import { ListPages } from './list-pages.tsx';
import { LINK_ALL, LINKS_TEXTS } from './texts/links.ts';
import { PAGE, usePagedList } from './use-paged-list.ts';

interface LinksCardProps {
  visible: boolean;
  /** What is looked for at first, by the address. */
  firstSearch?: string;
  /** How many comparisons have ended on this page: each finds links, so the list is read again. */
  comparisons?: number;
}

/** Which company is each customer's: what is known, what is suggested, and what a user says. */
export function LinksCard({ visible, firstSearch = '', comparisons = 0 }: LinksCardProps) {
  const [planned, setPlanned] = useState<LinkRow | null>(null);
  const [isLinkingAll, setLinkingAll] = useState(false);
  const states = useConnections(visible);
  const paged = usePagedList((page) => send('links.list', page), visible, String(comparisons), firstSearch);
  const { list, search, offset, failure, busy, said, act } = paged;
  const { value } = list;
  const show = (nextSearch: string, nextOffset: number) => {
    paged.show(nextSearch, nextOffset);
    setPlanned(null);
  };
  const confirm = (row: LinkRow, companyId: number) =>
    void act(
      row.customerId,
      send('links.confirm', { customerId: row.customerId, companyId }),
      () => LINKS_TEXTS.linked,
    );
  const unlink = (row: LinkRow, companyId: number) =>
    void act(row.customerId, send('links.unlink', { customerId: row.customerId, companyId }), () => '');

  // Where managed-ID entries link, those that are missing are created with the link.
  const sameName = value?.byManagedId ? value.rows.filter(hasSameName) : [];
  return (
    <section class="bb-card" aria-label={LINKS_TEXTS.title}>
      <header class="bb-card-head">
        <h2>{LINKS_TEXTS.title}</h2>
      </header>
      <p class="bb-measure">{value?.byManagedId ? LINKS_TEXTS.leadByManagedId : LINKS_TEXTS.lead}</p>
      <div class="bb-answer" aria-live="polite">
        <ConnectionNotices states={states} sides={[]} withStorage={false} also={[list.failure, failure]} />
        {value?.failure && (
          <Notice tone="warning">
            <p>{LINKS_TEXTS.partial}</p>
          </Notice>
        )}
        {said && <p class="bb-hint">{said}</p>}
      </div>
      {list.state === 'loading' && !value && <Skeleton />}
      {value && (
        <>
          <div class="bb-section">
            <TextField
              label={LINKS_TEXTS.search}
              value={search}
              placeholder={LINKS_TEXTS.searchPlaceholder}
              maxLength={100}
              onInput={(text) => show(text, 0)}
            />
          </div>
          {value.rows.length > 0 ? (
            <LinkTable
              list={value}
              busy={busy}
              onConfirm={confirm}
              onUnlink={unlink}
              onLink={setPlanned}
              opened={(row) =>
                planned?.customerId === row.customerId && (
                  <LinkPlan
                    row={row}
                    onDone={() => {
                      setPlanned(null);
                      list.reload();
                    }}
                  />
                )
              }
            />
          ) : (
            <p class="bb-empty">{search.trim() ? LINKS_TEXTS.nothingFound(search) : LINKS_TEXTS.empty}</p>
          )}
          {isLinkingAll && (
            <LinkAll
              rows={sameName}
              onDone={() => {
                setLinkingAll(false);
                list.reload();
              }}
            />
          )}
          <footer class="bb-card-foot">
            {sameName.length > 1 && !isLinkingAll && (
              <Button kind="primary" onClick={() => setLinkingAll(true)}>
                {LINK_ALL.open(sameName.length)}
              </Button>
            )}
            <ListPages total={value.total} page={PAGE} offset={offset} onShow={(next) => show(search, next)} />
            {value.exact > 0 && (
              <Button
                kind="primary"
                busy={busy === 'exact'}
                disabled={busy !== null}
                onClick={() => void act('exact', send('links.confirm-exact', {}), LINKS_TEXTS.confirmed)}
              >
                {LINKS_TEXTS.confirmExact(value.exact)}
              </Button>
            )}
          </footer>
        </>
      )}
    </section>
  );
}

function hasSameName({ state, evidence, companies }: LinkRow): boolean {
  return state === 'suggested' && evidence === 'exact-name' && companies.length === 1;
}
