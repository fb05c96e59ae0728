import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../lib/settings/policy.ts';
import { readProvisioned, wholeConnectWise, wholePortal } from '../../../lib/settings/policy-connection.ts';
import { silentLog } from '../../../lib/shared/log.ts';

const FOLDER = new URL('../../../docs/rollout/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => !name.endsWith('.md'));

/** The policies in a file, as the browser hands them over. */
function policiesIn(name: string): unknown[] {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  if (name.endsWith('.reg')) return registryPolicies(text);
  if (name.endsWith('.mobileconfig')) return profilePolicies(text);
  const file = JSON.parse(text);
  return Object.values(file['3rdparty']?.extensions ?? file.policies['3rdparty'].Extensions);
}

function registryPolicies(text: string): unknown[] {
  return text
    .split(/^\[/m)
    .slice(1)
    .map((key) => {
      const values = [...key.matchAll(/^"(\w+)"="(.*)"$/gm)];
      return Object.fromEntries(values.map(([, value, data = '']) => [value, data.replace(/\\(["\\])/g, '$1')]));
    });
}

/** The payloads of a profile, without the members that are of the profile. */
function profilePolicies(text: string): unknown[] {
  const tokens = [...text.slice(text.indexOf('<dict>')).matchAll(/<(\/?)(\w+)(\/?)>([^<]*)/g)];
  let at = 0;
  const read = (): unknown => {
    const [, , tag, , content = ''] = tokens[at++] ?? [];
    if (tag === 'true' || tag === 'false') return tag === 'true';
    if (tag === 'dict' || tag === 'array') {
      const items: unknown[] = [];
      while (tokens[at]?.[1] !== '/') items.push(read());
      at += 1;
      if (tag === 'array') return items;
      const pairs = items.flatMap((item, nth) => (nth % 2 === 0 ? [[String(item), items[nth + 1]] as const] : []));
      return Object.fromEntries(pairs);
    }
    at += 1;
    return tag === 'integer' ? Number(content) : content;
  };
  const { PayloadContent } = read() as { PayloadContent: Record<string, unknown>[] };
  return PayloadContent.map((payload) =>
    Object.fromEntries(Object.entries(payload).filter(([name]) => !name.startsWith('Payload'))),
  );
}

describe('a roll-out file', () => {
  it('is there for Chrome, Edge, Firefox, Windows and macOS, each for viewers and for the syncer', () => {
    expect(FILES.length).toBe(8);
    for (const kind of ['viewer', 'syncer']) expect(FILES.filter((name) => name.includes(kind)).length).toBe(4);
  });

  it.each(FILES)('%s is a valid policy, with nothing left out and both connections whole', (name) => {
    const policies = policiesIn(name);
    expect(policies.length).toBe(name.endsWith('.reg') ? 2 : 1);
    for (const managed of policies) {
      const policy = readPolicy(managed, silentLog);
      expect(policy.leftOut).toBeUndefined();
      expect(policy.role).toBe(name.includes('viewer') ? 'viewer' : 'syncer');
      expect(policy.settings).toMatchObject({ 'tickets.board': { id: 1, name: 'Backup' } });
      const held = readProvisioned(managed);
      expect([wholeConnectWise(held), wholePortal(held)]).not.toContain(undefined);
    }
  });
});
