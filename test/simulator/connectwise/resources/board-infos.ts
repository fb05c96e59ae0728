import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';
import { SORTS } from './shared-choices.ts';

/** Boards for weak roles: no right is needed (docs/reference/connectwise-rest.md#tickets). */
export const boardInfos: Resource = {
  path: '/service/info/boards',
  table: 'boards',
  type: 'BoardInfo',
  name: 'boardInfo',
  right: undefined,
  required: [],
  frozen: true,
  members: {
    ...schema.longTexts('name', 'billTime', 'billExpense', 'billProduct'),
    ...schema.choices({ problemSort: SORTS, internalAnalysisSort: SORTS, resolutionSort: SORTS, allSort: SORTS }),
    ...schema.flags(
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
    location: schema.reference('locations', 'Location'),
    department: schema.reference('departments', 'Department', ['identifier', 'name']),
  },
};

/**
 * `/service/info/boards/active`: a list without inactive boards, and nothing below it
 * (docs/reference/connectwise-rest.md#tickets).
 */
export const activeBoardInfos: Resource = { ...boardInfos, shows: (row) => row.inactiveFlag !== true };
