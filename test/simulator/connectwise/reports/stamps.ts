import { SITE_ZONE, timeInSite } from '../system-info.ts';
import type { Row } from '../table.ts';

/** When a record was changed last, in the server's zone, and by whom (docs/reference/connectwise-rest.md#reports). */
export const CHANGED = {
  Last_Update: (row: Row) => timeOf(row) && `${timeInSite(Date.parse(timeOf(row) ?? ''))}Z`,
  Time_Zone: () => SITE_ZONE.windows,
  Updated_By: (row: Row) => row._info?.updatedBy,
};

/** The moment of REST's `_info.lastUpdated`, for the reports that name it. */
export const CHANGED_UTC = { Last_Update_UTC: timeOf };

function timeOf(row: Row): string | undefined {
  return row._info?.lastUpdated;
}
