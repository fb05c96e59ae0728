import { type Action, type ActionContext, type ActionResult, done, type Payload, refuse } from './action.ts';
import { getAddition, getAgreement, saveAddition, saveAgreement } from './agreement.ts';
import { getCompanyDetail, getCompanyName, getManagementReport, saveCompanyDetail } from './company.ts';
import { multilineRows } from './lists.ts';
import { deleteManagementSolution, getManagementSolution, saveFromCompany, saveFromSetupTable } from './management.ts';
import {
  deleteManagementITSolution,
  getManagementITSolution,
  saveManagementITSolution,
} from './management-it-solution.ts';
import { getServiceBoard, getServiceBoardStatus, saveServiceBoardStatus } from './service-board.ts';
import {
  deleteCrossReference,
  getCrossReference,
  getManagedDevicesIntegration,
  saveCrossReference,
  saveManagedDevicesIntegration,
} from './setup-tables.ts';
import { getServiceTicketDetailView, notesViewModel, saveServiceTicket } from './ticket.ts';

/**
 * Actions by `<Module>/<Action>`. Published names: GetCompanyName, GetServiceTicketDetailView, NotesViewModel
 * (docs/reference/connectwise-pages.md#own-calls); the others follow them.
 */
const ACTIONS: Record<string, Action> = {
  'Company/GetCompanyNameAction': getCompanyName,
  'Company/GetCompanyDetailAction': getCompanyDetail,
  'Company/SaveCompanyDetailAction': saveCompanyDetail,
  'Company/GetManagementSolutionAction': getManagementSolution,
  'Company/SaveManagementSolutionAction': saveFromCompany,
  'Company/GetManagementReportAction': getManagementReport,
  'Finance/GetAgreementAction': getAgreement,
  'Finance/SaveAgreementAction': saveAgreement,
  'Finance/GetAgreementAdditionAction': getAddition,
  'Finance/SaveAgreementAdditionAction': saveAddition,
  'System/GetManagedDevicesIntegrationAction': getManagedDevicesIntegration,
  'System/SaveManagedDevicesIntegrationAction': saveManagedDevicesIntegration,
  'System/GetManagedDevicesCrossReferenceAction': getCrossReference,
  'System/SaveManagedDevicesCrossReferenceAction': saveCrossReference,
  'System/DeleteManagedDevicesCrossReferenceAction': deleteCrossReference,
  'System/GetManagementITSolutionAction': getManagementITSolution,
  'System/SaveManagementITSolutionAction': saveManagementITSolution,
  'System/DeleteManagementITSolutionAction': deleteManagementITSolution,
  'System/GetServiceBoardAction': getServiceBoard,
  'System/GetServiceBoardStatusAction': getServiceBoardStatus,
  'System/SaveServiceBoardStatusAction': saveServiceBoardStatus,
  'Service/GetServiceTicketDetailViewAction': getServiceTicketDetailView,
  'Service/SaveServiceTicketAction': saveServiceTicket,
  'ServerCommon/NotesViewModelAction': notesViewModel,
  'System/SaveManagedDevicesCompanyAction': saveFromSetupTable,
  'System/DeleteManagedDevicesCompanyAction': deleteManagementSolution,
};

const MULTILINE = /^System\/GetMultilineDataAction_(\w+)$/;

/** Runs an action; null when there is none of that name. */
export function runAction(name: string, payload: Payload, context: ActionContext): ActionResult | null {
  const list = MULTILINE.exec(name)?.[1];
  if (list !== undefined) return listAction(list, payload, context);
  return ACTIONS[name]?.(payload, context) ?? null;
}

function listAction(name: string, payload: Payload, context: ActionContext): ActionResult | null {
  if (payload.multilineName !== name) return refuse('The multiline name does not belong to the action.');
  const given = Array.isArray(payload.multilineUserParams) ? payload.multilineUserParams : [];
  const parameters = Object.fromEntries(
    given.map((parameter: { paramKey?: unknown; paramValue?: unknown }) => [
      String(parameter.paramKey),
      String(parameter.paramValue),
    ]),
  );
  const rows = multilineRows(name, parameters, context);
  return rows ? done({ multilineRows: rows }) : null;
}
