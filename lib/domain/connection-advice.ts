/** Fields of the form that connects ConnectWise. */
export type ConnectWiseField = 'siteUrl' | 'companyId' | 'publicKey' | 'privateKey' | 'clientId';

/** Fields of the form that connects a portal. */
export type PortalField = 'baseUrl' | 'key';

/**
 * What looks wrong in a field before anything is sent.
 * `http`: no https. `path`: more than a host. `api-host`: the address of the API in place of the site. `region`: the short name of a
 * cloud. `no-host`: no address at all. `address`: an address in another field. `joined`: several values in one, as in the user name of
 * Basic authentication. `client-id`: a client ID in another field. `guid-form`: a client ID without its dashes. `no-guid`: no client ID.
 * `same-keys`: one key twice. `path-missing`: the vendor's host without the path of its API. `web-address`: the vendor's web pages in
 * place of its API.
 */
export type AdviceKind =
  | 'http'
  | 'path'
  | 'api-host'
  | 'region'
  | 'no-host'
  | 'address'
  | 'joined'
  | 'client-id'
  | 'guid-form'
  | 'no-guid'
  | 'same-keys'
  | 'path-missing'
  | 'web-address';

/** What looks wrong in one field, and what the fields should hold instead. */
export interface Advice<Field extends string> {
  field: Field;
  kind: AdviceKind;
  /** The values of a correction; absent: only the user knows them. */
  to?: Partial<Record<Field, string>>;
}

type Typed = Readonly<Record<ConnectWiseField, string>>;
type TypedPortal = Readonly<Record<PortalField, string>>;

/** Clouds by the name before `.myconnectwise.net` (docs/reference/connectwise-rest.md#hosts). */
const REGIONS: ReadonlySet<string> = new Set(['na', 'eu', 'au', 'aus', 'za']);
const CLOUD = /(^|\.)(myconnectwise\.net|connectwisedev\.com)$/;
const HOST = /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Axcient's public API (docs/reference/portals.md#access). */
export const X360_ADDRESS = 'https://axapi.axcient.com/x360recover';

/** Returns what looks wrong in each field, at most one advice a field. Blanks are expected to be gone. Pure. */
export function adviseConnectWise(typed: Typed): Advice<ConnectWiseField>[] {
  const found = [
    siteAdvice(typed.siteUrl),
    addressAdvice(typed.companyId) ?? misplacedClientId('companyId', typed) ?? joinedAdvice('companyId', typed),
    misplacedClientId('publicKey', typed) ?? joinedAdvice('publicKey', typed),
    misplacedClientId('privateKey', typed) ?? joinedAdvice('privateKey', typed) ?? sameKeys(typed),
    clientIdAdvice(typed),
  ];
  return found.filter((advice) => advice !== undefined);
}

/** Returns what looks wrong in the fields of an x360Recover or EFS portal. Pure. */
export function advisePortal(kind: 'x360recover' | 'efs-portal', typed: TypedPortal): Advice<PortalField>[] {
  const found = [portalAddressAdvice(kind, typed.baseUrl), keyAdvice(typed)];
  return found.filter((advice) => advice !== undefined);
}

function siteAdvice(text: string): Advice<ConnectWiseField> | undefined {
  if (text === '') return undefined;
  if (REGIONS.has(text.toLowerCase()))
    return { field: 'siteUrl', kind: 'region', to: { siteUrl: `${text.toLowerCase()}.myconnectwise.net` } };
  const url = addressIn(text);
  if (!url) return { field: 'siteUrl', kind: 'no-host' };
  const isApi = CLOUD.test(url.hostname) && url.hostname.startsWith('api-');
  const siteUrl = isApi ? url.host.slice('api-'.length) : url.host;
  if (url.protocol === 'http:') return { field: 'siteUrl', kind: 'http', to: { siteUrl } };
  if (isApi) return { field: 'siteUrl', kind: 'api-host', to: { siteUrl } };
  return hasMore(url) ? { field: 'siteUrl', kind: 'path', to: { siteUrl } } : undefined;
}

/** An address copied from the browser names the company in its query. */
function addressAdvice(text: string): Advice<ConnectWiseField> | undefined {
  const isAddress = text.includes('://') || CLOUD.test(text.split('/')[0] ?? '');
  const url = isAddress ? addressIn(text) : undefined;
  if (!url) return undefined;
  const named = [...url.searchParams].find(([name]) => /^company(name|id)?$/i.test(name))?.[1] ?? '';
  return { field: 'companyId', kind: 'address', to: { siteUrl: url.host, companyId: named } };
}

/** `company+public:private`, whole or in part, is how scripts and other programs keep these keys. */
function joinedAdvice(
  field: 'companyId' | 'publicKey' | 'privateKey',
  typed: Typed,
): Advice<ConnectWiseField> | undefined {
  const text = typed[field];
  const [, companyId, rest = ''] = /^([^+:]+)\+(.*)$/.exec(text) ?? [undefined, undefined, text];
  const [first = '', second = '', ...more] = rest.split(':');
  if (companyId === undefined && second === '') return undefined;
  if (more.length > 0 || first.includes('+') || second.includes('+')) return { field, kind: 'joined' };
  const to = {
    ...(field !== 'companyId' && { [field]: '' }),
    ...(companyId !== undefined && { companyId }),
    ...(first !== '' && { publicKey: first }),
    ...(second !== '' && { privateKey: second }),
  };
  return { field, kind: 'joined', to };
}

function misplacedClientId(
  field: 'companyId' | 'publicKey' | 'privateKey',
  typed: Typed,
): Advice<ConnectWiseField> | undefined {
  if (!GUID.test(typed[field]) || GUID.test(typed.clientId)) return undefined;
  return { field, kind: 'client-id', to: { [field]: typed.clientId, clientId: typed[field] } };
}

function sameKeys({ publicKey, privateKey }: Typed): Advice<ConnectWiseField> | undefined {
  return privateKey !== '' && privateKey === publicKey ? { field: 'privateKey', kind: 'same-keys' } : undefined;
}

function clientIdAdvice({ clientId, ...others }: Typed): Advice<ConnectWiseField> | undefined {
  if (clientId === '' || GUID.test(clientId)) return undefined;
  // Said at the field that holds it.
  if ([others.companyId, others.publicKey, others.privateKey].some((text) => GUID.test(text))) return undefined;
  const digits = clientId.replace(/[{}()-]/g, '');
  if (!/^[0-9a-f]{32}$/i.test(digits)) return { field: 'clientId', kind: 'no-guid' };
  const [, ...groups] = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(digits) ?? [];
  return { field: 'clientId', kind: 'guid-form', to: { clientId: groups.join('-') } };
}

function portalAddressAdvice(kind: 'x360recover' | 'efs-portal', text: string): Advice<PortalField> | undefined {
  if (text === '') return undefined;
  const url = addressIn(text);
  if (!url) return { field: 'baseUrl', kind: 'no-host' };
  const own = new URL(X360_ADDRESS);
  const isAxcients = /(^|\.)axcient\.(com|net)$/.test(url.hostname);
  if (kind === 'x360recover' && isAxcients && url.host !== own.host)
    return { field: 'baseUrl', kind: 'web-address', to: { baseUrl: X360_ADDRESS } };
  // A proxy of Axcient's API may have any path.
  const isBare = kind === 'x360recover' && isAxcients && url.pathname === '/';
  const path = isBare ? own.pathname : url.pathname.replace(/\/$/, '');
  const baseUrl = `https://${url.host}${path}`;
  if (url.protocol === 'http:') return { field: 'baseUrl', kind: 'http', to: { baseUrl } };
  return isBare ? { field: 'baseUrl', kind: 'path-missing', to: { baseUrl } } : undefined;
}

function keyAdvice({ key }: TypedPortal): Advice<PortalField> | undefined {
  if (!/^https?:\/\//i.test(key)) return undefined;
  return { field: 'key', kind: 'address', to: { baseUrl: key, key: '' } };
}

/** The web address in a text, with or without scheme; undefined for other schemes, for user names inside, and for no host. */
function addressIn(text: string): URL | undefined {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  return HOST.test(url.hostname) ? url : undefined;
}

function hasMore({ pathname, search, hash }: URL): boolean {
  return pathname !== '/' || search !== '' || hash !== '';
}
