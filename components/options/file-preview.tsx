import type { ImportedCustomer } from '../../lib/domain/file-import.ts';
import type { Account } from '../../lib/domain/portal-facts.ts';
import type { Understood } from '../../lib/portal/file/reading/understand.ts';
import { readTime } from '../../lib/shared/time.ts';
import { formatNumber, formatShortMoment } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { LeftOutRows } from './left-out-rows.tsx';
import { countsWords, FILE_IMPORT as TEXTS } from './texts/file-import.ts';

interface Props {
  understood: Understood;
  /** Customers of the import that it would replace; absent: there is none. */
  customersBefore?: number | undefined;
}

/** Rows that are shown; the counts are of all. */
const SHOWN = 8;
/** Fewer customers than this share of the last import are worth a look. */
const FEW = 0.8;

/** The first rows as they would be imported, with the counts of all, and what is left out. */
export function FilePreview({ understood, customersBefore = 0 }: Props) {
  const { customers, counts, errors } = understood;
  const lines = customers.slice(0, SHOWN).flatMap(linesOf);
  const heads = TEXTS.previewHeads;
  return (
    <section class="bb-file-part" aria-label={TEXTS.preview}>
      <h3>{TEXTS.preview}</h3>
      <p>{countsWords(counts)}</p>
      {counts.customers < customersBefore * FEW && (
        <Notice tone="warning">{TEXTS.fewer(customersBefore, counts.customers)}</Notice>
      )}
      <LeftOutRows errors={errors} total={counts.errors} />
      {lines.length > 0 && (
        <div class="bb-table-scroll">
          <table class="bb-table bb-file-rows">
            <thead>
              <tr>
                {Object.values(heads).map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.slice(0, SHOWN).map(({ customer, account }) => (
                <tr key={`${customer.customer.id} ${account?.id}`}>
                  <td title={TEXTS.customerNumber(customer.customer.id)}>{customer.customer.name}</td>
                  <td>{account?.userName ?? TEXTS.noAccounts}</td>
                  <td>{account?.plan}</td>
                  <td>{sizeOf(account?.onlineBytes)}</td>
                  <td>{sizeOf(account?.localBytes)}</td>
                  <td>{momentOf(account)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {counts.accounts > SHOWN && <p class="bb-hint">{TEXTS.more(counts.accounts - SHOWN)}</p>}
    </section>
  );
}

function linesOf(customer: ImportedCustomer): { customer: ImportedCustomer; account?: Account }[] {
  if (customer.accounts.length === 0) return [{ customer }];
  return customer.accounts.slice(0, SHOWN).map((account) => ({ customer, account }));
}

function sizeOf(bytes: number | undefined): string {
  return bytes === undefined ? '' : TEXTS.bytes(formatNumber(Number((bytes / 1e9).toFixed(2))));
}

function momentOf(account: Account | undefined): string {
  const at = readTime(account?.lastErrorFreeBackupAt ?? account?.lastBackupAt);
  return at === undefined ? '' : formatShortMoment(at);
}
