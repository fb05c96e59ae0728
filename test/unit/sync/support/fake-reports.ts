import type { UnreadableRow } from '../../../../lib/domain/record-list.ts';
import type { ReportedAddition, ReportedEntry } from '../../../../lib/domain/report-rows.ts';
import { ok, type Result } from '../../../../lib/shared/result.ts';
import type { ConnectWisePort, ReadReport, TakeRows } from '../../../../lib/sync/ports.ts';
import type { FakeConnectWise, Tables } from './fake-connectwise.ts';

type Reports = Pick<ConnectWisePort, 'reportedEntries' | 'reportedAdditions' | 'invoicedAdditions'>;
type Answer = <T>(fake: FakeConnectWise, call: string, read: (tables: Tables) => T) => Promise<Result<T>>;

/** Rows of a page. */
const PAGE = 1_000;

/**
 * The reports of the fake, out of the tables that its other calls read. Each page is a call of its own, which sees the tables as they are
 * then; rows that cannot be read are named at the end.
 */
export function reportsOf(fake: () => FakeConnectWise, answer: Answer): Reports {
  async function pages<Row extends { id: number }>(
    call: keyof Reports,
    rowsOf: (tables: Tables) => Row[],
    take: TakeRows<Row>,
  ): Promise<Result<ReadReport>> {
    let [last, rows] = [0, 0];
    for (;;) {
      const page = await answer(fake(), call, (tables) => pageAfter(rowsOf(tables), last));
      if (!page.ok) return page;
      rows += page.value.length;
      if (page.value.length > 0) await take(page.value);
      if (page.value.length < PAGE) return ok({ rows, unreadable: unreadable(call) });
      last = page.value.at(-1)?.id ?? last;
    }
  }

  const unreadable = (call: keyof Reports): UnreadableRow[] => structuredClone(fake().unreadable[call] ?? []);

  return {
    reportedEntries: (take) => pages('reportedEntries', entriesOf, take),
    reportedAdditions: ({ productIds, serialPrefix }, take) =>
      pages(
        'reportedAdditions',
        (tables) =>
          additionsOf(tables).filter(
            ({ productId, serialNumber }) =>
              (productId !== null && productIds.includes(productId)) ||
              (serialPrefix !== '' && serialNumber.toLowerCase().startsWith(serialPrefix.toLowerCase())),
          ),
        take,
      ),
    async invoicedAdditions(agreementIds, since) {
      const rows = await answer(fake(), 'invoicedAdditions', ({ invoiced }) =>
        invoiced.filter((row) => agreementIds.includes(row.agreementId) && (row.invoiceDate ?? since) >= since),
      );
      return rows.ok ? ok({ rows: rows.value, unreadable: unreadable('invoicedAdditions') }) : rows;
    },
  };
}

function pageAfter<Row extends { id: number }>(rows: Row[], last: number): Row[] {
  return rows
    .filter(({ id }) => id > last)
    .sort((a, b) => a.id - b.id)
    .slice(0, PAGE);
}

function entriesOf({ entries }: Tables): ReportedEntry[] {
  return entries.map(({ id, companyId, groupIdentifier, deviceType, managementSolution, agreement, _info }) => ({
    id,
    companyId,
    groupIdentifier,
    deviceType,
    managementSolutionName: managementSolution?.name ?? '',
    agreementId: agreement?.id ?? null,
    _info,
  }));
}

function additionsOf({ additions }: Tables): ReportedAddition[] {
  return additions.map(({ product, billCustomer, invoiceDescription: _, uom: __, ...row }) => ({
    ...row,
    productId: product.id,
    billCustomer: billCustomer === 'Billable' ? billCustomer : undefined,
  }));
}
