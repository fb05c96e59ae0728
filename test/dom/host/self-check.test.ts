import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIELDS } from '../../../lib/domain/page-fields.ts';
import type { HostLocation } from '../../../lib/host/host-location.ts';
import { readLocation } from '../../../lib/host/location.ts';
import { readScreen } from '../../../lib/host/screens.ts';
import { fieldTable } from '../../../lib/host/selectors.ts';
import { selfCheck } from '../../../lib/host/self-check.ts';
import { additionForm, banner, CROSS_REFERENCES, grid, input, integrationForm, layOut, pod, row } from './page.ts';

let undo: () => void;
beforeEach(() => {
  undo = layOut();
});
afterEach(() => {
  undo();
  document.body.innerHTML = '';
});

const nowhere = readLocation('https://na.myconnectwise.net/v2025_1/ConnectWise.aspx');
const at = (change: Partial<HostLocation>): HostLocation => ({ ...nowhere, sureness: 'state', ...change });
const check = (html: string, location = nowhere, fields = FIELDS) => {
  document.body.innerHTML = html;
  return selfCheck(document, readScreen(document, location, fields), fields);
};

describe('selfCheck', () => {
  it('reports nothing for an unknown screen', () => {
    expect(check(banner('Calendar'))).toEqual({ screen: null, sure: false, fields: [], failures: [] });
  });

  it('reports how each field was found', () => {
    const html = `${additionForm().replaceAll('Unit Price', 'Preis')}`;
    const fields = fieldTable({ unitPrice: { labels: ['Preis'] } });
    const report = check(html, at({ recordIds: [57] }), fields);
    expect(report).toMatchObject({ screen: 'agreement-addition', sure: true, failures: [] });
    const found = Object.fromEntries(report.fields.map(({ field, found: how }) => [field, how]));
    expect(found).toMatchObject({ serialNumber: 'label', unitPrice: 'override', billCustomer: 'missing' });
  });

  it('reports what is missing or duplicated, and that it is uncertain', () => {
    const missing = check(additionForm().replaceAll('Less Included', 'Inklusive'));
    expect(missing).toMatchObject({ screen: 'agreement-addition', sure: false });
    expect(missing.failures).toEqual(['“Less Included” was not found.']);
    const twice = check(additionForm() + pod(row('Serial #', input('EFS-355'))));
    expect(twice.sure).toBe(false);
    expect(twice.failures).toEqual(['“SerialNumber” was found more than once.']);
  });

  it('distinguishes a form without a field from the company page that contains it', () => {
    const entry = ['Geräte-ID', 'Device Type', 'Solution', 'Agreement'].map((label) => row(label, input('x'))).join('');
    const company = at({ suffix: 'company', recordIds: [21] });
    const html = banner("Eddie's TV Repair", ['Companies', 'Company']);
    expect(check(html, company)).toMatchObject({ screen: 'company', sure: true });
    const report = check(html + pod(entry), company);
    expect(report).toMatchObject({ screen: 'managed-id-entry', sure: false });
    expect(report.fields).toContainEqual({ field: 'managedId', found: 'missing' });
    // Fields that a company has too are no form of ours.
    const few = ['Solution', 'Agreement'].map((label) => row(label, input('x'))).join('');
    expect(check(html + pod(few), company)).toMatchObject({ screen: 'company', sure: true });
  });

  it('reports where label and class lead to different fields', () => {
    const html = `${additionForm()}<input class="cw_lessIncluded" value="1">`;
    expect(check(html).failures).toEqual(['The label and the class of “Less Included” lead to different fields.']);
  });

  it('compares address and banner', () => {
    const ticket = banner('Service Ticket #26251 - backup failed');
    const other = check(ticket, at({ screen: 'service-ticket', recordIds: [7] }));
    expect(other).toMatchObject({ screen: 'service-ticket', sure: false });
    expect(other.failures).toEqual(['The banner shows a ticket that the address does not name.']);
    expect(check(ticket, at({ screen: 'service-ticket', recordIds: [26251] }))).toMatchObject({
      sure: true,
      failures: [],
    });
    const table = check(
      banner('Status', ['Setup Tables', 'Service Board List']),
      at({ setupTable: 'Management IT Solution' }),
    );
    expect(table.failures[0]).toMatch(/breadcrumb another/);
  });

  it('checks form and list of the integration', () => {
    const html = integrationForm() + grid(CROSS_REFERENCES.slice(0, 4), []);
    const report = check(html, at({ setupTable: 'Managed Devices Integration', recordIds: [5] }));
    expect(report.fields).toContainEqual({ field: 'crossReferenceLevel', found: 'label' });
    expect(report.failures).toContain('“Product” was not found.');
  });

  it('contains no text of the page', () => {
    const html = banner("Eddie's TV Repair") + additionForm({ SerialNumber: 'EFS-SECRET' });
    const report = check(html);
    expect(report.fields).toContainEqual({ field: 'serialNumber', found: 'label' });
    expect(JSON.stringify(report)).not.toMatch(/Eddie|SECRET/);
  });
});
