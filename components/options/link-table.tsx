import type { ComponentChildren } from 'preact';
import { Fragment } from 'preact';
import type { LinkList, LinkRow } from '../../lib/domain/link-view.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { evidenceWords, LINKS_TEXTS } from './texts/links.ts';

interface LinkTableProps {
  list: LinkList;
  /** Customer id of the row that is worked on. */
  busy: string | null;
  onConfirm: (row: LinkRow, companyId: number) => void;
  onUnlink: (row: LinkRow, companyId: number) => void;
  onLink: (row: LinkRow) => void;
  /** What a click opened below a row, if anything. */
  opened: (row: LinkRow) => ComponentChildren;
}

/** A row for each customer: its company, what speaks for it, and what a user can do about it. */
export function LinkTable({ list, opened, ...actions }: LinkTableProps) {
  const { heads } = LINKS_TEXTS;
  return (
    <div class="bb-table-scroll">
      <table class="bb-table">
        <thead>
          <tr>
            <th scope="col">{heads.customer}</th>
            <th scope="col">{heads.company}</th>
            <th scope="col">{heads.link}</th>
            <th scope="col">
              <span class="bb-visually-hidden">{heads.action}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => {
            const below = opened(row);
            return (
              <Fragment key={row.customerId}>
                <tr>
                  <td title={row.customerName}>
                    {row.customerName} <span class="bb-hint">{row.customerId}</span>
                  </td>
                  <td>{row.companies.map(({ name }) => name).join(', ')}</td>
                  <td class="bb-table-wide">
                    {evidenceWords(row)}
                    {row.confirmedAt && (
                      <span class="bb-hint" title={row.confirmedBy}>
                        {' '}
                        · <Age at={row.confirmedAt} />
                      </span>
                    )}
                  </td>
                  <td>
                    <Action row={row} byManagedId={list.byManagedId} {...actions} />
                  </td>
                </tr>
                {below && (
                  <tr>
                    <td colSpan={4} class="bb-table-wide">
                      {below}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface ActionProps extends Omit<LinkTableProps, 'list' | 'opened'> {
  row: LinkRow;
  byManagedId: boolean;
}

function Action({ row, byManagedId, busy, onConfirm, onUnlink, onLink }: ActionProps) {
  const [company] = row.companies;
  if (!company || row.state === 'conflicting' || row.state === 'none') return null;
  const button = (text: string, label: string, onClick: () => void) => (
    <Button kind="quiet" label={label} busy={busy === row.customerId} disabled={busy !== null} onClick={onClick}>
      {text}
    </Button>
  );
  // Only entries link there, so the entries are made first.
  if (row.state === 'suggested' && byManagedId)
    return button(LINKS_TEXTS.link, LINKS_TEXTS.linkOf(row), () => onLink(row));
  if (row.state === 'suggested' || row.doubt)
    return button(LINKS_TEXTS.confirm, LINKS_TEXTS.confirmOf(row), () => onConfirm(row, company.id));
  if (byManagedId) return null;
  return button(LINKS_TEXTS.unlink, LINKS_TEXTS.unlinkOf(row), () => onUnlink(row, company.id));
}
