import type * as z from 'zod/mini';
import { REVIEW } from '../domain/automatic-parts.ts';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import { settingsSchema } from '../domain/settings-schema.ts';
import { safeParse } from '../shared/safe-parse.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import { CONNECTWISE_KEY, PORTAL_KEY } from './connection.ts';
import { isRecord } from './is-record.ts';
import { SETTINGS_MIGRATIONS, SETTINGS_VERSION } from './migrations/index.ts';
import { migrate, type Versioned } from './migrations/run.ts';

/**
 * Ordinary settings, none secret. Stored as `{version, value}`, read with the defaults under them, so that a setting that a later
 * version adds has its default at once. What a policy says of ConnectWise's pages is joined in `in-page-config.ts`.
 */
export interface SettingsStore {
  read(): Promise<Settings>;
  /** Stores all of them and returns what is then in force. */
  save(settings: Settings): Promise<Settings>;
  /** Stores what `edit` makes of the newest settings, one change after the other; returns what is then in force. */
  change(edit: (newest: Settings) => Settings): Promise<Settings>;
}

export const SETTINGS_KEY = 'settings';

/** From this version of their stored form on, settings say what a user consented to. */
const WITH_CONSENT = 2;

export function createSettingsStore(storage: StorageArea): SettingsStore {
  const read = async () => {
    const stored = await storage.get(SETTINGS_KEY);
    if (isVersioned(stored) && stored.version >= WITH_CONSENT) return readSettings(stored);
    // Stored by a version without consent. Where nothing was connected it wrote nothing, so it is like a new installation.
    const connections = await Promise.all([storage.get(CONNECTWISE_KEY), storage.get(PORTAL_KEY)]);
    const isConnected = connections.every((connection) => connection !== undefined && connection !== null);
    if (!isConnected) return { ...readSettings(stored), automatic: REVIEW };
    return readSettings(stored === undefined ? { version: 1, value: {} } : stored);
  };
  const write = async (settings: Settings) => {
    await storage.set(SETTINGS_KEY, { version: SETTINGS_VERSION, value: settings } satisfies Versioned);
    return read();
  };
  // Two tabs may teach at once; one after the other, so that neither overwrites the other's.
  const queue: { tail: Promise<unknown> } = { tail: Promise.resolve() };
  const inTurn = (work: () => Promise<Settings>): Promise<Settings> => {
    const done = queue.tail.then(work);
    queue.tail = done.catch(() => {});
    return done;
  };
  return {
    read,
    save: (settings) => inTurn(() => write(settings)),
    change: (edit) => inTurn(async () => write(edit(await read()))),
  };
}

/** Returns what is stored, completed: a member that is missing or not valid has its default and affects no other member. */
export function readSettings(stored: unknown): Settings {
  if (!isVersioned(stored)) return DEFAULT_SETTINGS;
  const { value } = migrate(stored, SETTINGS_MIGRATIONS);
  return isRecord(value) ? withDefaults(value) : DEFAULT_SETTINGS;
}

function withDefaults(value: Record<string, unknown>): Settings {
  const candidate: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const [member, schema] of Object.entries(settingsSchema.shape)) {
    const laid = laidOver(candidate[member], value[member]);
    const parsed = safeParse(schema, laid);
    candidate[member] = parsed.success ? parsed.data : partsThatHold(schema, candidate[member], laid);
  }
  const parsed = safeParse(settingsSchema, candidate);
  return parsed.success ? parsed.data : DEFAULT_SETTINGS;
}

/** Returns a group's valid members over the defaults, where the group as a whole is not valid; of a group in it too. */
function partsThatHold(schema: z.ZodMiniType, fallback: unknown, laid: unknown): unknown {
  if (!isRecord(fallback) || !isRecord(laid)) return fallback;
  const kept = new Map(Object.entries(fallback));
  for (const [member, stored] of Object.entries(laid)) {
    const isValid = (value: unknown) =>
      safeParse(schema, Object.fromEntries([...kept, [member, value] as const])).success;
    const inner = kept.get(member);
    if (isValid(stored)) kept.set(member, stored);
    else if (isRecord(inner) && isRecord(stored)) {
      const valid = Object.entries(stored).filter(([name, value]) => isValid({ ...inner, [name]: value }));
      kept.set(member, { ...inner, ...Object.fromEntries(valid) });
    }
  }
  return Object.fromEntries(kept);
}

/** Groups such as `syncedParts` are merged, and groups in them; a member that we do not know is dropped, an absent one keeps its default. */
function laidOver(fallback: unknown, stored: unknown): unknown {
  if (stored === undefined) return fallback;
  if (!isRecord(fallback) || !isRecord(stored)) return stored;
  const known = Object.keys(fallback);
  if (known.length === 0) return stored;
  const members = Object.entries(stored).filter(([key]) => known.includes(key));
  return { ...fallback, ...Object.fromEntries(members.map(([key, value]) => [key, laidOver(fallback[key], value)])) };
}

function isVersioned(stored: unknown): stored is Versioned {
  return isRecord(stored) && typeof stored.version === 'number' && 'value' in stored;
}
