import type { Addition, Agreement } from '../../../../lib/domain/connectwise-records.ts';
import type { Finding } from '../../../../lib/domain/finding.ts';
import { checkAdditions } from '../../../../lib/domain/rules/addition/addition-rules.ts';
import {
  checkManagedIdForm,
  checkManagedIds,
  type ManagedIdSubject,
} from '../../../../lib/domain/rules/managed-id/managed-id-rules.ts';
import {
  checkBoardStatus,
  checkCrossReferences,
  checkIntegration,
  checkManagementSolution,
} from '../../../../lib/domain/rules/setup/setup-rules.ts';
import { checkTickets, type TicketSubject } from '../../../../lib/domain/rules/ticket/ticket-rules.ts';
import { SERVICES } from '../../../../lib/domain/service.ts';
import type { SetupContext } from '../../../../lib/domain/setup-context.ts';
import {
  ADDITION,
  AGREEMENT,
  addition,
  BDR_PRODUCT,
  COMPANY,
  entry,
  managedIds,
  PAIR_342,
} from '../../../support/builders/domain-records.ts';
import * as tickets from '../../../support/builders/ticket-facts.ts';

/** At least one finding of every code, as the rules make them: what is true of all sentences is tested on these. */
export function everyFinding(): Finding[] {
  return [...ofManagedIds(), ...ofAdditions(), ...ofTickets(), ...ofSetup()];
}

function ofManagedIds(): Finding[] {
  const [first, second] = PAIR_342;
  const half = (efsId: string) => [entry(11, 'WorkstationsAndServers'), entry(12, 'BackupStats', efsId)];
  const subjects: ManagedIdSubject[] = [
    managedIds([entry(11, 'WorkstationsAndServers', 'efs 342'), entry(12, 'BackupStats', '342 355')]),
    managedIds([entry(11, 'WorkstationsAndServers', '342')]),
    managedIds(half('EFS-324')),
    managedIds(half('EFS-355'), { otherCompanies: [] }),
    managedIds([], { place: 'company-management-tab' }),
    managedIds(PAIR_342.slice(0, 1)),
    managedIds([entry(11, 'BackupStats'), entry(12, 'WorkstationsAndServers')]),
    managedIds([...PAIR_342, entry(13, 'BackupStats'), entry(14, 'Servers'), entry(15, null)]),
    managedIds(PAIR_342, { otherCompanies: [{ efsId: 'EFS-342', companyId: 260, companyName: 'Angry Fox' }] }),
    managedIds(PAIR_342, { otherCompanies: [{ efsId: 'EFS-342', companyId: 260 }] }),
    managedIds(PAIR_342, { company: { ...COMPANY, statusName: 'Inactive' } }),
    managedIds([entry(11, 'WorkstationsAndServers', 'EFS-999'), entry(12, 'BackupStats', 'EFS-999')]),
    ...(first && second
      ? [
          managedIds([
            { ...first, agreement: { id: 1, name: 'Gold' } },
            { ...second, managementSolution: null },
          ]),
        ]
      : []),
  ];
  const typed = checkManagedIdForm(managedIds([], { companyName: COMPANY.name }), entry(11, 'BackupStats', 'EFS-355'));
  return [...subjects.flatMap(checkManagedIds), ...typed];
}

function ofAdditions(): Finding[] {
  const check = (additions: Addition[], more: object = {}, agreement: Partial<Agreement> = {}): Finding[] => {
    const { addition: _, agreement: __, ...facts } = addition({});
    return checkAdditions({ ...facts, agreements: [{ ...AGREEMENT, ...agreement }], ...more, additions });
  };
  const of = (more: Partial<Addition>, facts: object = {}, agreement: Partial<Agreement> = {}) =>
    check([{ ...ADDITION, ...more }], facts, agreement);
  const flat = { product: { id: 901, identifier: 'Basic Storage Flat Fee' }, description: '' };
  const flatReference = { ...addition({}).products?.[0], productId: 901, productIdentifier: 'Basic Storage Flat Fee' };
  return [
    of({ serialNumber: 'efs-[342]' }),
    of({ serialNumber: 'SN-0042' }),
    of({ serialNumber: 'EFS-999' }),
    of({ serialNumber: 'EFS-355' }),
    of({ serialNumber: '' }),
    of({ product: { id: 902, identifier: 'Old BDR' } }),
    of(flat),
    of(flat, { products: [flatReference] }),
    of({}, {}, { type: { id: 6, name: 'Block Time' } }),
    of({}, {}, { agreementStatus: 'Expired' }),
    check([ADDITION, { ...ADDITION, id: 502 }]),
    of({ effectiveDate: '2024-03-15T00:00:00Z' }),
    of({ cancelledDate: '2026-11-01T00:00:00Z' }),
    of({ cancelledDate: '2026-12-01T00:00:00Z' }),
    of({ quantity: 61.8, cancelledDate: '2026-11-30T00:00:00Z' }),
    of({ billCustomer: 'DoNotBill' }),
    of({ billCustomer: 'NoCharge' }),
    of({ lessIncluded: 1000.5 }),
    of({ description: 'Storage w/ 25 GB', lessIncluded: 12.5 }),
    of({ unitPrice: 0 }),
    of({ invoiceDescription: '' }, { invoiceDescriptionsSynced: false }),
    of({ quantity: 61.8 }),
    check([], { additions: [] }),
    of({ product: { id: 1, identifier: 'Laptop' }, serialNumber: '' }, { products: addition({}).products }),
    of({}, { products: addition({}).products?.map((row) => ({ ...row, toggledOn: false })) }),
    of({ product: BDR_PRODUCT, serialNumber: '' }, { entries: undefined }),
  ].flat();
}

function ofTickets(): Finding[] {
  const { ticket, closed, ended, DESK } = tickets;
  const check = (list: TicketSubject['tickets'], more: Partial<TicketSubject> = {}) =>
    checkTickets(tickets.ticketSubject(list, more));
  const later = '2026-11-21T06:00:00Z';
  const mail = ticket(560, {
    externalXRef: '',
    sourceName: 'Email Connector',
    summary: 'ETV-Primary. No backup. Look!',
  });
  return [
    check([ticket(548, { board: DESK })]),
    check([ticket(548, { parentTicketId: 400 })]),
    check([closed(548, later, 'jdoe', { mergedParentTicket: { id: 900 } })], {
      survivor: ticket(900, { externalXRef: '' }),
    }),
    check([ticket(548), ticket(549), ticket(550)]),
    check([closed(548, later, 'jdoe')]),
    check([ticket(548)], { incident: ended() }),
    check([ticket(548)], { companyTickets: [mail] }),
  ].flat();
}

function ofSetup(): Finding[] {
  const context: SetupContext = {
    managementSolution: 'eFolder',
    services: SERVICES.map((service) => ({
      ...service,
      enabled: ['Select', 'Basic', ''].includes(service.level),
      product: ['Select', 'Basic'].includes(service.level)
        ? { identifier: service.level, description: '', isChosen: true }
        : null,
    })),
    integrations: [],
    tickets: { board: 'Help Desk', newStatus: 'New' },
  };
  const reference = { configurationType: 'Backup Stats', agreementType: 'Managed Service', product: 'Select' };
  const status = { board: 'Help Desk', description: 'New' };
  return [
    ...['', 'E-Folder'].flatMap((wrong) => [
      ...checkIntegration(context, {
        name: 'eFolder',
        solution: wrong,
        loginBy: wrong,
        billingLevel: wrong,
        disableNewCrossReferences: false,
        matchOnSerialNumber: false,
        portalUrl: 'https://x',
        hasLoginName: true,
      }),
      ...checkManagementSolution(context, { name: 'eFolder', customName: wrong, type: wrong, hasLoginPassword: true }),
      ...checkBoardStatus(context, { ...status, externalXRef: wrong, closed: true, inactive: true }),
    ]),
    ...checkCrossReferences(
      context,
      [
        { ...reference, row: 0, type: 'Online Storage', level: 'select' },
        { ...reference, row: 1, type: 'Online Storage', level: 'Select', product: '', agreementType: '' },
        { ...reference, row: 2, type: 'Online Storage', level: 'Select', product: 'Flat fee', configurationType: '' },
        {
          ...reference,
          row: 3,
          type: 'Online Storage',
          level: 'Select',
          product: 'Basic',
          configurationType: 'License',
        },
        { ...reference, row: 4, type: 'Online Storage', level: 'Weekly' },
        { ...reference, row: 5, type: '', level: 'Weekly' },
        { ...reference, row: 6, type: 'Tape', level: '' },
        { ...reference, row: 7, type: 'Local Storage', level: '', product: '' },
      ],
      true,
    ),
  ];
}
