import { expect } from '@playwright/test';
import { SEED } from '../../../simulator/connectwise/seed/ids.ts';
import type { Row } from '../../../simulator/connectwise/table.ts';
import { additionUrl, agreementUrl } from '../../../simulator/pages/address.ts';
import type { Simulator } from '../../../simulator/server.ts';
import { FormPage } from '../../../support/page-objects/form-page.ts';
import { Panel } from '../../../support/page-objects/panel.ts';
import type { Place, Scenario } from './scenario.ts';

const AGREEMENT = SEED.agreements.eddiesTvRepair;
const BY = { identifier: 'Admin1' };
const EVERYWHERE = ['additions list', 'company panel', 'addition form'] as const;
const FLAT_FEE = { id: 15, identifier: 'Backup Flat Fee' };
const NOT_REFERENCED = { id: 13, identifier: 'Basic Online Backup w/ 25 GB' };

/** The first addition of the agreement: online storage. */
function addition({ connectWise }: Simulator): Row {
  const [first] = connectWise.tables.additions.where('agreementId', AGREEMENT);
  if (!first) throw new Error('The agreement has no addition.');
  return first;
}

const change = (members: Record<string, unknown>) => (simulator: Simulator) =>
  void simulator.connectWise.tables.additions.update(addition(simulator).id, members, BY);

const changeAgreement = (members: Record<string, unknown>) => (simulator: Simulator) =>
  void simulator.connectWise.tables.agreements.update(AGREEMENT, members, BY);

export const ADDITION_PLACES: readonly Place[] = [
  {
    name: 'agreement, Additions tab',
    path: () => agreementUrl(AGREEMENT, 'additions'),
    shows: { 'additions list': 'beside', 'company panel': 'panel' },
    async ready(page) {
      await new Panel(page).open();
      await expect(page.getByText('EFS-342').first()).toBeVisible();
    },
    async proveChecked(page) {
      await expect(new Panel(page).root.getByText('EFS-342', { exact: true }).first()).toBeVisible();
    },
  },
  {
    name: 'addition form',
    path: (simulator) => additionUrl(AGREEMENT, addition(simulator).id),
    shows: { 'addition form': 'beside' },
    ready: (page) => expect(new FormPage(page).field('Less Included')).toHaveValue(/\d/),
    async proveChecked(page) {
      const form = new FormPage(page);
      await form.type('SerialNumber', 'EFS-999');
      await expect(form.mark('SerialNumber')).toContainText('The portal has no customer 999');
      await form.type('SerialNumber', 'EFS-342');
      await expect(form.mark('SerialNumber')).toHaveCount(0);
    },
  },
];

export const ADDITION_SCENARIOS: readonly Scenario[] = [
  { code: 'ADD-SERIAL-FORMAT', seenAt: EVERYWHERE, arrange: change({ serialNumber: 'efs 342' }) },
  { code: 'ADD-SERIAL-UNKNOWN', seenAt: EVERYWHERE, arrange: change({ serialNumber: 'EFS-999' }) },
  { code: 'ADD-SERIAL-COMPANY', seenAt: EVERYWHERE, arrange: change({ serialNumber: 'EFS-355' }) },
  { code: 'ADD-SERIAL-MISSING', seenAt: EVERYWHERE, arrange: change({ serialNumber: '' }) },
  { code: 'ADD-PRODUCT', seenAt: EVERYWHERE, arrange: change({ product: NOT_REFERENCED }) },
  {
    code: 'ADD-FLAT-FEE',
    seenAt: EVERYWHERE,
    arrange(at) {
      const { catalog } = at.connectWise.tables;
      catalog.insert({ ...catalog.get(NOT_REFERENCED.id), ...FLAT_FEE, description: 'EFS Backup Flat Fee' }, BY);
      change({ product: FLAT_FEE })(at);
    },
  },
  {
    code: 'ADD-AGREEMENT-TYPE',
    seenAt: EVERYWHERE,
    arrange: changeAgreement({ type: { id: SEED.agreementTypes.blockTime, name: 'Block Time' } }),
  },
  { code: 'ADD-AGREEMENT-STATE', seenAt: EVERYWHERE, arrange: changeAgreement({ cancelledFlag: true }) },
  {
    code: 'ADD-DUPLICATE',
    seenAt: EVERYWHERE,
    // With another quantity, so that each row of a list shows one addition.
    arrange: (at) => void at.connectWise.tables.additions.insert({ ...addition(at), id: undefined, quantity: 200 }, BY),
  },
  { code: 'ADD-EFFECTIVE', seenAt: EVERYWHERE, arrange: change({ effectiveDate: '2024-03-15T00:00:00Z' }) },
  { code: 'ADD-CANCELLED', seenAt: EVERYWHERE, arrange: change({ cancelledDate: '2024-03-01T00:00:00Z' }) },
  { code: 'ADD-BILL', seenAt: EVERYWHERE, arrange: change({ billCustomer: 'DoNotBill' }) },
  { code: 'ADD-LESS-INCLUDED', seenAt: EVERYWHERE, arrange: change({ lessIncluded: 1000 }) },
  {
    code: 'ADD-ALLOWANCE',
    seenAt: EVERYWHERE,
    arrange: ({ connectWise: { tables } }) =>
      void tables.catalog.update(1, { identifier: 'Online Backup Select Storage w/ 10 GB' }, BY),
  },
  { code: 'ADD-PRICE', seenAt: EVERYWHERE, arrange: change({ unitPrice: 0 }) },
  {
    code: 'ADD-DESCRIPTION',
    seenAt: EVERYWHERE,
    arrange: change({ invoiceDescription: '' }),
    settings: (settings) => ({ ...settings, syncedParts: { ...settings.syncedParts, invoiceDescriptions: false } }),
  },
  {
    code: 'ADD-DRIFT',
    seenAt: EVERYWHERE,
    arrange: change({ quantity: 200 }),
    // Where a sync just was and the next one updates quantities by itself, drift waits for it.
    settings: (settings) => ({ ...settings, automatic: { ...settings.automatic, quantities: false } }),
  },
  {
    code: 'ADD-MISSING',
    seenAt: ['company panel'],
    arrange: (at) => void at.connectWise.tables.additions.remove(addition(at).id),
  },
  {
    code: 'ADD-UNCHECKED',
    seenAt: EVERYWHERE,
    settings: (settings) => ({ ...settings, toggles: { ...settings.toggles, 'online-storage': false } }),
    arrange: () => {},
  },
];
