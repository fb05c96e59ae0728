import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SecretSource } from './schema.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A secret, or one sentence why there is none; that holds no secret. */
export type FoundSecret = { secret: string } | { fault: string };

/** Rights of anybody but the owner. */
const OTHERS = 0o077;

/**
 * Reads a secret from where the configuration says that it is. Blanks around it are none of it.
 * @param folder paths are from here on
 */
export function readSecret(source: SecretSource, environment: Environment, folder: string): FoundSecret {
  if ('env' in source) {
    const value = environment[source.env]?.trim();
    return value ? { secret: value } : { fault: `The environment variable ${source.env} is not set.` };
  }
  if ('credential' in source) {
    const credentials = environment.CREDENTIALS_DIRECTORY;
    if (!credentials)
      return { fault: `CREDENTIALS_DIRECTORY is not set: add LoadCredential=${source.credential}:… to the unit.` };
    // systemd sees to who may read it.
    return content(join(credentials, source.credential));
  }
  const path = resolve(folder, source.file);
  const mode = modeOf(path);
  if (mode === undefined) return { fault: `The file ${source.file} cannot be read.` };
  if ((mode & OTHERS) !== 0)
    return {
      fault: `The file ${source.file} has mode 0${(mode & 0o777).toString(8)}: others may read it. Run chmod 600 ${source.file}.`,
    };
  return content(path);
}

function content(path: string): FoundSecret {
  try {
    const secret = readFileSync(path, 'utf8').trim();
    return secret ? { secret } : { fault: `The file ${path} is empty.` };
  } catch {
    return { fault: `The file ${path} cannot be read.` };
  }
}

function modeOf(path: string): number | undefined {
  try {
    return statSync(path).mode;
  } catch {
    return undefined;
  }
}
