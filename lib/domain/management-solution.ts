import type { ManagedDevicesIntegration, ManagementSolution } from './connectwise-records.ts';

/** The management solution that settings name, by the name people see or the one that the vendor sends. */
export function findSolution(solutions: readonly ManagementSolution[], name: string): ManagementSolution | undefined {
  if (!name) return undefined;
  return (
    solutions.find((solution) => solution.name === name) ??
    solutions.find((solution) => solution.managementSolutionName === name)
  );
}

/**
 * Returns whether an integration serves the solution that settings name: it is found by the solution name that the vendor sends
 * (docs/reference/connectwise-rest.md#managed-devices-integration).
 */
export function isOurIntegration(
  name: string,
  solutions: readonly ManagementSolution[],
): (integration: Pick<ManagedDevicesIntegration, 'solution'>) => boolean {
  const solution = findSolution(solutions, name);
  const names = [name, solution?.name, solution?.managementSolutionName];
  return (integration) => names.includes(integration.solution);
}
