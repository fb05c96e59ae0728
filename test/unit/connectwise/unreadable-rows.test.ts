import { describe, expect, it } from 'vitest';
import { listAdditions } from '../../../lib/connectwise/additions.ts';
import { listAgreements, listAgreementsOfCompanies } from '../../../lib/connectwise/agreements.ts';
import { onlyApiMember } from '../../../lib/connectwise/api-members.ts';
import { listBoardStatuses, listBoards } from '../../../lib/connectwise/boards.ts';
import { readProducts, searchProducts } from '../../../lib/connectwise/catalog.ts';
import { listProductsNamed } from '../../../lib/connectwise/catalog-items.ts';
import { createRestClient, type RestClient } from '../../../lib/connectwise/client.ts';
import { listCompanyNames, readCompanies, readCompany, searchCompanies } from '../../../lib/connectwise/companies.ts';
import {
  companiesByManagedId,
  listConfigurationOwners,
  listConfigurations,
  listConfigurationsOfCompanies,
  listConfigurationTypes,
} from '../../../lib/connectwise/configurations.ts';
import { listCrossReferences } from '../../../lib/connectwise/cross-references.ts';
import { listManagedDevicesIntegrations } from '../../../lib/connectwise/managed-devices-integrations.ts';
import { listManagedIdEntries } from '../../../lib/connectwise/managed-id-entries.ts';
import { listManagementSolutions } from '../../../lib/connectwise/management-solutions.ts';
import { openSession } from '../../../lib/connectwise/session.ts';
import { listTicketNotes } from '../../../lib/connectwise/ticket-notes.ts';
import { companyTickets, openTickets, readTicket, ticketsByXRef } from '../../../lib/connectwise/tickets.ts';
import { type RecordList, recordList, requireComplete, unreadableFailure } from '../../../lib/domain/record-list.ts';
import { unreadableEffect, unreadableLabel } from '../../../lib/domain/unreadable-words.ts';
import type { Result } from '../../../lib/shared/result.ts';
import { CONNECTION } from '../../support/builders/connectwise-connection.ts';
import { fakeFetch } from '../../support/builders/fake-fetch.ts';

const NAMED = { id: 9, name: 'x' };
const XREF = 'EFS-342:356:backup-failed';
/** Words that every plain object answers to. */
const HOSTILE = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

function answering(body: unknown): RestClient {
  const fake = fakeFetch([{ body }]);
  return createRestClient(
    openSession(CONNECTION, { fetch: fake.fetch, clock: () => Date.UTC(2026, 10, 21), wait: async () => undefined }),
    'user',
  );
}

const ticket = { id: 1, summary: 'x', company: NAMED, board: NAMED, status: NAMED, externalXRef: XREF };
const company = { id: 1, name: 'A' };

type Case = [
  name: string,
  read: (client: RestClient) => Promise<Result<RecordList<unknown>>>,
  path: string,
  row: Record<string, unknown>,
  field: string,
  odd: unknown,
];

const LISTS: Case[] = [
  [
    'additions',
    (c) => listAdditions(c, 5),
    '/finance/agreements/5/additions',
    { product: { id: 1 } },
    'billCustomer',
    'Maybe',
  ],
  [
    'agreements',
    (c) => listAgreements(c, 9),
    '/finance/agreements',
    { name: 'A', company: NAMED, type: NAMED },
    'agreementStatus',
    'Pending',
  ],
  [
    'agreements of companies',
    (c) => listAgreementsOfCompanies(c, [9]),
    '/finance/agreements',
    { name: 'A', company: NAMED, type: NAMED },
    'type',
    null,
  ],
  ['boards', listBoards, '/service/boards', { name: 'A' }, 'name', 5],
  [
    'board statuses',
    (c) => listBoardStatuses(c, 4),
    '/service/boards/4/statuses',
    { name: 'A' },
    'closedStatus',
    'yes',
  ],
  ['products', (c) => readProducts(c, [1]), '/procurement/catalog', { identifier: 'P' }, 'price', 'free'],
  ['products named', (c) => listProductsNamed(c, ['P']), '/procurement/catalog', { identifier: 'P' }, 'cost', '2'],
  ['found products', (c) => searchProducts(c, 'P', 5), '/procurement/catalog', { identifier: 'P' }, 'identifier', null],
  ['companies', (c) => readCompanies(c, [1]), '/company/companies', company, 'name', null],
  ['found companies', (c) => searchCompanies(c, 'A', 5), '/company/companies', company, 'deletedFlag', 'no'],
  ['company names', listCompanyNames, '/company/companies', company, 'name', 7],
  [
    'configurations',
    (c) => listConfigurations(c, 9, [3]),
    '/company/configurations',
    { company: NAMED, type: NAMED },
    'backupFailed',
    '3',
  ],
  [
    'configurations of companies',
    (c) => listConfigurationsOfCompanies(c, [9], [3]),
    '/company/configurations',
    { company: NAMED, type: NAMED },
    'type',
    {},
  ],
  [
    'owners of configurations',
    (c) => listConfigurationOwners(c, 3, 'EFS'),
    '/company/configurations',
    { company: NAMED, deviceIdentifier: 'EFS-1:2' },
    'company',
    null,
  ],
  ['configuration types', listConfigurationTypes, '/company/configurations/types', { name: 'A' }, 'name', null],
  ['integrations', listManagedDevicesIntegrations, '/company/managedDevicesIntegrations', { name: 'A' }, 'solution', 1],
  [
    'cross-references',
    (c) => listCrossReferences(c, 2),
    '/company/managedDevicesIntegrations/2/crossReferences',
    {},
    'vendorType',
    3,
  ],
  [
    'managed-ID entries',
    (c) => listManagedIdEntries(c, 9),
    '/company/companies/9/managementSummaryReports',
    { groupIdentifier: 'EFS-1' },
    'deviceType',
    'SpamStats',
  ],
  ['management solutions', listManagementSolutions, '/company/managementItSolutions', { name: 'A' }, 'name', null],
  [
    'ticket notes',
    (c) => listTicketNotes(c, 7),
    '/service/tickets/7/notes',
    { text: 'x' },
    'text',
    { nested: 'message' },
  ],
  ['tickets by reference', (c) => ticketsByXRef(c, XREF), '/service/tickets', ticket, 'status', undefined],
  ['open tickets', (c) => openTickets(c, 'EFS-', undefined), '/service/tickets', ticket, 'board', 'Help'],
  [
    'tickets of a company',
    (c) => companyTickets(c, 9, '2026-11-01T00:00:00.000Z'),
    '/service/tickets',
    ticket,
    'status',
    undefined,
  ],
];

describe('one unreadable row', () => {
  it.each(LISTS)('does not affect the other %s of the list', async (_name, read, path, row, field, odd) => {
    const good = { ...row, id: 1 };
    const bad = { ...row, id: 2, [field]: odd };
    const answer = await read(answering([good, bad, { ...row, id: 3 }]));
    if (!answer.ok) throw new Error(answer.failure.message);
    const { rows, unreadable } = answer.value;
    expect(rows).toHaveLength(2);
    expect(unreadable).toMatchObject([{ path: `${path}/2`, id: 2 }]);
    expect(unreadable[0]?.field.split('/')[0]).toBe(field);
  });

  it.each(LISTS)('without an id is named by its place: %s', async (_name, read, path, row) => {
    const answer = await read(answering([{ ...row, id: 1 }, { ...row, id: { $gt: 0 } }, null]));
    if (!answer.ok) throw new Error(answer.failure.message);
    expect(answer.value.unreadable.map((one) => [one.path, one.field])).toEqual([
      [`${path}[1]`, 'id'],
      [`${path}[2]`, ''],
    ]);
  });

  it.each(HOSTILE)('holds the word %s: no state, and no effect on the rest of the list', async (word) => {
    const row = { name: 'A', company: NAMED, type: NAMED };
    const text = JSON.stringify([
      { ...row, id: 1 },
      { ...row, id: 2, agreementStatus: word },
    ]);
    const agreements = await listAgreements(answering(JSON.parse(text)), 9);
    expect(agreements).toMatchObject({
      value: { rows: [{ id: 1 }], unreadable: [{ field: 'agreementStatus', value: JSON.stringify(word) }] },
    });
    const entries = await listManagedIdEntries(answering([{ id: 3, groupIdentifier: 'EFS-1', deviceType: word }]), 9);
    expect(entries).toMatchObject({ value: { rows: [], unreadable: [{ id: 3, field: 'deviceType' }] } });
    const additions = await listAdditions(answering([{ id: 4, product: { id: 1 }, billCustomer: word }]), 5);
    expect(additions).toMatchObject({ value: { rows: [], unreadable: [{ id: 4, field: 'billCustomer' }] } });
    const statuses = await listBoardStatuses(answering([{ id: 5, name: word, escalationStatus: word }]), 4);
    expect(statuses).toMatchObject({ value: { rows: [{ name: word, escalationStatus: null }], unreadable: [] } });
  });

  it.each([-1, 0, 1.5, 1e300, 2 ** 53, null, '7'])(
    'has no id where that is %j: addresses are made of it',
    async (id) => {
      const row = { id, product: { id: 1 } };
      expect(await listAdditions(answering([{ ...row, id: 3 }, row]), 5)).toMatchObject({
        value: { rows: [{ id: 3 }], unreadable: [{ field: 'id' }] },
      });
      const odd = { id: 3, product: { id } };
      expect(await listAdditions(answering([odd]), 5)).toMatchObject({
        value: { rows: [], unreadable: [{ id: 3, field: 'product/id' }] },
      });
    },
  );

  it('has times that can be read: a last day that is not read would end nothing', async () => {
    const addition = { id: 3, product: { id: 1 } };
    const agreement = { id: 3, name: 'x', company: NAMED, type: NAMED };
    for (const odd of ['soon', '2026-02-30', '31.12.2026']) {
      for (const field of ['effectiveDate', 'cancelledDate'])
        expect(await listAdditions(answering([{ ...addition, [field]: odd }]), 5)).toMatchObject({
          value: { rows: [], unreadable: [{ id: 3, field }] },
        });
      for (const field of ['startDate', 'endDate'])
        expect(await listAgreements(answering([{ ...agreement, [field]: odd }]), 5)).toMatchObject({
          value: { rows: [], unreadable: [{ id: 3, field }] },
        });
    }
    for (const blank of ['', ' ', null, undefined])
      expect(await listAdditions(answering([{ ...addition, cancelledDate: blank }]), 5)).toMatchObject({
        value: { rows: [{ id: 3 }], unreadable: [] },
      });
  });

  it('may have a blank reference, which some versions write as 0', async () => {
    const row = { id: 3, groupIdentifier: 'EFS-342', agreement: { id: 0, name: '' } };
    expect(await listManagedIdEntries(answering([row]), 2)).toMatchObject({ value: { rows: [{ agreement: null }] } });
  });

  it('names its company, where that can be read, and at most 100 characters of its value', async () => {
    const odd = { id: 2, name: 'A', company: { id: 77 }, type: NAMED, agreementStatus: 'x'.repeat(500) };
    const answer = await listAgreementsOfCompanies(answering([odd]), [9]);
    if (!answer.ok) throw new Error(answer.failure.message);
    const [row] = answer.value.unreadable;
    expect(row).toMatchObject({ companyId: 77 });
    expect(row?.value).toHaveLength(100);
  });
});

describe('a neighbor that is not ours', () => {
  it('is omitted even where it cannot be read, when its external reference shows that it is foreign', async () => {
    const neighbor = { ...ticket, id: 2, externalXRef: 'RMM-1', status: undefined };
    const unknown = { ...ticket, id: 3, externalXRef: undefined, status: undefined };
    const answer = await ticketsByXRef(answering([ticket, neighbor, unknown]), XREF);
    expect(answer).toMatchObject({ value: { rows: [{ id: 1 }], unreadable: [{ id: 3 }] } });
    const open = await openTickets(answering([ticket, neighbor]), 'EFS-', undefined);
    expect(open).toEqual({ ok: true, value: { rows: [expect.objectContaining({ id: 1 })], unreadable: [] } });
  });

  it('is omitted from the owners by its device identifier', async () => {
    const other = { id: 2, company: null, deviceIdentifier: 'RMM-1' };
    const answer = await listConfigurationOwners(answering([other]), 3, 'EFS');
    expect(answer).toEqual({ ok: true, value: recordList([]) });
  });
});

describe('callers that decide by absence or count', () => {
  it('receive no part of the look-up across companies', async () => {
    const answer = await companiesByManagedId(answering([{ company: { id: 1 } }, { company: { id: 'two' } }]), 'EFS-1');
    expect(answer).toMatchObject({
      ok: false,
      failure: { code: 'unexpected-shape', field: 'company/id', value: '"two"' },
    });
  });

  it('do not treat the only readable API member as the only one', async () => {
    const members = [
      { id: 1, identifier: 'bridge' },
      { id: 2, identifier: null },
    ];
    expect(await onlyApiMember(answering(members))).toEqual({ ok: true, value: undefined });
    expect(await onlyApiMember(answering(members.slice(0, 1)))).toEqual({ ok: true, value: 'bridge' });
  });

  it('request the entire list, which names its first unreadable row', () => {
    const row = { path: '/finance/agreements/5', id: 5, field: 'agreementStatus', value: '"Pending"' };
    expect(requireComplete({ ok: true, value: { rows: [1], unreadable: [row, row] } })).toEqual({
      ok: false,
      failure: unreadableFailure([row, row]),
    });
    expect(unreadableFailure([row]).message).toContain('/finance/agreements/5');
    expect(requireComplete({ ok: true, value: recordList([1]) })).toEqual({ ok: true, value: [1] });
  });
});

describe('a single record that cannot be read', () => {
  it('fails and names the member', async () => {
    expect(await readTicket(answering({ ...ticket, status: undefined }), 1)).toMatchObject({
      ok: false,
      failure: { code: 'unexpected-shape', field: 'status' },
    });
    expect(await readCompany(answering({ id: 1, name: 3 }), 1)).toMatchObject({
      ok: false,
      failure: { code: 'unexpected-shape', field: 'name', value: '3' },
    });
  });
});

describe('words for an unreadable row', () => {
  it.each([
    ['/finance/agreements/5', 5, 'agreement 5, agreementStatus "Pending"', 'Its additions are skipped.'],
    ['/finance/agreements/5/additions/7', 7, 'addition 7, agreementStatus "Pending"', 'Its quantity is not updated'],
    [
      '/company/companies/9/managementSummaryReports[3]',
      undefined,
      'managed-ID entry in row 4',
      'are neither reported',
    ],
    ['/company/configurations/8', 8, 'configuration 8', 'No configuration is created.'],
    ['/company/configurations/types/8', 8, 'configuration type 8', 'It is not used.'],
    ['/company/managedDevicesIntegrations/2/crossReferences/8', 8, 'cross-reference 8', 'need approval'],
    ['/service/tickets/7/notes/8', 8, 'ticket note 8', 'No note is added'],
    ['/service/tickets/8', 8, 'ticket 8', 'not compared'],
    ['/something/else/8', 8, 'record 8', 'skipped'],
  ])('%s', (path, id, label, effect) => {
    const row = { path, field: 'agreementStatus', value: '"Pending"', ...(id !== undefined && { id }) };
    expect(unreadableLabel(row)).toContain(label);
    expect(unreadableEffect(row)).toContain(effect);
  });
});

it.each([
  ['2026-12-01T00:00:00Z', { nextInvoiceDate: '2026-12-01T00:00:00.000Z' }],
  ['next Tuesday', { nextInvoiceDateUnread: true }],
  ['12/1/2026', { nextInvoiceDateUnread: true }],
  ['  ', {}],
  [null, {}],
])(
  'an agreement whose next invoice date is %j is read, and says whether that could be',
  async (nextInvoiceDate, says) => {
    const row = { id: 5, name: 'A', company: NAMED, type: NAMED, nextInvoiceDate };
    const read = await listAgreements(answering([row]), 9);
    if (!read.ok) throw new Error(read.failure.message);
    const [found] = read.value.rows;
    const { nextInvoiceDate: day, nextInvoiceDateUnread } = found ?? {};
    expect({ ...(day && { nextInvoiceDate: day }), ...(nextInvoiceDateUnread && { nextInvoiceDateUnread }) }).toEqual(
      says,
    );
  },
);
