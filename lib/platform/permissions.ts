import { browser } from 'wxt/browser';

/** The permission for one host. Match patterns know no port: the permission holds for all of them. */
export function hostPattern(hostname: string): string {
  return `https://${hostname}/*`;
}

/** Whether the browser lets us call this host (given in the manifest, or by the user). */
export async function mayCallHost(hostname: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [hostPattern(hostname)] });
}

/** Asks the user. Only from one of our pages and only inside a click, else the browser refuses. */
export async function askForHost(hostname: string): Promise<boolean> {
  return browser.permissions.request({ origins: [hostPattern(hostname)] });
}

/** Match patterns of the hosts that we may call now, given by the manifest or by the user. */
export async function grantedOrigins(): Promise<string[]> {
  return (await browser.permissions.getAll()).origins ?? [];
}

/** Gives the permission for a host back. Returns whether it is gone: what the manifest asks for cannot be given back. */
export async function giveBackHost(hostname: string): Promise<boolean> {
  try {
    return await browser.permissions.remove({ origins: [hostPattern(hostname)] });
  } catch {
    return false;
  }
}
