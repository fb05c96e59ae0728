import type { SourceKind } from '../domain/portal-facts.ts';
import { createRequestGuard, originOf } from '../shared/request-guard.ts';
import { type OnResult, ok, type Result } from '../shared/result.ts';
import type { PortalPort } from '../sync/ports.ts';
import { type PortalConfig, type PortalDeps, readPortalInput } from './config.ts';
import { createEfsPortal } from './efs-portal/efs-portal.ts';
import { createFilePortal } from './file/file-portal.ts';
import { createX360Billing } from './x360billing/x360billing.ts';
import { createX360Recover } from './x360recover/x360recover.ts';

const ADAPTERS: Record<SourceKind, (config: PortalConfig, deps: PortalDeps) => PortalPort> = {
  'efs-portal': createEfsPortal,
  x360recover: (config, deps) => ({
    ...createX360Recover(config, deps),
    billedUsage: createX360Billing(config, deps).usage,
  }),
  file: createFilePortal,
};

/**
 * Returns the adapter for a source. `config` is what `readPortalInput` answered.
 * @param onResult passes the result of each call of the port
 */
export function createPortal(config: PortalConfig, deps: PortalDeps, onResult?: OnResult): PortalPort {
  const port = ADAPTERS[config.kind](config, deps);
  if (!onResult) return port;
  const hooked =
    <Input extends unknown[], T>(call: (...input: Input) => Promise<Result<T>>) =>
    async (...input: Input): Promise<Result<T>> =>
      onResult(await call(...input));
  return {
    kind: port.kind,
    source: port.source,
    ...(port.hasEfsIds !== undefined && { hasEfsIds: port.hasEfsIds }),
    test: hooked(port.test),
    customers: hooked(port.customers),
    customer: hooked(port.customer),
    events: hooked(port.events),
    ...(port.jobResults && { jobResults: hooked(port.jobResults) }),
    // Not hooked: a key without the permission Billing is no failure of the portal's connection.
    ...(port.billedUsage && { billedUsage: port.billedUsage }),
  };
}

/** Proves address and key, and counts the customers; answers what to store (with the key) apart from what to show. */
export async function testPortal(
  input: PortalConfig,
  { mayCall, ...deps }: PortalDeps & { mayCall?: (hostname: string) => Promise<boolean> },
): Promise<Result<{ tested: { name: string; customers: number; cleaned: string[] }; config: PortalConfig }>> {
  const read = readPortalInput(input);
  if (!read.ok) return read;
  const { config, cleaned } = read.value;
  const guard = mayCall && createRequestGuard({ origins: [originOf(config.baseUrl)], mayCall });
  const portal = createPortal(config, { ...deps, ...(guard && { guard }) });
  const tested = await portal.test();
  if (!tested.ok) return tested;
  const found = await portal.customers();
  if (!found.ok) return found;
  return ok({ config, tested: { name: tested.value.name, customers: found.value.customers.length, cleaned } });
}
