import { flags, type Resource, reference, texts } from '../resource.ts';

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
    ...texts({ vendorType: 255, vendorLevel: 255 }),
    ...flags('inactiveFlag'),
    managedDevicesIntegration: reference('managedDevicesIntegrations', 'Managed Devices Integration'),
    agreementType: reference('agreementTypes', 'Agreement Type'),
    product: reference('catalog', 'Product', ['identifier', 'serializedFlag']),
    configurationType: reference('configurationTypes', 'Configuration Type'),
  },
};
