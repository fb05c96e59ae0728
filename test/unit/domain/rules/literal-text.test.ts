import { describe, expect, it } from 'vitest';
import { formatText } from '../../../../components/ui/format-text.ts';
import { guardUnit } from '../../../../lib/domain/guard-rules.ts';
import { checkAdditions } from '../../../../lib/domain/rules/addition/addition-rules.ts';
import { checkManagedIds } from '../../../../lib/domain/rules/managed-id/managed-id-rules.ts';
import { usageDoubts } from '../../../../lib/domain/usage-doubts.ts';
import {
  ADDITION,
  AGREEMENT,
  account,
  addition,
  COMPANY,
  managedIds,
  NOW,
  PAIR_342,
  SETTINGS,
} from '../../../support/builders/domain-records.ts';

/** What a user may name anything, that would be read as values. */
const NAME = '{100} {2026-11-30} {24 hour}';
const shown = (text: string) => formatText(text, NOW, 'de-DE');

describe('user text in a sentence is shown as it is', () => {
  const { addition: _, agreement: __, ...facts } = addition({});
  const product = { id: 902, identifier: NAME };
  const type = { id: 9, name: NAME };

  it.each([
    ['the product', { additions: [{ ...ADDITION, product }], agreements: [AGREEMENT] }, 'ADD-PRODUCT'],
    [
      'the agreement',
      { additions: [ADDITION], agreements: [{ ...AGREEMENT, name: NAME, agreementStatus: 'Expired' as const }] },
      'ADD-AGREEMENT-STATE',
    ],
    ['the agreement’s type', { additions: [ADDITION], agreements: [{ ...AGREEMENT, type }] }, 'ADD-AGREEMENT-TYPE'],
  ])('%s of an addition', (_case, members, code) => {
    const [row] = facts.products ?? [];
    if (!row) throw new Error('The sample has a product.');
    const products = [{ ...row, agreementTypeId: 5, agreementTypeName: 'Managed Service' }];
    const finding = checkAdditions({ ...facts, products, ...members }).find((one) => one.code === code);
    expect(shown(finding?.message ?? '')).toContain(`“${NAME}”`);
  });

  it('the company of a managed-ID entry', () => {
    const company = { ...COMPANY, name: NAME, statusName: `Inactive ${NAME}` };
    const finding = checkManagedIds(managedIds(PAIR_342, { company })).find(({ code }) => code === 'MID-COMPANY');
    expect(shown(finding?.message ?? '')).toContain(`The company “${NAME}” has the status “Inactive ${NAME}”`);
  });

  it('devices, customers and units of guards', () => {
    const silent = { ...account({ userName: NAME, plan: 'Email Filtering', kind: 'mailboxes' }) };
    const customer = { id: '342', name: NAME, active: true };
    const doubts = (accounts: (typeof silent)[]) =>
      usageDoubts({ customer, accounts, skipped: [], source: 'x360recover' }, SETTINGS, { company: 'Other' }, NOW);
    expect(shown(doubts([silent])['email-filtering']?.message ?? '')).toContain(NAME);
    expect(shown(doubts([])['online-bdr']?.message ?? '')).toContain(`is “${NAME}”`);
    expect(shown(guardUnit(NAME, [{ unit: 'GB' }])?.message ?? '')).toContain(`“${NAME}”`);
  });
});
