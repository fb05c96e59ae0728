import type { Row } from '../../connectwise/table.ts';
import { type ActionContext, referenceId, text } from './action.ts';
import { additionSums } from './addition-sums.ts';
import { productDetail } from './agreement.ts';
import { DEVICE_TYPES, entryRow } from './management.ts';
import { SETUP_TABLES } from './setup-tables.ts';

/** `multilineUserParams` as a map. */
export type ListParameters = Record<string, string>;

type ListSource = (parameters: ListParameters, context: ActionContext) => Record<string, unknown>[];

function ofCompany(rows: readonly Row[], { companyRecID }: ListParameters): Row[] {
  return rows.filter((row) => referenceId(row, 'company') === Number(companyRecID));
}

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

const agreementList: ListSource = (parameters, { state }) =>
  ofCompany(state.tables.agreements.all(), parameters).map((agreement) => ({
    recID: agreement.id,
    name: text(agreement, 'name'),
    type: text(agreement, 'type', 'name'),
    startDate: text(agreement, 'startDate'),
    endDate: text(agreement, 'endDate'),
    status: text(agreement, 'agreementStatus'),
  }));

const additionList: ListSource = ({ agreementRecID }, { state }) =>
  state.tables.additions
    .all()
    .filter((addition) => addition.agreementId === Number(agreementRecID))
    .map((addition, index) =>
      additionRow(addition, index, state.tables.catalog.get(referenceId(addition, 'product') ?? 0)),
    );

function additionRow(addition: Row, index: number, product: Row | undefined): Record<string, unknown> {
  const amount = (member: string) => Number(addition[member] ?? 0);
  const sums = additionSums({
    quantity: amount('quantity'),
    lessIncluded: amount('lessIncluded'),
    unitPrice: amount('unitPrice'),
    unitCost: amount('unitCost'),
  });
  return {
    recID: addition.id,
    sequence: addition.sequenceNumber ?? index + 1,
    effective: text(addition, 'effectiveDate'),
    cancelled: text(addition, 'cancelledDate'),
    productID: text(addition, 'product', 'identifier'),
    description: text(addition, 'description') || text(product, 'description'),
    serialNumber: text(addition, 'serialNumber'),
    quantity: amount('quantity'),
    price: amount('unitPrice'),
    extPrice: sums.extPrice,
    bill: text(addition, 'billCustomer'),
    tax: addition.taxableFlag === true,
    margin: sums.margin,
    agreementStatus: text(addition, 'agreementStatus'),
    purchaseItem: addition.purchaseItemFlag === true,
    specialOrder: addition.specialOrderFlag === true,
    cost: amount('unitCost'),
    extCost: sums.extCost,
  };
}

const crossReferenceList: ListSource = ({ integrationRecID }, { state }) =>
  state.tables.crossReferences
    .all()
    .filter((row) => referenceId(row, 'managedDevicesIntegration') === Number(integrationRecID))
    .map((row) => ({
      recID: row.id,
      level: text(row, 'vendorLevel'),
      type: text(row, 'vendorType'),
      configurationType: text(row, 'configurationType', 'name'),
      agreementType: text(row, 'agreementType', 'name'),
      product: text(state.tables.catalog.get(referenceId(row, 'product') ?? 0), 'description'),
    }));

/** Multiline lists by name. No public source names those of these screens; the names follow the known ones' pattern. */
const LISTS: Record<string, ListSource> = {
  companysearchlist: companySearchList,
  companymanagementsolutionlist: (parameters, { state }) =>
    ofCompany(state.tables.managementSummaryReports.all(), parameters).map(entryRow),
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
  managementsolutioncombo: (_, { state }) =>
    state.tables.managementItSolutions.all().map((row) => ({ recID: row.id, name: text(row, 'name') })),
  devicetypecombo: () => Object.entries(DEVICE_TYPES).map(([recID, name]) => ({ recID, name })),
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
