import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { POLICY_MEMBERS, readPolicy } from '../../../lib/settings/policy.ts';
import { readProvisioned, wholeConnectWise, wholePortal } from '../../../lib/settings/policy-connection.ts';
import { silentLog } from '../../../lib/shared/log.ts';

const FOLDER = new URL('../../../docs/rollout/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => /\.(json|reg|mobileconfig)$/.test(name));
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');

/** The policies in a file, as the browser hands them over. */
function policiesIn(name: string): unknown[] {
  const text = read(name);
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
  return PayloadContent.flatMap((payload) => {
    const firefox = payload['3rdparty'] as { Extensions: Record<string, unknown> } | undefined;
    if (firefox) return payload.EnterprisePoliciesEnabled === true ? Object.values(firefox.Extensions) : [];
    return [Object.fromEntries(Object.entries(payload).filter(([name]) => !name.startsWith('Payload')))];
  });
}

/** Where a browser on Windows looks for what is laid down for the extension. */
const WINDOWS_KEYS = [
  'Software\\Policies\\Google\\Chrome\\3rdparty\\extensions\\EXTENSION-ID\\policy',
  'Software\\Policies\\Microsoft\\Edge\\3rdparty\\extensions\\EXTENSION-ID\\policy',
  'Software\\Policies\\Mozilla\\Firefox\\3rdparty\\Extensions\\backup-bridge@backup-bridge.example',
];

/** Every capture of a pattern in a text, sorted, each once. */
function all(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))].sort();
}

describe('a roll-out file', () => {
  it('is there for Chrome, Edge, Firefox, Windows and macOS, each for viewers and for the syncer', () => {
    expect(FILES.length).toBe(8);
    for (const kind of ['viewer', 'syncer']) expect(FILES.filter((name) => name.includes(kind)).length).toBe(4);
  });

  it.each(FILES)('%s is a valid policy, with nothing left out and both connections whole', (name) => {
    const policies = policiesIn(name);
    expect(policies.length).toBe(name.endsWith('.json') ? 1 : 3);
    for (const managed of policies) {
      const policy = readPolicy(managed, silentLog);
      expect(policy.leftOut).toBeUndefined();
      expect(policy.role).toBe(name.includes('viewer') ? 'viewer' : 'syncer');
      expect(policy.settings).toMatchObject({ 'tickets.board': { id: 1, name: 'Backup' } });
      const held = readProvisioned(managed);
      expect([wholeConnectWise(held), wholePortal(held)]).not.toContain(undefined);
    }
  });

  it.each(FILES.filter((name) => name.endsWith('.reg')))('%s has the keys of Chrome, Edge and Firefox', (name) => {
    const keys = all(read(name), /^\[HKEY_LOCAL_MACHINE\\(.*)\]$/gm).map((key) => key.replace('SOFTWARE', 'Software'));
    expect(keys).toEqual(WINDOWS_KEYS);
  });

  it.each(FILES.filter((name) => name.endsWith('.mobileconfig')))(
    '%s has the payloads of all three browsers',
    (name) => {
      expect(all(read(name), /<string>((?:com|org)\..*)<\/string>/g)).toEqual([
        'com.google.chrome.extensions.EXTENSION-ID',
        'com.microsoft.Edge.extensions.EXTENSION-ID',
        'org.mozilla.firefox',
      ]);
      const ids = [...read(name).matchAll(/<string>([0-9a-f-]{36})<\/string>/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBe(4);
    },
  );
});

describe('the template for group policies', () => {
  const [admx, adml] = [read('backup-bridge.admx'), read('backup-bridge.adml')];
  const policies = [
    ...admx.matchAll(/<policy name="(\w+?)_(\w+)"[^>]*?key="([^"]*)"(?: valueName="(\w+)")?>(.*?)<\/policy>/gs),
  ];

  it('has every member of a policy once for each browser, at the key and value that the browser reads', () => {
    for (const [nth, browser] of ['Chrome', 'Edge', 'Firefox'].entries()) {
      const own = policies.filter(([, name]) => name === browser);
      expect(own.map(([, , member]) => member).sort()).toEqual([...POLICY_MEMBERS].sort());
      for (const [, , member, key, switched, inside = ''] of own) {
        expect(key).toBe(WINDOWS_KEYS[nth]);
        expect([switched, ...all(inside, /valueName="(\w+)"/g)]).toContain(member);
      }
    }
    expect(policies.length).toBe(3 * POLICY_MEMBERS.length);
  });

  it('has its texts and fields in the language file, and no more there', () => {
    expect(all(adml, /<string id="(\w+)"/g)).toEqual(all(admx, /\$\(string\.(\w+)\)/g));
    expect(all(adml, /<presentation id="(\w+)"/g)).toEqual(all(admx, /\$\(presentation\.(\w+)\)/g));
    expect(all(adml, /refId="(\w+)"/g)).toEqual(all(admx, /<(?:text|decimal) id="(\w+)"/g));
  });
});
