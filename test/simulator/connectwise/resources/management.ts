import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

const STATUS = schema.reference('configurationStatuses', 'Configuration Status', ['name=description']);

export const management: Resource = {
  path: '/company/management',
  table: 'management',
  type: 'Management',
  name: 'management',
  right: 'Table Setup',
  without: ['POST', 'DELETE'],
  required: [
    'addedConfigurationStatus',
    'deletedConfigurationStatus',
    'integratorLogin',
    'scheduleExecutiveSummaryReportFlag',
  ],
  members: {
    ...schema.dates('runTime'),
    ...schema.flags('scheduleExecutiveSummaryReportFlag'),
    ...schema.integers(
      'executiveSummaryReportScheduleDay',
      'executiveSummaryReportScheduleHour',
      'executiveSummaryReportScheduleMinute',
    ),
    addedConfigurationStatus: STATUS,
    deletedConfigurationStatus: STATUS,
    integratorLogin: schema.reference('integratorLogins', 'Integrator Login', ['name=username']),
  },
};
