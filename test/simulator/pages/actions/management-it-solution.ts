import { managementItSolutions } from '../../connectwise/resources/management-it-solutions.ts';
import { type Action, done, idIn, refuse, stampOf, text, textIn, writing } from './action.ts';
import { maskOf, typedPassword } from './setup-tables.ts';
import { storeForm } from './store.ts';

/**
 * Words of the combo for the types of REST. The guides name only Custom; the others are INFERRED from the REST names.
 */
export const SOLUTION_TYPES: Record<string, string> = {
  Custom: 'Custom',
  Continuum: 'Continuum',
  LevelPlatforms: 'Level Platforms',
  NAble: 'N-able',
};

/** Management IT Solution (docs/reference/setup-guides.md#figure-5). */
export const getManagementITSolution: Action = (payload, { state }) => {
  const solution = state.tables.managementItSolutions.get(idIn(payload, 'recID'));
  if (!solution) return refuse('The record was not found.');
  return done({
    recID: solution.id,
    name: text(solution, 'name'),
    type: text(solution, 'managementItSolutionType'),
    customName: text(solution, 'managementSolutionName'),
    oneLogin: solution.globalLoginFlag === true,
    username: text(solution, 'globalLoginUsername'),
    password: maskOf(solution.globalLoginPassword),
    ...stampOf(solution),
  });
};

export const saveManagementITSolution: Action = writing((payload, context) => {
  const id = idIn(payload, 'recID');
  const before = context.state.tables.managementItSolutions.get(id);
  if (id !== 0 && !before) return refuse('The record was not found.');
  if (!textIn(payload, 'name')) return refuse('Name is required.');
  const type = textIn(payload, 'type');
  if (!(type in SOLUTION_TYPES)) return refuse('Management IT Solution is required.');
  const customName = textIn(payload, 'customName');
  if (type === 'Custom' && !customName) return refuse('Custom Solution Name is required.');
  const members = {
    name: textIn(payload, 'name'),
    managementItSolutionType: type,
    managementSolutionName: customName || null,
    globalLoginFlag: payload.oneLogin === true,
    globalLoginUsername: textIn(payload, 'username') || null,
    ...typedPassword(payload, 'globalLoginPassword'),
  };
  return storeForm(managementItSolutions, { members, before }, context);
});

/** Refused while it has entries. */
export const deleteManagementITSolution: Action = writing((payload, { state }) => {
  const id = idIn(payload, 'recID');
  if (state.tables.managementSummaryReports.where('managementSolution/id', id).length > 0)
    return refuse('The record is in use and cannot be deleted.');
  return state.tables.managementItSolutions.remove(id) ? done({}) : refuse('The record was not found.');
});
