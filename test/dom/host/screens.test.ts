import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostLocation } from '../../../lib/host/host-location.ts';
import { readLocation } from '../../../lib/host/location.ts';
import { isKnownScreen, readScreen, recordKey } from '../../../lib/host/screens.ts';
import { fieldTable } from '../../../lib/host/selectors.ts';
import {
  additionForm,
  banner,
  CROSS_REFERENCES,
  grid,
  input,
  integrationForm,
  layOut,
  pod,
  row,
  shown,
  solutionForm,
  statusForm,
} from './page.ts';

const nowhere = readLocation('https://na.myconnectwise.net/v2025_1/ConnectWise.aspx');
const at = (change: Partial<HostLocation>): HostLocation => ({ ...nowhere, sureness: 'state', ...change });
const read = (html: string, location = nowhere) => {
  document.body.innerHTML = html;
  return readScreen(document, location);
};
const entryForm = () =>
  pod(
    row('Solution', input('eFolder')) + row('Managed ID', input('EFS-342')) + row('Device Type', input('Backup Stats')),
  );

let undo: () => void;
beforeEach(() => {
  undo = layOut();
});
afterEach(() => {
  undo();
  document.body.innerHTML = '';
});

describe('company', () => {
  it.each(['CompanyDetail', 'CompanyServiceList'])('is open under the suffix %s, with a record id', (suffix) => {
    const screen = read(banner("Eddie's TV Repair"), at({ suffix, recordIds: [250] }));
    expect(screen.company).toBe(true);
    expect(screen.banner.text).toBe("Eddie's TV Repair");
  });

  it.each([
    ['a ticket', at({ suffix: 'ServiceTicket', recordIds: [26251] })],
    ['the company search', at({ suffix: 'CompanySearchList', recordIds: [250] })],
    ['a new company', at({ suffix: 'CompanyDetail', recordIds: [] })],
    ['a stale entry link under a board', at({ routeTo: 'CompanyFV', suffix: 'ServiceBoard', recordIds: [250] })],
  ])('is not %s', (_, location) => {
    const screen = read(banner('Something'), location);
    expect(screen.banner.text).toBe('Something');
    expect(screen.company).toBe(false);
    expect(isKnownScreen(screen)).toBe(false);
  });

  it('is open where the breadcrumb ends in it', () => {
    const html = banner('Managed Services for Angry Fox', ['Company Search', 'Company', 'Agreement Maintenance']);
    expect(read(html, at({ recordIds: [250, 57] })).company).toBe(true);
  });
});

describe('addition form', () => {
  it('is recognised by its labels, whatever the compiler classes and the address are', () => {
    const form = read(additionForm()).additionForm;
    expect(Object.keys(form?.fields ?? {}).sort()).toEqual(
      [
        'effectiveDate',
        'invoiceDescription',
        'lessIncluded',
        'product',
        'quantity',
        'serialNumber',
        'unitPrice',
      ].sort(),
    );
  });

  it('is recognised beside a hidden old view of another record', () => {
    const html = additionForm({ SerialNumber: 'EFS-355' }, 'style="display: none"') + additionForm();
    expect(read(html).additionForm?.fields.serialNumber?.control?.value).toBe('EFS-342');
  });

  it('recognizes the label as Barracuda prints it', () => {
    const html = pod(row('Less Include', input()) + row('Serial #', input()) + row('Unit Price', input()));
    expect(read(html).additionForm).not.toBeNull();
  });

  it.each([
    ['two open records', additionForm() + additionForm({ SerialNumber: 'EFS-355' })],
    ['a renamed label', additionForm().replaceAll('Less Included', 'Inklusive')],
    ['a hidden form only', additionForm({}, 'hidden')],
    ['another form with a serial number', pod(row('Serial Number', input()) + row('Model', input()))],
  ])('is silent on %s', (_, html) => {
    expect(isKnownScreen(read(additionForm()))).toBe(true);
    const screen = read(html);
    expect(screen.additionForm).toBeNull();
    expect(isKnownScreen(screen)).toBe(false);
  });

  it('is found in a frame of the same origin', () => {
    // happy-dom's own document of a frame is no help: the frame is given one.
    const { happyDOM } = window as unknown as { happyDOM: { settings: Record<string, boolean> } };
    happyDOM.settings.enableIframePageLoading = true;
    const frame = document.createElement('iframe');
    const inner = document.implementation.createHTMLDocument();
    inner.body.innerHTML = additionForm();
    Object.defineProperty(frame, 'contentDocument', { value: inner });
    frame.removeAttribute('src');
    const top = document.implementation.createHTMLDocument();
    top.body.append(frame);
    expect(readScreen(top, nowhere).additionForm?.fields.serialNumber?.control?.value).toBe('EFS-342');
  });
});

describe('managed-id entries', () => {
  it('form is recognised by Managed ID with Device Type', () => {
    expect(read(entryForm()).managedIdForm?.fields.managedId?.control?.value).toBe('EFS-342');
    expect(read(pod(row('Managed ID', input()))).managedIdForm).toBeNull();
  });

  it('list is read by column position, whatever the order of columns', () => {
    const list = read(
      grid(['Solution', 'Device Type', 'Managed ID'], [['eFolder', 'Workstations and Servers', 'EFS-19652']]),
    ).managedIdList;
    expect(list?.rows.map(({ cells }) => cells)).toEqual([
      { solution: 'eFolder', deviceType: 'Workstations and Servers', managedId: 'EFS-19652' },
    ]);
  });

  it('list requires more than a managed id', () => {
    expect(read(grid(['Managed ID', 'Device Type'], [['EFS-342', 'x']])).managedIdList).toBeTruthy();
    expect(read(grid(['Managed ID', 'Name'], [['EFS-342', 'x']])).managedIdList).toBeNull();
  });

  it('place is the setup table where the address names it', () => {
    const screen = read(
      entryForm(),
      at({ setupTable: 'Managed Devices Integration', recordIds: [5], suffix: 'CompanyDetail' }),
    );
    expect(screen).toMatchObject({ integrationTable: true, company: false });
  });
});

const SETUP = ['Setup Tables'];
const inTable = (name: string, recordIds: number[] = [5]) =>
  at({ setupTable: name, screenKey: 'setup_tables', recordIds });
const INTEGRATION = 'Managed Devices Integration';
const SOLUTION = 'Management IT Solution';
const BOARD = 'Service Board';
const FORMS = ['integrationForm', 'crossReferenceForm', 'managementSolutionForm', 'boardStatusForm'] as const;

describe('setup tables', () => {
  it.each([
    ['integrationForm', 'integration-details', INTEGRATION, integrationForm(), 10],
    ['managementSolutionForm', 'management-solution', SOLUTION, solutionForm(), 5],
    ['boardStatusForm', 'board-status', BOARD, statusForm(), 5],
  ] as const)('%s is %s, by the address or by the breadcrumb', (part, id, table, html, count) => {
    for (const screen of [read(html, inTable(table)), read(banner('Details', [...SETUP, `${table} List`]) + html)]) {
      expect(screen.id).toBe(id);
      expect(isKnownScreen(screen)).toBe(true);
      expect(screen.company).toBe(false);
      expect(Object.keys(screen[part]?.fields ?? {})).toHaveLength(count);
      expect(FORMS.filter((name) => screen[name] !== null)).toEqual([part]);
    }
  });

  it.each([INTEGRATION, SOLUTION, BOARD])('with the labels of another one show nothing: %s', (table) => {
    for (const html of [integrationForm(), solutionForm(), statusForm()]) {
      const own = { [INTEGRATION]: integrationForm(), [SOLUTION]: solutionForm(), [BOARD]: statusForm() }[table];
      if (html === own) {
        expect(isKnownScreen(read(html, inTable(table)))).toBe(true);
        continue;
      }
      const screen = read(html, inTable(table));
      expect(FORMS.filter((name) => screen[name] !== null)).toEqual([]);
      expect(isKnownScreen(screen)).toBe(false);
    }
  });

  it('are not open where neither address nor breadcrumb name them', () => {
    const html =
      integrationForm() +
      solutionForm() +
      statusForm() +
      grid(CROSS_REFERENCES, [['Select', 'Online Storage', '', '', 'x']]);
    for (const text of [
      '',
      banner('Service Board List'),
      banner('Management IT Services Ltd', ['Company Search', 'Company']),
    ]) {
      expect(isKnownScreen(read(text + html))).toBe(false);
    }
    expect(read(html, inTable('Company Type'))).toMatchObject({
      id: null,
      boardStatusForm: null,
      integrationForm: null,
    });
  });

  it('are unknown where address and breadcrumb name different ones', () => {
    const html = banner('Status', [...SETUP, 'Service Board List', 'Status List']) + solutionForm() + statusForm();
    expect(isKnownScreen(read(html, inTable(SOLUTION)))).toBe(false);
    expect(read(html, inTable(BOARD)).id).toBe('board-status');
  });

  it('show the cross-references with the columns in any order, and skip unknown ones', () => {
    const rows = [['EFS Select', 'Sequence 1', 'Managed Service', 'Online Storage', 'Select']];
    const list = read(
      integrationForm() + grid(['Product', 'Sequence', 'Agreement Type', 'Type', 'Level'], rows),
      inTable(INTEGRATION),
    ).crossReferenceList;
    expect(list?.rows).toMatchObject([
      {
        index: 0,
        cells: {
          crossReferenceProduct: 'EFS Select',
          crossReferenceAgreementType: 'Managed Service',
          crossReferenceType: 'Online Storage',
          crossReferenceLevel: 'Select',
        },
      },
    ]);
  });

  it('show no cross-references where a needed column was removed', () => {
    const html = grid(['Level', 'Type', 'Configuration Type'], [['Select', 'Online Storage', '']]);
    expect(read(html, inTable(INTEGRATION)).crossReferenceList).toBeNull();
    expect(read(grid(CROSS_REFERENCES, []), inTable(INTEGRATION)).crossReferenceList).toBeTruthy();
  });

  it('recognize one cross-reference being edited', () => {
    const html = pod(
      ['Type', 'Level', 'Configuration Type', 'Agreement Type', 'Product'].map((l) => row(l, input('x'))).join(''),
    );
    const screen = read(html, inTable(INTEGRATION));
    expect(Object.keys(screen.crossReferenceForm?.fields ?? {})).toHaveLength(5);
    expect(screen.id).toBe('integration-details');
  });

  it.each([
    ['integration-list', grid(['Name', 'Solution', 'Login By'], [['eFolder', 'eFolder', 'Global']])],
    ['integration-companies', integrationForm() + grid(['Company', 'Company ID'], [["Eddie's TV Repair", 'Eddies']])],
    ['integration-company', grid(['Solution', 'Managed ID', 'Device Type'], [['eFolder', 'EFS-342', 'Backup Stats']])],
    ['managed-id-entry', entryForm()],
  ])('name the step %s', (id, html) => {
    expect(read(html, inTable(INTEGRATION)).id).toBe(id);
  });

  it('are read where a member has read-only access', () => {
    const html = integrationForm({
      'Login By': shown('Global'),
      'Integrator Login': shown('efolder-api'),
      'Match on Serial Number': shown('Yes'),
    });
    expect(read(html, inTable(INTEGRATION)).integrationForm?.fields.loginBy?.anchor.textContent).toBe('Global');
  });
});

describe('service ticket', () => {
  const ticket = banner('Service Ticket #26251 - backup failed');
  it.each([
    ['the address names it', at({ screen: 'service-ticket', suffix: 'ServiceTicket', recordIds: [26251] })],
    ['the address names it below its company', at({ recordIds: [250, 26251] })],
    ['the address names no record', at({ suffix: 'ServiceTicket' })],
    ['only the banner names it', nowhere],
  ])('is open where %s', (_, location) => {
    const screen = read(ticket, location);
    expect(screen).toMatchObject({ ticketId: 26251, id: 'service-ticket', company: false });
    expect(isKnownScreen(screen)).toBe(true);
  });

  it.each([
    ['the address names another one', ticket, at({ suffix: 'ServiceTicket', recordIds: [26252] })],
    ['the banner names two', ticket + banner('Service Ticket #26252 - other'), nowhere],
    [
      'the banner is of no ticket',
      banner('Service Ticket - new'),
      at({ screen: 'service-ticket', recordIds: [26251] }),
    ],
    ['a setup table is open', ticket, inTable('Service Board', [26251])],
  ])('is uncertain where %s', (_, html, location) => {
    expect(read(html, location)).toMatchObject({ ticketId: null, id: null });
  });

  it('is read from its pod where the banner does not name it', () => {
    const html = `${banner('backup failed')}<div class="pod_service_ticket_ticket_header">Ticket #26251</div>`;
    expect(read(html, at({ screen: 'service-ticket', recordIds: [26251] })).ticketId).toBe(26251);
    expect(read(html, nowhere).ticketId).toBeNull();
  });

  it('keeps its key while its summary is edited', () => {
    expect(recordKey(read(ticket))).toBe(recordKey(read(banner('Service Ticket #26251 - solved'))));
  });
});

describe('the one screen', () => {
  const company = at({ suffix: 'CompanyDetail', recordIds: [250] });
  it.each([
    ['company', banner('A'), company],
    ['company-management', grid(['Managed ID', 'Device Type'], [['EFS-342', 'Backup Stats']]), company],
    ['agreement', banner('B', ['Company Search', 'Company', 'Agreement Maintenance']), at({ recordIds: [250, 57] })],
    ['agreement', banner('B'), at({ sureness: 'hint', screen: 'agreement', recordIds: [57] })],
    [
      'agreement-additions',
      grid(['Product', 'Quantity', 'Serial #'], [['x', '1', 'EFS-342']]),
      at({ recordIds: [57] }),
    ],
    ['agreement-addition', additionForm(), at({ recordIds: [57] })],
    [null, banner('Service Board List'), at({ suffix: 'ServiceBoard' })],
    [null, additionForm() + entryForm(), company],
  ])('is %s', (id, html, location) => {
    expect(read(html, location).id).toBe(id);
  });
});

describe('lists', () => {
  const additions = (html: string) => read(html, at({ recordIds: [57] })).additionList;
  it('are read again when columns are moved or rows recycled', () => {
    const before = additions(
      grid(
        ['Product', 'Quantity', 'Serial #'],
        [
          ['x', '1', 'EFS-342'],
          ['y', '2', 'EFS-355'],
        ],
      ),
    );
    expect(before?.rows.map(({ index, cells }) => [index, cells.serialNumber])).toEqual([
      [0, 'EFS-342'],
      [1, 'EFS-355'],
    ]);
    const after = additions(
      grid(
        ['Serial #', 'Product', 'Quantity'],
        [
          ['EFS-400', 'z', '3'],
          ['', '', ''],
        ],
      ),
    );
    expect(after?.rows.map(({ cells }) => cells.serialNumber)).toEqual(['EFS-400', '']);
  });

  it('leave out a column that is there twice', () => {
    const list = additions(
      grid(['Product', 'Quantity', 'Serial #', 'Effective', 'Effective'], [['x', '1', 'EFS-342', 'a', 'b']]),
    );
    expect(list?.rows[0]?.cells).toEqual({ product: 'x', quantity: '1', serialNumber: 'EFS-342' });
  });

  it('are empty where two candidates match', () => {
    const one = grid(['Product', 'Quantity', 'Serial #'], [['x', '1', 'EFS-342']]);
    expect(additions(one + one)).toBeNull();
    expect(additions(one + one.replace('class="mm_grid"', 'hidden'))?.rows).toHaveLength(1);
  });
});

it('uses the names that were set or taught', () => {
  document.body.innerHTML = additionForm().replaceAll('Less Included', 'Inklusive');
  const fields = fieldTable({ lessIncluded: { labels: ['Inklusive'] } });
  expect(readScreen(document, nowhere).additionForm).toBeNull();
  expect(readScreen(document, nowhere, fields).additionForm?.fields.lessIncluded?.by).toBe('override');
});

it('reads only the boxes of candidates, however large the page', () => {
  const busy = Array.from(
    { length: 3_000 },
    (_, i) => `<tr><td><div class="gwt-Label" title="Task ${i}">x</div></td></tr>`,
  );
  document.body.innerHTML = `${banner('Service Board List')}<table>${busy.join('')}</table>${additionForm()}`;
  const boxes = vi.spyOn(Element.prototype, 'getClientRects');
  readScreen(document, nowhere);
  expect(boxes.mock.calls.length).toBeLessThan(150);
  boxes.mockRestore();
});

it('keeps its key while the page redraws, and changes it with the record', () => {
  const location = at({ suffix: 'CompanyDetail', recordIds: [250] });
  const key = recordKey(read(banner('A'), location));
  expect(recordKey(read(banner('A') + additionForm(), location))).toBe(key);
  expect(recordKey(read(banner('B'), location))).not.toBe(key);
  expect(recordKey(read(banner('A'), { ...location, recordIds: [251] }))).not.toBe(key);
});
