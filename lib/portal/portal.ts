import type { SourceKind } from '../domain/portal-facts.ts';
import { ok, type Result } from '../shared/result.ts';
import type { PortalPort } from '../sync/ports.ts';
import { type PortalConfig, type PortalDeps, readPortalInput } from './config.ts';
import { createEfsPortal } from './efs-portal/efs-portal.ts';
import { createX360Recover } from './x360recover/x360recover.ts';

const ADAPTERS: Record<SourceKind, (config: PortalConfig, deps: PortalDeps) => PortalPort> = {
  'efs-portal': createEfsPortal,
  x360recover: createX360Recover,
};

/** The adapter for a source. `config` is what `readPortalInput` answered. */
export function createPortal(config: PortalConfig, deps: PortalDeps): PortalPort {
  return ADAPTERS[config.kind](config, deps);
}

/** Proves address and key, and counts the customers; answers what to store (with the key) apart from what to show. */
export async function testPortal(
  input: PortalConfig,
  deps: PortalDeps,
): Promise<Result<{ tested: { name: string; customers: number; cleaned: string[] }; config: PortalConfig }>> {
  const read = readPortalInput(input);
  if (!read.ok) return read;
  const { config, cleaned } = read.value;
  const portal = createPortal(config, deps);
  const tested = await portal.test();
  if (!tested.ok) return tested;
  const found = await portal.customers();
  if (!found.ok) return found;
  return ok({ config, tested: { name: tested.value.name, customers: found.value.customers.length, cleaned } });
}
