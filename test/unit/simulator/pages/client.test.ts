import { afterEach, describe, expect, it, vi } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { additionUrl, companyUrl } from '../../../simulator/pages/address.ts';
import type { Place } from '../../../simulator/pages/client/places.js';
import { banner, eventually, field, go, press, shown, startClient as start, type } from './browser.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const AGREEMENT = SEED.agreements.eddiesTvRepair;

afterEach(() => vi.unstubAllGlobals());

describe('the client', () => {
  it('shows the company of the hash, its name in the banner', async () => {
    await start(companyUrl(EDDIE));
    await eventually(() => expect(banner()).toBe("Eddie's TV Repair"));
    expect(field('Company').value).toBe("Eddie's TV Repair");
    expect(field('Company').classList.contains('cw_company')).toBe(true);
  });

  it('lists the Management Solutions in a grid whose header is beside the table', async () => {
    await start(companyUrl(EDDIE, 'management'));
    await eventually(() => expect(shown('tr.cw-ml-row')[0]?.textContent).toContain('EFS-342'));
    const cells = shown('tr.cw-ml-row').map((row) => row.querySelector('td[cellindex="4"]')?.textContent);
    expect(cells).toEqual(['Backup Stats', 'Workstations and Servers']);
    expect(shown('.cw-ml-header')[0]?.closest('table')).toBeNull();
    expect(shown('table thead')).toEqual([]);
  });

  it('calculates the addition while typing and saves it', async () => {
    const { state } = await start(additionUrl(AGREEMENT, 1, { companyId: EDDIE }));
    await eventually(() => expect(field('Product').value).toBe('Online Backup Select Storage'));
    type(field('Total Quantity'), '125');
    expect(
      shown('tr.pod-element-row').find((row) => row.textContent?.startsWith('Quantity to Bill'))?.textContent,
    ).toContain('100');
    type(field('SerialNumber'), 'EFS-355');
    press('.cw_ToolbarButton_Save');
    await eventually(() =>
      expect(state.tables.additions.get(1)).toMatchObject({ quantity: 125, serialNumber: 'EFS-355' }),
    );
  });

  it('uses its views again for other records and keeps the previous record in the document', async () => {
    await start(companyUrl(EDDIE));
    await eventually(() => expect(field('Company').value).toBe("Eddie's TV Repair"));
    const first = field('Company');
    const companyAt = (company: number): Place => ({
      screen: 'company',
      company,
      tab: 'company',
      companyTab: 'company',
    });
    go(companyAt(SEED.companies.joeTvRepair));
    await eventually(() => expect(banner()).toBe('Joe TV Repair'));
    expect(first.isConnected).toBe(true);
    expect(first.value).toBe("Eddie's TV Repair");
    expect(first.closest('.x-hide-display')).not.toBeNull();
    go(companyAt(SEED.companies.angryFox));
    await eventually(() => expect(banner()).toBe('Angry Fox'));
    expect(field('Company')).toBe(first);
    expect(first.value).toBe('Angry Fox');
  });

  it('shows the refusal of a new managed-id entry in the message area', async () => {
    await start(companyUrl(EDDIE, 'management'));
    await eventually(() => expect(shown('tr.cw-ml-row')).toHaveLength(2));
    press('.cw-toolbar-new-item');
    // The form is ready once it says so; a refusal before that would be replaced by its greeting.
    await eventually(() => expect(shown('[role="status"]')[0]?.textContent).toBe('Add a new management solution.'));
    field('Managed ID');
    press('.cw_ToolbarButton_Save');
    await eventually(() =>
      expect(shown('[role="status"]')[0]?.textContent).toContain('cannot be added from the Companies tab'),
    );
  });

  it('disables inputs and saving for a member with read-only access', async () => {
    await start(companyUrl(EDDIE), { readOnly: true });
    await eventually(() => expect(banner()).toBe("Eddie's TV Repair"));
    expect(field('Company').disabled).toBe(true);
    expect(shown('.cw_ToolbarButton_Save .mm_button')[0]?.getAttribute('aria-disabled')).toBe('true');
  });
});
