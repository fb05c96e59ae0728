import * as z from 'zod/mini';
import type { FixedConnectWise, FixedPortal, Policy } from '../domain/policy.ts';
import { safeParse } from '../shared/safe-parse.ts';
import { isRecord } from './is-record.ts';
import { asGroup, nameOf } from './read-setting.ts';

/** The parts of connections that a policy holds, keys included, without blanks around them. Never leaves the worker. */
export interface Provisioned {
  connectWise: Partial<Record<(typeof CONNECTWISE)[number], string>>;
  portal: Partial<Record<(typeof PORTAL)[number], string>>;
}

type LeaveOut = (name: string, value: unknown, nextStep: string) => void;

/** Members of `connectWise`; the keys are never shown. */
export const CONNECTWISE = ['siteUrl', 'companyId', 'publicKey', 'privateKey', 'clientId'] as const;
/** Members of `portal`. */
export const PORTAL = ['kind', 'baseUrl', 'key'] as const;

const text = z.string().check(z.maxLength(500), z.regex(/\S/));
const kindSchema = z.enum(['efs-portal', 'x360recover', 'file']);

/** Reads the parts of the connection to ConnectWise that are fixed. What a key is stays out of it. */
export function readFixedConnectWise(value: unknown, policy: Policy, leaveOut: LeaveOut): void {
  const members = asGroup(value);
  if (!members) {
    leaveOut('connectWise', undefined, `Set connectWise to a group of ${CONNECTWISE.join(', ')}.`);
    return;
  }
  const fixed: FixedConnectWise = { keys: [] };
  for (const [name, member] of Object.entries(members)) {
    const known = CONNECTWISE.find((one) => one === name);
    const path = nameOf(`connectWise.${name}`);
    if (!known) leaveOut(path, undefined, `Remove ${path}: a connection has no such member.`);
    else if (!isText(member)) leaveOut(path, undefined, `Set ${path} to a text of at most 500 characters.`);
    else if (known === 'privateKey' || known === 'clientId') fixed.keys.push(known);
    else fixed[known] = member.trim();
  }
  policy.connectWise = fixed;
}

/** Reads the parts of the connection to the portal that are fixed. */
export function readFixedPortal(value: unknown, policy: Policy, leaveOut: LeaveOut): void {
  const members = asGroup(value);
  if (!members) {
    leaveOut('portal', undefined, `Set portal to a group of ${PORTAL.join(', ')}.`);
    return;
  }
  const fixed: FixedPortal = { keys: [] };
  for (const [name, member] of Object.entries(members)) {
    const path = nameOf(`portal.${name}`);
    if (name === 'kind') {
      const kind = safeParse(kindSchema, member);
      if (kind.success) fixed.kind = kind.data;
      else leaveOut(path, member, 'Set portal.kind to one of efs-portal, x360recover, file.');
    } else if (name === 'baseUrl') {
      // Blank: the adapter's own address.
      if (member === '' || isText(member)) fixed.baseUrl = member.trim();
      else leaveOut(path, undefined, 'Set portal.baseUrl to an address with https, or leave it out.');
    } else if (name === 'key') {
      if (isText(member)) fixed.keys.push('key');
      else leaveOut(path, undefined, 'Set portal.key to a text of at most 500 characters.');
    } else leaveOut(path, undefined, `Remove ${path}: a connection has no such member.`);
  }
  policy.portal = fixed;
}

/** Returns the parts of connections that a policy holds, with the keys. */
export function readProvisioned(managed: unknown): Provisioned {
  const group = isRecord(managed) ? managed : {};
  return {
    connectWise: textsOf(CONNECTWISE, group.connectWise),
    portal: textsOf(PORTAL, group.portal),
  };
}

function textsOf<Name extends string>(names: readonly Name[], group: unknown): Partial<Record<Name, string>> {
  const members = new Map(Object.entries(asGroup(group) ?? {}));
  const texts = names.flatMap((name) => {
    const member = members.get(name);
    return isText(member) ? [[name, member.trim()] as const] : [];
  });
  return Object.fromEntries(texts) as Partial<Record<Name, string>>;
}

/** Returns the connection to ConnectWise; undefined where a member is the user's to complete. */
export function wholeConnectWise({ connectWise }: Provisioned) {
  const { siteUrl, companyId, publicKey, privateKey, clientId } = connectWise;
  const isWhole = siteUrl && companyId && publicKey && privateKey && clientId;
  return isWhole ? { siteUrl, companyId, publicKey, privateKey, clientId } : undefined;
}

/** Returns the connection to the portal; undefined where it is a file, or a member is the user's to complete. */
export function wholePortal({ portal: { kind, baseUrl = '', key } }: Provisioned) {
  const known = safeParse(kindSchema, kind);
  if (!known.success || known.data === 'file' || !key) return undefined;
  return { kind: known.data, baseUrl, key };
}

/** Returns every key in a policy. */
export function secretsIn(managed: unknown): string[] {
  const { connectWise, portal } = readProvisioned(managed);
  return [connectWise.privateKey, connectWise.clientId, portal.key].filter((key) => key !== undefined);
}

function isText(value: unknown): value is string {
  return safeParse(text, value).success;
}
