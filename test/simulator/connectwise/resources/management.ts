import { dates, flags, integers, type Resource, reference } from '../resource.ts';

const STATUS = reference('configurationStatuses', 'Configuration Status', ['name=description']);

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
    ...dates('runTime'),
    ...flags('scheduleExecutiveSummaryReportFlag'),
    ...integers(
      'executiveSummaryReportScheduleDay',
      'executiveSummaryReportScheduleHour',
      'executiveSummaryReportScheduleMinute',
    ),
    addedConfigurationStatus: STATUS,
    deletedConfigurationStatus: STATUS,
    integratorLogin: reference('integratorLogins', 'Integrator Login', ['name=username']),
  },
};
