import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../lib/runner/config/read-config.ts';

const ENVIRONMENT = {
  BACKUP_BRIDGE_PRIVATE_KEY: 'private-key-1',
  BACKUP_BRIDGE_CLIENT_ID: 'client-id-1',
  BACKUP_BRIDGE_PORTAL_KEY: 'portal-key-1',
};
const LEAST = {
  connectWise: { siteUrl: 'https://na.myconnectwise.net', companyId: 'acme', publicKey: 'public' },
  portal: { kind: 'efs-portal', baseUrl: 'https://portal.example.com' },
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runner-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(file: unknown, environment: Record<string, string> = ENVIRONMENT) {
  const path = join(folder, 'runner.json');
  writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file));
  return readConfig(path, environment);
}

function secretFile(name: string, mode: number): void {
  writeFileSync(join(folder, name), 'portal-key-2\n');
  chmodSync(join(folder, name), mode);
}

/** Names of the settings that are wrong, with what is said of them. */
function faults(file: unknown, environment?: Record<string, string>): Record<string, string> {
  const found = read(file, environment);
  if (!('faults' in found)) throw new Error('Nothing is wrong.');
  return Object.fromEntries(found.faults.map(({ name, message }) => [name, message]));
}

describe('the configuration', () => {
  it('is complete with the least that a file may hold', () => {
    expect(read(LEAST)).toMatchObject({
      config: {
        connectWise: { privateKey: 'private-key-1', clientId: 'client-id-1' },
        portal: { key: 'portal-key-1' },
        pollSeconds: 10,
        dataFolder: join(folder, 'runner-data'),
        secrets: ['private-key-1', 'client-id-1', 'portal-key-1'],
      },
    });
  });

  it('names every setting that is wrong, not only the first', () => {
    const wrong = {
      connectWise: { ...LEAST.connectWise, companyId: 5 },
      portal: { kind: 'other' },
      pollSeconds: 1,
      polSeconds: 10,
    };
    expect(Object.keys(faults(wrong)).sort()).toEqual([
      'connectWise.companyId',
      'polSeconds',
      'pollSeconds',
      'portal.kind',
    ]);
  });

  it('names every secret that is missing, and every part of the policy that is not valid', () => {
    const policy = { automatic: { statistics: 'perhaps' }, guardLimits: { jumpPercents: 5 } };
    expect(Object.keys(faults({ ...LEAST, policy }, {})).sort()).toEqual([
      'connectWise.clientId',
      'connectWise.privateKey',
      'policy.automatic.statistics',
      'policy.guardLimits.jumpPercents',
      'portal.key',
    ]);
  });

  it('says of a file that is none what it is', () => {
    expect(Object.values(faults('{'))).toEqual(['It is not JSON.']);
    expect(readConfig(join(folder, 'missing.json'), {})).toMatchObject({ faults: [{ message: 'It cannot be read.' }] });
  });
});

describe('a secret', () => {
  it('is refused in the configuration itself, and not repeated', () => {
    const found = faults({ ...LEAST, portal: { ...LEAST.portal, key: 'a-key-in-the-file' } });
    expect(found['portal.key']).toMatch(/names? where the secret is/);
    expect(JSON.stringify(found)).not.toContain('a-key-in-the-file');
  });

  it('is read from a file that only its owner may read', () => {
    secretFile('key', 0o600);
    const file = { ...LEAST, portal: { ...LEAST.portal, key: { file: 'key' } } };
    expect(read(file)).toMatchObject({ config: { portal: { key: 'portal-key-2' } } });
  });

  it.each([0o640, 0o604, 0o644])('is refused from a file of mode %o', (mode) => {
    secretFile('key', mode);
    const found = faults({ ...LEAST, portal: { ...LEAST.portal, key: { file: 'key' } } });
    expect(found['portal.key']).toContain('chmod 600 key');
  });

  it('is read from a credential of systemd', () => {
    secretFile('portal-key', 0o440);
    const file = { ...LEAST, portal: { ...LEAST.portal, key: { credential: 'portal-key' } } };
    expect(read(file, { ...ENVIRONMENT, CREDENTIALS_DIRECTORY: folder })).toMatchObject({
      config: { portal: { key: 'portal-key-2' } },
    });
    expect(faults(file)['portal.key']).toContain('LoadCredential=portal-key');
  });

  it('is the password of a database URL: refused where it is plain, taken from the environment', () => {
    const url = 'postgres://runner:pass-word@db.example.com/bridge';
    expect(Object.keys(faults({ ...LEAST, databaseUrl: url }))).toEqual(['databaseUrl']);
    const found = read({ ...LEAST, databaseUrl: { env: 'DATABASE' } }, { ...ENVIRONMENT, DATABASE: url });
    expect(found).toMatchObject({ config: { databaseUrl: url } });
    expect('config' in found && found.config.secrets).toContain('pass-word');
  });
});
