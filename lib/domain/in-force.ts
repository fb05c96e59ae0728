import type { ConnectionPair } from './connection-pair.ts';
import { consentFor } from './consent.ts';
import { type Policy, withPolicy } from './policy.ts';
import type { Settings } from './settings.ts';

/**
 * What a user turned on counts for the connection that it was turned on for; what an administrator's policy turns on or off, for
 * every one. Pure.
 */
export function inForce(stored: Settings, policy: Policy, pair: ConnectionPair): Settings {
  return { ...withPolicy(consentFor(stored, pair), policy), automaticFor: pair };
}
