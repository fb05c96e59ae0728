import type { Resource } from '../resource.ts';
import * as schema from '../schema.ts';

export const crossReferences: Resource = {
  path: '/company/managedDevicesIntegrations/{parentId}/crossReferences',
  table: 'crossReferences',
  type: 'ManagedDevicesIntegrationCrossReference',
  name: 'crossReference',
  right: 'Table Setup',
  parent: { table: 'managedDevicesIntegrations', column: 'managedDevicesIntegration/id' },
  required: [],
  readOnly: ['managedDevicesIntegration'],
  plainStatus: true,
  members: {
    ...schema.texts({ vendorType: 255, vendorLevel: 255 }),
    ...schema.flags('inactiveFlag'),
    managedDevicesIntegration: schema.reference('managedDevicesIntegrations', 'Managed Devices Integration'),
    agreementType: schema.reference('agreementTypes', 'Agreement Type'),
    product: schema.reference('catalog', 'Product', ['identifier', 'serializedFlag']),
    configurationType: schema.reference('configurationTypes', 'Configuration Type'),
  },
};
