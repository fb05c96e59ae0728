import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import type { Policy } from '../../domain/policy.ts';
import { readPolicy } from '../../settings/policy.ts';
import { silentLog } from '../../shared/log.ts';
import { safeParse } from '../../shared/safe-parse.ts';
import { type ConfigFile, configSchema, type SecretSource } from './schema.ts';
import { type Environment, readSecret } from './secrets.ts';

/** Everything that a runner is started with; holds secrets, so no part of it is printed. */
export interface RunnerConfig extends Omit<ConfigFile, 'connectWise' | 'portal' | 'databaseUrl' | 'name' | 'policy'> {
  name: string;
  connectWise: { siteUrl: string; companyId: string; publicKey: string; privateKey: string; clientId: string };
  portal: { kind: 'efs-portal' | 'x360recover'; baseUrl: string; key: string };
  /** Absolute. */
  dataFolder: string;
  /** Absent: PGlite. */
  databaseUrl?: string;
  policy: Policy;
  /** Every secret in it, to be taken out of whatever is written. */
  secrets: string[];
}

/** A setting that is wrong: its name, and one sentence. */
export interface Fault {
  name: string;
  message: string;
}

export type ReadConfig = { config: RunnerConfig } | { faults: Fault[] };

/** Reads a configuration file, and the secrets that it points to. Names everything that is wrong, not only the first. */
export function readConfig(path: string, environment: Environment): ReadConfig {
  let file: unknown;
  try {
    file = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'It is not JSON.' : 'It cannot be read.';
    return { faults: [{ name: path, message: why }] };
  }
  const parsed = safeParse(configSchema, file);
  if (!parsed.success) return { faults: parsed.error.issues.map(faultOf) };
  return complete(parsed.data, environment, dirname(resolve(path)));
}

function complete(file: ConfigFile, environment: Environment, folder: string): ReadConfig {
  const faults: Fault[] = [];
  const secrets: string[] = [];
  const secret = (name: string, source: SecretSource): string => {
    const found = readSecret(source, environment, folder);
    if ('fault' in found) {
      faults.push({ name, message: found.fault });
      return '';
    }
    secrets.push(found.secret);
    return found.secret;
  };
  const { connectWise, portal, databaseUrl, policy, name, ...rest } = file;
  const url = databaseUrl ?? environment.BACKUP_BRIDGE_DATABASE_URL;
  const plainUrl = typeof url === 'object' ? secret('databaseUrl', url) : url;
  const password = passwordIn(plainUrl);
  if (password !== undefined) secrets.push(password);
  if (typeof databaseUrl === 'string' && password !== undefined)
    faults.push({
      name: 'databaseUrl',
      message: 'It holds a password: put the URL where secrets are, e.g. {"env": …}.',
    });
  const laidDown = readPolicy(policy, silentLog);
  for (const { name: part, nextStep } of laidDown.leftOut ?? [])
    faults.push({ name: `policy.${part}`, message: nextStep });
  const config: RunnerConfig = {
    ...rest,
    name: name ?? hostname(),
    connectWise: {
      ...connectWise,
      privateKey: secret('connectWise.privateKey', connectWise.privateKey),
      clientId: secret('connectWise.clientId', connectWise.clientId),
    },
    portal: { ...portal, key: secret('portal.key', portal.key) },
    dataFolder: resolve(folder, rest.dataFolder),
    ...(plainUrl && { databaseUrl: plainUrl }),
    policy: laidDown,
    secrets,
  };
  return faults.length > 0 ? { faults } : { config };
}

function faultOf({ path, message, code, ...issue }: z.core.$ZodIssue): Fault {
  const name = path.join('.');
  if (code === 'unrecognized_keys' && 'keys' in issue) {
    const names = issue.keys.map((key) => (name ? `${name}.${key}` : key));
    return { name: names.join(', '), message: 'There is no such setting.' };
  }
  return { name: name || 'The file', message: `It ${/^(must|has)/.test(message) ? '' : 'is not valid: '}${message}.` };
}

function passwordIn(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { password } = new URL(url);
  return password === '' ? undefined : decodeURIComponent(password);
}
