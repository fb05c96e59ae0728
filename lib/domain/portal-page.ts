/** Hosts of the vendors' own portals, with what is below them (docs/reference/portals.md#pages). */
const VENDOR_HOSTS: readonly string[] = ['axcient.net', 'axcient.com', 'efolder.net', 'efolder.com'];
const LONGEST = 500;

/**
 * Returns the address of an account's page in the portal, or undefined for one that is not shown as a link: an answer may name any
 * address, and a user who follows it from a ticket expects the vendor's portal or the one that is connected.
 * @param address as the portal gives it
 * @param portalAddress of the connected portal
 */
export function portalPage(address: string | null | undefined, portalAddress: string): string | undefined {
  if (!address || address.length > LONGEST || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.username || url.password) return undefined;
  const isVendors = VENDOR_HOSTS.some((host) => url.host === host || url.host.endsWith(`.${host}`));
  const isConnected = URL.canParse(portalAddress) && new URL(portalAddress).host === url.host;
  return (isVendors || isConnected) && url.href.length <= LONGEST ? url.href : undefined;
}
