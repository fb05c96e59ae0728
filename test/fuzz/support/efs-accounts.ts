import { isRecord } from './x360-answers.ts';

/** Members of an account of the EFS portal that a quantity is made of, and what they may hold; null is that it does not say. */
const BILLED: Record<string, (value: unknown) => boolean> = {
  onlineBytes: isAmount,
  localBytes: isAmount,
  mailboxes: isCount,
  licences: isCount,
  kind: (value) => ['server', 'desktop', 'appliance', 'mailboxes'].some((word) => word === value),
  plan: (value) => typeof value === 'string',
};

/**
 * What of a page of accounts cannot be counted, read without any code of the product: rows that are no records or have no id, members
 * that hold something else, and accounts that are listed twice with other amounts.
 */
export function unreadableAccounts(body: unknown): string[] {
  const items = isRecord(body) && Array.isArray(body.items) ? body.items : [];
  const before = new Map<string, string>();
  return items.flatMap((item: unknown, index) => {
    const at = `items[${index}]`;
    if (!isRecord(item) || Array.isArray(item)) return [at];
    if (typeof item.id !== 'string' && !Number.isSafeInteger(item.id)) return [`${at}.id`];
    const wrong = Object.entries(BILLED).flatMap(([member, fits]) => {
      const value = Object.hasOwn(item, member) ? item[member] : null;
      return value === null || fits(value) ? [] : [`${at}.${member}`];
    });
    const amounts = JSON.stringify(Object.keys(BILLED).map((member) => item[member] ?? null));
    const known = before.get(String(item.id));
    before.set(String(item.id), amounts);
    return known !== undefined && known !== amounts ? [...wrong, `${at} is listed before`] : wrong;
  });
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
