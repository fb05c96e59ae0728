import { formatEfsId } from '../efs-id.ts';
import { EVENT_TYPES, type EventType } from '../portal-facts.ts';
import type { Incident } from './incident.ts';

/** REST: Ticket.externalXRef, at most 100 characters (docs/reference/connectwise-rest.md#tickets). */
const MAX_XREF = 100;
/** Longer texts are not looked into. */
const LONGEST_READ = 2 * MAX_XREF;

/** How every external reference of ours begins: what all open tickets of ours are found by. */
export function xrefPrefix(prefix: string): string {
  return formatEfsId('', prefix);
}

/**
 * The external reference of a problem's ticket: `<EFS id>:<account>:<kind>`, e.g. `EFS-342:356:backup-failed`; `-` for
 * no account. An account id that would make it longer than 100 characters is cut, and ends in `~` and a hash of the whole
 * id, so that any browser gives the same problem the same reference.
 */
export function xrefOf(incident: Pick<Incident, 'customerId' | 'accountId' | 'kind'>, prefix: string): string {
  const [start, end] = [`${formatEfsId(incident.customerId, prefix)}:`, `:${incident.kind}`];
  return `${start}${shortened(incident.accountId || '-', MAX_XREF - start.length - end.length)}${end}`;
}

/** Returns what an external reference of ours names; undefined where the text is none. A shortened account id stays so. */
export function incidentOfXRef(
  text: string,
  prefix: string,
): { customerId: string; accountId: string; kind: EventType } | undefined {
  const start = xrefPrefix(prefix);
  if (text.length > LONGEST_READ) return undefined;
  const [, customerId, account, name] = /^(\d+):(.+):([^:]+)$/.exec(text.slice(start.length)) ?? [];
  const kind = EVENT_TYPES.find((type) => type === name);
  if (!text.startsWith(start) || !customerId || !account || !kind) return undefined;
  return { customerId, accountId: account === '-' ? '' : account, kind };
}

function shortened(account: string, room: number): string {
  if (account.length <= room) return account;
  const hash = hashOf(account);
  return `${account.slice(0, Math.max(0, room - hash.length - 1))}~${hash}`;
}

/** FNV-1a of the UTF-16 units, 64 bits, in base 36: no secret, only as good as never the same for two accounts. */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return hash.toString(36).padStart(13, '0');
}
