import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { CONNECTWISE_KEYS, EFS_PORTAL_KEYS } from '../../support/story/connected-browser.ts';

const BUILT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '.output', 'chrome-mv3');
/** Where Chromium of Debian looks for what administrators lay down; other builds look elsewhere. */
const POLICIES = '/etc/chromium/policies/managed';

/** Both connections whole, with their keys. */
export const CONNECTED = {
  connectWise: CONNECTWISE_KEYS,
  portal: { kind: 'efs-portal', baseUrl: EFS_PORTAL_KEYS.address, key: EFS_PORTAL_KEYS.key },
  managementSolution: 'eFolder',
};
/** What no page may hold. */
export const KEYS = [CONNECTWISE_KEYS.privateKey, CONNECTWISE_KEYS.clientId, EFS_PORTAL_KEYS.key];

/** A copy of the built extension that an administrator's policy is laid down for. */
export interface Governed {
  /** Its folder. A copy has an id of its own: no other browser that runs meanwhile is under this policy. */
  extension: string;
  extensionId: string;
  /** Lays down another policy; running browsers take it over within seconds. */
  change(policy: object): void;
  /** Takes the policy away. */
  lift(): void;
  /** Takes the policy and the copy away. */
  remove(): void;
}

/** Copies the extension and lays down a policy for the copy. Answers why where this machine does not allow it. */
export function govern(policy: object): Governed | string {
  const extension = mkdtempSync(join(tmpdir(), 'backup-bridge-policy-'));
  cpSync(BUILT, extension, { recursive: true });
  const extensionId = idOfPath(extension);
  const made = foldersMissing(POLICIES);
  const file = join(POLICIES, `${extensionId}.json`);
  const change = (next: object) => {
    mkdirSync(POLICIES, { recursive: true });
    writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [extensionId]: next } } }));
  };
  const lift = () => {
    rmSync(file, { force: true });
    for (const folder of made) removeEmpty(folder);
  };
  const remove = () => {
    lift();
    rmSync(extension, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    change(policy);
  } catch (error) {
    remove();
    return `No policy can be laid down at ${POLICIES}: ${error instanceof Error ? error.message : error}`;
  }
  // A run that is broken off must not leave a browser under policy.
  process.once('exit', remove);
  return { extension, extensionId, change, lift, remove };
}

/** Which keys of the policy a page holds: in the markup of its frames and their closed roots, or as the value of a field. */
export async function keysIn(page: Page): Promise<string[]> {
  const texts = await Promise.all(page.frames().map((frame) => frame.evaluate(everythingIn)));
  const text = texts.join('\n');
  return KEYS.filter((key) => text.includes(key));
}

/** Runs in a frame. */
function everythingIn(): string {
  const read = (root: Document | ShadowRoot): string[] => {
    const elements = [...root.querySelectorAll('*')];
    const values = elements.map((element) => (element as HTMLInputElement).value ?? '');
    const inside = elements.flatMap(({ shadowRoot }) => (shadowRoot ? read(shadowRoot) : []));
    return [root instanceof Document ? root.documentElement.outerHTML : root.innerHTML, ...values, ...inside];
  };
  return read(document).join('\n');
}

/** The folders of a path that are not there yet, innermost first: what goes again with the policy. */
function foldersMissing(path: string): string[] {
  return existsSync(path) ? [] : [path, ...foldersMissing(dirname(path))];
}

/** Another test may have its policy there. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not empty, or gone already.
  }
}

/** Chromium derives the id of an unpacked extension from its path. */
function idOfPath(path: string): string {
  const digits = createHash('sha256').update(path).digest('hex').slice(0, 32);
  return [...digits].map((digit) => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16))).join('');
}
