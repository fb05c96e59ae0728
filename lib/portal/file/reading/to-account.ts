import type { FileMapping } from '../../../domain/file-mapping.ts';
import type { Account, BackupCopy } from '../../../domain/portal-facts.ts';
import { kindOf, type ReadRow } from './read-row.ts';

/**
 * Returns the account that a row describes. Without a column that names accounts, a row is the customer's only one. A parent 0 is
 * none, as in the Account List (docs/reference/setup-guides.md#company-step-1).
 */
export function toAccount({ customerId, texts, amounts, times }: ReadRow, { columns }: FileMapping): Account {
  const { accountId, accountNo, accountName, parentId, role, plan = '', kind, lastStatus, customerName } = texts;
  const id = accountId ?? accountNo ?? accountName ?? customerId;
  const hasParent = parentId !== undefined && parentId !== '0' && parentId !== id;
  const reportsBackups = columns.some(({ use }) => use === 'lastBackupAt' || use === 'lastErrorFreeBackupAt');
  const copies = copiesOf(amounts, times);
  return {
    id,
    customerId,
    ...(hasParent && { parentId }),
    ...(accountNo !== undefined && { accountNo }),
    userName: accountName ?? accountNo ?? accountId ?? customerName ?? `Customer ${customerId}`,
    ...(role !== undefined && { role }),
    plan,
    kind: kindOf(kind, plan),
    ...amounts,
    ...times,
    ...(lastStatus !== undefined && { lastStatus }),
    copies,
    ...(!reportsBackups && { backupsNotReported: true as const }),
  };
}

/** Copies are listed where the file says when one was last good; else the bytes alone say where data are. */
function copiesOf(amounts: ReadRow['amounts'], times: ReadRow['times']): BackupCopy[] {
  const { lastErrorFreeBackupAt: at } = times;
  if (at === undefined) return [];
  return [
    ...(amounts.onlineBytes ? [{ where: 'remote' as const, lastRestorePointAt: at }] : []),
    ...(amounts.localBytes ? [{ where: 'local' as const, lastRestorePointAt: at }] : []),
  ];
}
