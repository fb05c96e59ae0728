import { type Action, done, idIn, type Payload, refuse, stampOf, text, textIn, writing } from './action.ts';

/** Fields of the Company tab by the member of the REST record that holds them. */
const FIELDS = ['name', 'identifier', 'phoneNumber', 'website', 'addressLine1', 'addressLine2', 'city', 'state', 'zip'];

/** The one action of this area whose name is public (docs/reference/connectwise-pages.md#record-ids). */
export const getCompanyName: Action = (payload, { state }) => {
  const company = state.tables.companies.get(idIn(payload, 'companyRecID'));
  if (!company) return refuse('The record was not found.');
  return done({ companyRecID: company.id, companyName: text(company, 'name') });
};

export const getCompanyDetail: Action = (payload, { state }) => {
  const company = state.tables.companies.get(idIn(payload, 'companyRecID'));
  if (!company) return refuse('The record was not found.');
  const fields = Object.fromEntries(FIELDS.map((field) => [field, text(company, field)]));
  return done({ companyRecID: company.id, ...fields, status: text(company, 'status', 'name'), ...stampOf(company) });
};

export const saveCompanyDetail: Action = writing((payload, { state, writer }) => {
  const id = idIn(payload, 'companyRecID');
  if (!state.tables.companies.get(id)) return refuse('The record was not found.');
  if (!textIn(payload, 'name')) return refuse('Company is required.');
  if (!textIn(payload, 'identifier')) return refuse('Company ID is required.');
  state.tables.companies.update(id, editedMembers(payload), writer);
  return done({ companyRecID: id });
});

function editedMembers(payload: Payload) {
  return Object.fromEntries(FIELDS.filter((field) => field in payload).map((field) => [field, textIn(payload, field)]));
}

/** Totals of a company's entries for the report that the printer gives, in the report's order. */
const REPORT_LINES = [
  ['successfulBackupJobs', 'Successful Backup Jobs'],
  ['failedBackupJobs', 'Failed Backup Jobs'],
  ['totalServers', 'Total Servers'],
  ['totalWorkstations', 'Total Workstations'],
  ['totalWindowsServers', 'Windows Servers'],
  ['totalWindowsWorkstations', 'Windows Workstations'],
  ['totalManagedMachines', 'Managed Machines'],
] as const;

export const getManagementReport: Action = (payload, { state }) => {
  const company = state.tables.companies.get(idIn(payload, 'companyRecID'));
  if (!company) return refuse('The record was not found.');
  const entries = state.tables.managementSummaryReports.where('company/id', company.id);
  const lines = REPORT_LINES.map(([member, label]) => ({
    label,
    value: entries.reduce((total, entry) => total + Number(entry[member] ?? 0), 0),
  }));
  return done({ companyName: text(company, 'name'), lines });
};
