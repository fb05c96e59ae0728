import type {
  CrossReference,
  ManagedDevicesIntegration,
  ManagementSolution,
} from '../../../lib/domain/connectwise-records.ts';

/** As the guides set it up (docs/reference/setup-guides.md#step-4). */
export function managementSolution(members: Partial<ManagementSolution> = {}): ManagementSolution {
  return {
    id: 1,
    name: 'eFolder',
    managementItSolutionType: 'Custom',
    managementSolutionName: 'eFolder',
    globalLoginFlag: false,
    _info: {},
    ...members,
  };
}

/** As the guides set it up (docs/reference/setup-guides.md#step-5). */
export function integration(members: Partial<ManagedDevicesIntegration> = {}): ManagedDevicesIntegration {
  return {
    id: 10,
    name: 'eFolder',
    solution: 'eFolder',
    loginBy: 'Global',
    defaultBillingLevel: 'Detail',
    matchOnSerialNumberFlag: true,
    disableNewCrossReferencesFlag: true,
    _info: {},
    ...members,
  };
}

export function crossReference(members: Partial<CrossReference> = {}): CrossReference {
  return {
    id: 1,
    vendorType: 'Online Storage',
    vendorLevel: 'Select',
    agreementType: null,
    product: null,
    configurationType: null,
    inactiveFlag: false,
    _info: {},
    ...members,
  };
}
