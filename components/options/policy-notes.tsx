import type { Policy } from '../../lib/domain/policy.ts';
import { send } from '../../lib/messages/send.ts';
import { Notice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';
import { POLICY_TEXTS as TEXTS } from './texts/policy.ts';

/** What an administrator laid down; undefined: not answered yet. */
export function usePolicy(visible: boolean): Policy | undefined {
  return useRequest(() => send('policy.view', {}), { when: visible }).value;
}

/** Which tenants and portals may be connected; nothing where any may. */
export function AllowedConnections({ visible }: { visible: boolean }) {
  const { allowedTenants, allowedPortals } = usePolicy(visible) ?? {};
  return (
    <>
      {allowedTenants && <Notice tone="info">{TEXTS.tenants(allowedTenants)}</Notice>}
      {allowedPortals && <Notice tone="info">{TEXTS.portals(allowedPortals)}</Notice>}
    </>
  );
}

/** Properties of the field of a limit: how high it may be, and who said so. */
export function limitBounds(most: number | undefined, max: number): { max: number; hint?: string } {
  return most === undefined ? { max } : { max: Math.min(most, max), hint: TEXTS.limit(most) };
}
