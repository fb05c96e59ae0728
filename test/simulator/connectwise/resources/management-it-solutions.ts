import type { FieldError } from '../errors.ts';
import type { Draft, Resource } from '../resource.ts';
import * as schema from '../schema.ts';
import { missing } from '../values.ts';

export const managementItSolutions: Resource = {
  path: '/company/managementItSolutions',
  table: 'managementItSolutions',
  type: 'ManagementItSolution',
  name: 'managementItSolution',
  right: 'Table Setup',
  required: ['managementItSolutionType', 'name'],
  members: {
    ...schema.texts({
      name: 30,
      managementSolutionName: 30,
      managementServerUrl: 200,
      webserviceOverrideUrl: 200,
      portalOverrideLoginUrl: 200,
      globalLoginUsername: 50,
      nAbleUsername: 50,
      continuumApiUsername: 100,
      levelApiUsername: 100,
      levelVarDomain: 100,
    }),
    ...schema.choices({ managementItSolutionType: ['LevelPlatforms', 'NAble', 'Continuum', 'Custom'] }),
    globalLoginPassword: { type: 'string', max: 50, writeOnly: true },
    nAblePassword: { type: 'string', max: 50, writeOnly: true },
    continuumApiPassword: { type: 'string', max: 100, writeOnly: true },
    levelApiPassword: { type: 'string', max: 100, writeOnly: true },
    ...schema.flags(
      'globalLoginFlag',
      'usingSslFlag',
      'overrideWebServiceLocationFlag',
      'overrideLoginLocationFlag',
      'noDisplayFlag',
    ),
  },
  unique: 'name',
  usedBy: ({ id }, { tables }) =>
    tables.managementSummaryReports.where('managementSolution/id', id).length > 0 ? 'companies' : undefined,
  settle: requireCustomName,
};

/**
 * The custom solution name belongs to type Custom (docs/reference/connectwise-rest.md#management-solutions); that
 * Custom needs one is INFERRED (docs/reference/setup-guides.md#step-4).
 */
function requireCustomName({ row }: Draft): FieldError[] {
  const nameless = row.managementItSolutionType === 'Custom' && !row.managementSolutionName;
  return nameless ? [missing('managementItSolution', 'managementSolutionName')] : [];
}
