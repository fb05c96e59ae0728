/**
 * Which ConnectWise and which portal stored state belongs to: ids of records and of customers mean nothing elsewhere.
 * Links, work, incidents, positions and cached answers are kept under it, so that two never share any.
 */
export interface ConnectionPair {
  /** Host and company id, lower case, e.g. `na.myconnectwise.net/acme`; '' while none is connected. */
  tenant: string;
  /** Adapter and host, e.g. `x360recover axapi.axcient.com`; '' while none is connected. */
  portal: string;
}

/** Of a store that no engine has bound to a connection. */
export const NO_CONNECTION: Readonly<ConnectionPair> = { tenant: '', portal: '' };

export function isSamePair(one: ConnectionPair, other: ConnectionPair): boolean {
  return one.tenant === other.tenant && one.portal === other.portal;
}

/** Returns the name of one ConnectWise. @param site host of the web client */
export function tenantOf(site: string, companyId: string): string {
  return `${site}/${companyId}`.toLowerCase();
}

/**
 * Whether a tenant is a sandbox, by the hosts that ConnectWise names for them (docs/reference/connectwise-rest.md#hosts).
 * A partner may have a name of its own, which says nothing.
 */
export function isSandbox(tenant: string): boolean {
  const [host = ''] = tenant.split('/');
  return /^(api-)?(sandbox-[a-z]+\.myconnectwise\.net|staging\.connectwisedev\.com)(:\d+)?$/.test(host);
}
