import { DEVICE_TYPES } from '../../connectwise/device-types.ts';
import { agreementStatusOf } from '../../connectwise/resources/agreements.ts';
import type { TableName } from '../../connectwise/state.ts';
import type { Row } from '../../connectwise/table.ts';
import { type ActionContext, referenceId, text } from './action.ts';
import { productDetail, workedOut } from './agreement.ts';
import { entryRow } from './management.ts';
import { SOLUTION_TYPES } from './management-it-solution.ts';
import { EXTERNAL_INTEGRATION_XREFS } from './service-board.ts';
import { BILLING_LEVELS, LOGIN_BY, SETUP_TABLES } from './setup-tables.ts';
import { ticketRow } from './ticket.ts';

/** `multilineUserParams` as a map. */
export type ListParameters = Record<string, string>;

type ListSource = (parameters: ListParameters, context: ActionContext) => Record<string, unknown>[];

const companySearchList: ListSource = (_, { state }) =>
  state.tables.companies
    .all()
    .filter((company) => company.deletedFlag !== true)
    .map((company) => ({
      recID: company.id,
      companyName: text(company, 'name'),
      companyID: text(company, 'identifier'),
      status: text(company, 'status', 'name'),
      phone: text(company, 'phoneNumber'),
      city: text(company, 'city'),
      state: text(company, 'state'),
    }));

const agreementList: ListSource = ({ companyRecID }, { state, clock }) =>
  state.tables.agreements.where('company/id', Number(companyRecID)).map((agreement) => ({
    recID: agreement.id,
    name: text(agreement, 'name'),
    type: text(agreement, 'type', 'name'),
    startDate: text(agreement, 'startDate'),
    endDate: text(agreement, 'endDate'),
    status: agreementStatusOf(agreement, clock),
  }));

const additionList: ListSource = ({ agreementRecID }, context) =>
  context.state.tables.additions
    .where('agreementId', Number(agreementRecID))
    .map((addition, index) => additionRow(addition, index, context));

function additionRow(addition: Row, index: number, context: ActionContext): Record<string, unknown> {
  const derived = workedOut(addition, context);
  return {
    recID: addition.id,
    sequence: addition.sequenceNumber ?? index + 1,
    effective: text(addition, 'effectiveDate'),
    cancelled: text(addition, 'cancelledDate'),
    productID: text(context.state.tables.catalog.get(referenceId(addition, 'product') ?? 0), 'identifier'),
    description: derived.description ?? '',
    serialNumber: text(addition, 'serialNumber'),
    quantity: Number(addition.quantity ?? 0),
    price: Number(addition.unitPrice ?? 0),
    extPrice: derived.extPrice ?? 0,
    bill: text(addition, 'billCustomer'),
    tax: addition.taxableFlag === true,
    margin: derived.margin ?? 0,
    agreementStatus: derived.agreementStatus ?? '',
    purchaseItem: addition.purchaseItemFlag === true,
    specialOrder: addition.specialOrderFlag === true,
    cost: Number(addition.unitCost ?? 0),
    extCost: derived.extCost ?? 0,
  };
}

const crossReferenceList: ListSource = ({ integrationRecID }, { state }) =>
  state.tables.crossReferences.where('managedDevicesIntegration/id', Number(integrationRecID)).map((row) => ({
    recID: row.id,
    level: text(row, 'vendorLevel'),
    type: text(row, 'vendorType'),
    configurationType: text(state.tables.configurationTypes.get(referenceId(row, 'configurationType') ?? 0), 'name'),
    agreementType: text(row, 'agreementType', 'name'),
    product: text(state.tables.catalog.get(referenceId(row, 'product') ?? 0), 'description'),
  }));

/** Statuses of one board, in the board's order. */
const statusList: ListSource = ({ boardRecID }, { state }) =>
  state.tables.boardStatuses
    .where('board/id', Number(boardRecID))
    .toSorted((a, b) => Number(a.sortOrder ?? 0) - Number(b.sortOrder ?? 0))
    .map((row) => ({
      recID: row.id,
      name: text(row, 'name'),
      sortOrder: row.sortOrder ?? 0,
      externalXRef: text(row, 'externalIntegrationXRef'),
      isDefault: row.defaultFlag === true,
      displayOnBoard: row.displayOnBoard === true,
      isClosed: row.closedStatus === true,
      inactive: row.inactive === true,
    }));

const named =
  (table: TableName, member = 'name'): ListSource =>
  (_, { state }) =>
    state.tables[table]
      .all()
      .filter((row) => row.inactiveFlag !== true)
      .map((row) => ({ recID: row.id, name: text(row, member) }));

const words =
  (values: Record<string, string>): ListSource =>
  () =>
    Object.entries(values).map(([recID, name]) => ({ recID, name }));

/** Multiline lists by name. Only `srboard` is public. No public source names those of these screens; the names follow the known ones' pattern. */
const LISTS: Record<string, ListSource> = {
  companysearchlist: companySearchList,
  companymanagementsolutionlist: ({ companyRecID }, { state }) =>
    state.tables.managementSummaryReports
      .where('company/id', Number(companyRecID))
      .map((entry) => entryRow(entry, state)),
  companyagreementlist: agreementList,
  agreementadditionlist: additionList,
  productsearchlist: (_, { state }) =>
    state.tables.catalog
      .all()
      .filter((product) => product.inactiveFlag !== true)
      .map((product) => ({ recID: product.id, ...productDetail(product) })),
  setuptablelist: () => SETUP_TABLES.map((table, index) => ({ recID: index + 1, ...table })),
  manageddevicesintegrationlist: (_, { state }) =>
    state.tables.managedDevicesIntegrations.all().map((row) => ({
      recID: row.id,
      name: text(row, 'name'),
      solution: text(row, 'solution'),
      loginBy: text(row, 'loginBy'),
    })),
  managementcrossreferencelist: crossReferenceList,
  managementcompanylist: companySearchList,
  managementitsolutionlist: (_, { state }) =>
    state.tables.managementItSolutions.all().map((row) => ({
      recID: row.id,
      name: text(row, 'name'),
      type: SOLUTION_TYPES[text(row, 'managementItSolutionType')] ?? '',
      customName: text(row, 'managementSolutionName'),
    })),
  serviceboardlist: (_, { state }) =>
    state.tables.boards.all().map((row) => ({
      recID: row.id,
      name: text(row, 'name'),
      location: text(state.tables.locations.get(referenceId(row, 'location') ?? 0), 'name'),
      inactive: row.inactiveFlag === true,
    })),
  serviceboardstatuslist: statusList,
  srboard: (_, context) => context.state.tables.tickets.all().map((ticket) => ticketRow(ticket, context)),
  managementsolutioncombo: named('managementItSolutions'),
  devicetypecombo: words(DEVICE_TYPES),
  solutiontypecombo: words(SOLUTION_TYPES),
  billinglevelcombo: words(BILLING_LEVELS),
  loginbycombo: words(LOGIN_BY),
  integratorlogincombo: named('integratorLogins', 'username'),
  locationcombo: named('locations'),
  businessunitcombo: named('departments'),
  configurationtypecombo: named('configurationTypes'),
  agreementtypecombo: named('agreementTypes'),
  productcombo: named('catalog', 'description'),
  serviceboardcombo: named('boards'),
  externalxrefcombo: () => EXTERNAL_INTEGRATION_XREFS.map((name) => ({ recID: name, name })),
};

/** The rows of a list, each wrapped as in the real answer: `{row: "<JSON>"}`; null for an unknown name. */
export function multilineRows(
  name: string,
  parameters: ListParameters,
  context: ActionContext,
): { row: string }[] | null {
  const source = LISTS[name];
  return source ? source(parameters, context).map((row) => ({ row: JSON.stringify(row) })) : null;
}
