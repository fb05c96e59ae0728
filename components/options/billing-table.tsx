import type { ComponentChildren } from 'preact';
import { Fragment } from 'preact';
import type { BillingRow } from '../../lib/domain/billing-join.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { BILLING_TEXTS, joinWords } from './texts/billing.ts';

interface BillingTableProps {
  rows: readonly BillingRow[];
  /** Id of the client that is worked on. */
  busy: string | null;
  /** Id of the client whose customer's amounts are shown. */
  openedId: string | undefined;
  onConfirm: (row: BillingRow, customerId: string) => void;
  onUnlink: (row: BillingRow) => void;
  onOpen: (row: BillingRow) => void;
  details: (row: BillingRow) => ComponentChildren;
}

/** A row for each billed client: its product, its customer, what speaks for it, and what a user can do about it. */
export function BillingTable({ rows, openedId, details, ...actions }: BillingTableProps) {
  const { heads } = BILLING_TEXTS;
  return (
    <div class="bb-table-scroll">
      <table class="bb-table bb-billing">
        <thead>
          <tr>
            <th scope="col">{heads.client}</th>
            <th scope="col">{heads.product}</th>
            <th scope="col">{heads.customer}</th>
            <th scope="col">{heads.join}</th>
            <th scope="col">
              <span class="bb-visually-hidden">{heads.action}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.clientId}>
              <tr>
                <td title={row.clientName}>
                  {row.clientName} <span class="bb-hint">{row.clientId}</span>
                </td>
                <td>{row.products.join(', ')}</td>
                <td title={row.customer?.name}>
                  {row.customer?.name} {row.customer && <span class="bb-hint">{row.customer.id}</span>}
                </td>
                <td class="bb-table-wide">
                  {joinWords(row)}
                  {row.confirmedAt && (
                    <span class="bb-hint" title={row.confirmedBy}>
                      {' '}
                      · <Age at={row.confirmedAt} />
                    </span>
                  )}
                </td>
                <td class="bb-table-wide">
                  <Actions row={row} isOpened={row.clientId === openedId} {...actions} />
                </td>
              </tr>
              {row.clientId === openedId && (
                <tr>
                  <td colSpan={5} class="bb-table-wide">
                    {details(row)}
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ActionsProps extends Pick<BillingTableProps, 'busy' | 'onConfirm' | 'onUnlink' | 'onOpen'> {
  row: BillingRow;
  isOpened: boolean;
}

function Actions({ row, isOpened, busy, onConfirm, onUnlink, onOpen }: ActionsProps) {
  const { state, customer, clientId } = row;
  if (!customer || state === 'none') return null;
  const common = { kind: 'quiet', busy: busy === clientId, disabled: busy !== null } as const;
  return (
    <div class="bb-billing-actions">
      {state === 'joined' && (
        <Button kind="quiet" label={BILLING_TEXTS.amountsOf(row)} expanded={isOpened} onClick={() => onOpen(row)}>
          {BILLING_TEXTS.amounts}
        </Button>
      )}
      {state !== 'joined' && (
        <Button {...common} label={BILLING_TEXTS.confirmOf(row)} onClick={() => onConfirm(row, customer.id)}>
          {BILLING_TEXTS.confirm}
        </Button>
      )}
      {state !== 'suggested' && (
        <Button {...common} label={BILLING_TEXTS.unlinkOf(row)} onClick={() => onUnlink(row)}>
          {BILLING_TEXTS.unlink}
        </Button>
      )}
    </div>
  );
}
