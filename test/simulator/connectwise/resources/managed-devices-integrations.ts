import type { FieldError } from '../errors.ts';
import type { Draft, Resource } from '../resource.ts';
import * as schema from '../schema.ts';
import { missing } from '../values.ts';

export const managedDevicesIntegrations: Resource = {
  path: '/company/managedDevicesIntegrations',
  table: 'managedDevicesIntegrations',
  type: 'ManagedDevicesIntegration',
  name: 'managedDevicesIntegration',
  right: 'Table Setup',
  required: ['defaultBillingLevel', 'loginBy', 'name', 'solution'],
  readOnly: ['managementItSetupType'],
  members: {
    ...schema.texts({ name: 30, solution: 30, portalUrl: 200, globalLoginUsername: 50 }),
    ...schema.choices({ loginBy: ['Global', 'Member'], defaultBillingLevel: ['Detail', 'Summary'] }),
    globalLoginPassword: { type: 'string', max: 50, writeOnly: true },
    ...schema.longTexts('managementItSetupType'),
    ...schema.flags('matchOnSerialNumberFlag', 'disableNewCrossReferencesFlag', 'configBillCustomerFlag'),
    defaultLocation: schema.reference('locations', 'Location'),
    defaultDepartment: schema.reference('departments', 'Department', ['identifier', 'name']),
    integratorLogin: schema.reference('integratorLogins', 'Integrator Login', ['name=username']),
  },
  info: ['name', 'solution', 'managementItSetupType'],
  unique: 'name',
  // Its cross-references are rows of it, so that they go with it: INFERRED.
  gone: ({ id }, { tables: { crossReferences } }) => {
    for (const row of crossReferences.where('managedDevicesIntegration/id', id)) crossReferences.remove(row.id);
  },
  settle: requireGlobalLogin,
};

/**
 * "globalLoginUsername / globalLoginPassword: required for Global"
 * (docs/reference/connectwise-rest.md#managed-devices-integration) as soon as one of them is given.
 */
function requireGlobalLogin({ row }: Draft): FieldError[] {
  // docs/reference/setup-guides.md#step-5 leaves both blank with Login By Global, so that blank for both must pass.
  if (row.loginBy !== 'Global' || Boolean(row.globalLoginUsername) === Boolean(row.globalLoginPassword)) return [];
  return [
    missing('managedDevicesIntegration', row.globalLoginUsername ? 'globalLoginPassword' : 'globalLoginUsername'),
  ];
}
