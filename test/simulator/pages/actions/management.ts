import { DEVICE_TYPES } from '../../connectwise/device-types.ts';
import type { ConnectWiseState } from '../../connectwise/state.ts';
import type { Row, Table } from '../../connectwise/table.ts';
import {
  type Action,
  type ActionContext,
  done,
  idIn,
  type Payload,
  referenceId,
  referenceTo,
  refuse,
  stampOf,
  text,
  textIn,
  writing,
} from './action.ts';

/** Longest `groupIdentifier` that REST takes. */
const MANAGED_ID_LIMIT = 100;

/**
 * The refusal that the 2022 seed warns of ("Do not make this addition from the Companies tab or you will see this
 * error", docs/reference/setup-guides.md#2022-managed-id). Its screenshot is lost, so the wording is ours.
 */
const NOT_FROM_COMPANY =
  'Managed IDs cannot be added from the Companies tab. ' +
  'Add them in System > Setup Tables > Managed Devices Integration > Companies.';

/** `{id, name}` of the record that a reference points to, by its name of today; null where it points to none. */
function referred(entry: Row, member: string, table: Table) {
  return referenceTo(table.get(referenceId(entry, member) ?? 0));
}

export function entryRow(entry: Row, { tables }: ConnectWiseState): Record<string, unknown> {
  return {
    recID: entry.id,
    solution: referred(entry, 'managementSolution', tables.managementItSolutions)?.name ?? '',
    managedID: text(entry, 'groupIdentifier'),
    agreement: referred(entry, 'agreement', tables.agreements)?.name ?? '',
    deviceType: DEVICE_TYPES[text(entry, 'deviceType')] ?? '',
  };
}

export const getManagementSolution: Action = (payload, { state }) => {
  const entry = state.tables.managementSummaryReports.get(idIn(payload, 'recID'));
  if (!entry) return refuse('The record was not found.');
  return done({
    recID: entry.id,
    solution: referred(entry, 'managementSolution', state.tables.managementItSolutions),
    managedID: text(entry, 'groupIdentifier'),
    deviceType: text(entry, 'deviceType'),
    agreement: referred(entry, 'agreement', state.tables.agreements),
    ...stampOf(entry),
  });
};

/** Save on Company › Management: edits entries, refuses new ones. */
export const saveFromCompany: Action = writing((payload, context) =>
  idIn(payload, 'recID') === 0 ? refuse(NOT_FROM_COMPANY) : save(payload, context),
);

/** Save in the setup table, the place that takes new entries (docs/reference/setup-guides.md#2022-managed-id). */
export const saveFromSetupTable: Action = writing(save);

export const deleteManagementSolution: Action = writing((payload, { state }) =>
  state.tables.managementSummaryReports.remove(idIn(payload, 'recID')) ? done({}) : refuse('The record was not found.'),
);

function save(payload: Payload, { state, writer }: ActionContext) {
  const { companies, managementItSolutions, agreements, managementSummaryReports } = state.tables;
  const company = companies.get(idIn(payload, 'companyRecID'));
  if (!company) return refuse('The record was not found.');
  const solution = managementItSolutions.get(idIn(payload, 'solutionRecID'));
  if (!solution) return refuse('Solution is required.');
  const managedId = textIn(payload, 'managedID');
  if (!managedId) return refuse('Managed ID is required.');
  if (managedId.length > MANAGED_ID_LIMIT) return refuse(`Managed ID is limited to ${MANAGED_ID_LIMIT} characters.`);
  const deviceType = textIn(payload, 'deviceType');
  if (!(deviceType in DEVICE_TYPES)) return refuse('Device Type is required.');
  const agreement = agreements.get(idIn(payload, 'agreementRecID'));
  if (agreement && referenceId(agreement, 'company') !== company.id) {
    return refuse(`${text(agreement, 'name')} is not an agreement of ${text(company, 'name')}.`);
  }

  const members = {
    managementSolution: referenceTo(solution),
    groupIdentifier: managedId,
    deviceType,
    agreement: referenceTo(agreement),
  };
  const id = idIn(payload, 'recID');
  const isStored = managementSummaryReports.get(id) !== undefined;
  const stored = isStored
    ? managementSummaryReports.update(id, members, writer)
    : managementSummaryReports.insert({ ...members, company: referenceTo(company) }, writer);
  return done({ recID: stored.id });
}
