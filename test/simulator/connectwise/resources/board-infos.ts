import { choices, flags, longTexts, type Resource, reference } from '../resource.ts';

const SORTS = ['Ascending', 'Descending'];

/** Boards for weak roles: no right is needed (cw-api §3.7). */
export const boardInfos: Resource = {
  path: '/service/info/boards',
  table: 'boards',
  type: 'BoardInfo',
  name: 'boardInfo',
  right: undefined,
  required: [],
  frozen: true,
  members: {
    ...longTexts('name', 'billTime', 'billExpense', 'billProduct'),
    ...choices({ problemSort: SORTS, internalAnalysisSort: SORTS, resolutionSort: SORTS, allSort: SORTS }),
    ...flags(
      'projectFlag',
      'inactiveFlag',
      'closedLoopDiscussionsFlag',
      'closedLoopInternalAnalysisFlag',
      'closedLoopResolutionFlag',
      'closedLoopAllFlag',
      'overrideBillingSetupFlag',
      'billTicketsAfterClosedFlag',
      'billUnapprovedTimeExpenseFlag',
    ),
    location: reference('locations', 'Location'),
    department: reference('departments', 'Department', ['identifier', 'name']),
  },
};
