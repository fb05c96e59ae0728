import { literalText } from '../../shared/text-values.ts';
import { findSolution } from '../management-solution.ts';
import { createSetupRecord, type SetupPart, type SetupSnapshot, skip, updateSetupRecord } from './setup-fix.ts';

/** The change that creates the integration: cross-references of the same plan refer to it. */
export const CREATE_INTEGRATION = 'setup/managed-devices-integration/create/ours';

/** Plans the management solution: type Custom, the custom name equal to the name (docs/reference/setup-guides.md#step-4). */
export function fixManagementSolution({ solutions, solutionName: name }: SetupSnapshot): SetupPart {
  const label = `Management solution “${literalText(name)}”`;
  const custom = { managementItSolutionType: 'Custom', managementSolutionName: name };
  const found = findSolution(solutions, name);
  if (!found) {
    const reason = 'ConnectWise has no management solution of this name.';
    const change = createSetupRecord('management-solution', 'ours', label, { name, ...custom }, reason);
    return { changes: [change], skipped: [] };
  }
  const login = 'It has a login for all members. Remove it in ConnectWise: no API gives it back.';
  return {
    changes: updateSetupRecord(
      'management-solution',
      found,
      label,
      { ...custom, managementSolutionName: found.name },
      'Its type must be Custom and its custom name the same as its name.',
    ),
    skipped: found.globalLoginFlag ? [skip(label, login)] : [],
  };
}

/** Plans the managed devices integration as the guides set it (docs/reference/setup-guides.md#step-5). */
export function fixIntegration({ integration, solutionName: name }: SetupSnapshot): SetupPart {
  const values = {
    loginBy: 'Global',
    defaultBillingLevel: 'Detail',
    matchOnSerialNumberFlag: true,
    disableNewCrossReferencesFlag: true,
  };
  const label = `Managed devices integration “${literalText(integration?.name ?? name)}”`;
  if (!integration) {
    const reason = 'No integration serves the management solution.';
    const members = { name, solution: name, ...values };
    const change = createSetupRecord('managed-devices-integration', 'ours', label, members, reason);
    return { changes: [change], skipped: [] };
  }
  const reason = 'The integration must have the values of the set-up guide.';
  return { changes: updateSetupRecord('managed-devices-integration', integration, label, values, reason), skipped: [] };
}
