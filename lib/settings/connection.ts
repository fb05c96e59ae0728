import * as z from 'zod/mini';
import type { FileSource } from '../domain/file-import.ts';
import type { SourceKind } from '../domain/portal-facts.ts';
import { safeParse } from '../shared/safe-parse.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import type { Sealed } from './vault.ts';

/**
 * The two connections as they are stored: plain what is no secret, sealed what is. One storage item each, so that a
 * save is whole or has not happened: keys of one site are never left beside the address of another.
 */
export interface StoredConnectWise {
  /** As the user entered it, cleaned. */
  siteUrl: string;
  /** Host of the web client, lower case, e.g. `na.myconnectwise.net`. */
  site: string;
  apiHost: string;
  isCloud: boolean;
  companyId: string;
  publicKey: string;
  /** Both absent: they have to be entered again. */
  privateKey?: Sealed | undefined;
  clientId?: Sealed | undefined;
}

export interface StoredPortal {
  kind: SourceKind;
  /** https; '' for the adapter's own address, and for a file. */
  baseUrl: string;
  /** Absent: it has to be entered again. */
  key?: Sealed | undefined;
  /** Of a file only: it has neither address nor key. */
  file?: FileSource | undefined;
}

/** What calls taught us and what saves requests next time. Bound to its site: another one's is never used. */
interface Learned {
  site: string;
  /** Release part of the API's address. */
  codebase?: string;
  /** Release that the site runs, e.g. `2023.2`. */
  serverVersion?: string;
  /** Rows of a page, where the site refused more. */
  pageSize?: number;
  /** Columns of reports: by report, our names to the site's. */
  reportColumns?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Identifier of the API member. */
  member?: string;
}

export interface ConnectionStore {
  connectWise(): Promise<StoredConnectWise | null>;
  portal(): Promise<StoredPortal | null>;
  saveConnectWise(connection: StoredConnectWise): Promise<void>;
  savePortal(connection: StoredPortal): Promise<void>;
  /** Deletes the connection, and what was learned over it. */
  removeConnectWise(): Promise<void>;
  removePortal(): Promise<void>;
  learned(site: string): Promise<Learned>;
  /** Adds to what is known of the site. */
  saveLearned(news: Learned): Promise<void>;
}

export const CONNECTWISE_KEY = 'connection.connectwise';
export const PORTAL_KEY = 'connection.portal';
const LEARNED_KEY = 'connection.connectwise.learned';

export function createConnectionStore(storage: StorageArea): ConnectionStore {
  const learned = async (site: string): Promise<Learned> => {
    const stored = parsed(learnedSchema, await storage.get(LEARNED_KEY));
    return stored?.site === site ? stored : { site };
  };
  // Several calls may learn at once; one after the other, so that no news is lost.
  const queue = { tail: Promise.resolve() };
  const add = async (news: Learned) => storage.set(LEARNED_KEY, { ...(await learned(news.site)), ...news });
  return {
    connectWise: async () => parsed(connectWiseSchema, await storage.get(CONNECTWISE_KEY)),
    portal: async () => parsed(portalSchema, await storage.get(PORTAL_KEY)),
    saveConnectWise: (connection) => storage.set(CONNECTWISE_KEY, connection),
    savePortal: (connection) => storage.set(PORTAL_KEY, connection),
    async removeConnectWise() {
      await storage.remove(CONNECTWISE_KEY);
      await storage.remove(LEARNED_KEY);
    },
    removePortal: () => storage.remove(PORTAL_KEY),
    learned,
    saveLearned(news) {
      const saved = queue.tail.then(() => add(news));
      queue.tail = saved.catch(() => {});
      return saved;
    },
  };
}

const sealed = z.object({ iv: z.string(), text: z.string(), boundTo: z.string() });

const connectWiseSchema = z.object({
  siteUrl: z.string(),
  site: z.string(),
  apiHost: z.string(),
  isCloud: z.boolean(),
  companyId: z.string(),
  publicKey: z.string(),
  privateKey: z.optional(sealed),
  clientId: z.optional(sealed),
});

const portalSchema = z.object({
  kind: z.enum(['efs-portal', 'x360recover', 'file']),
  baseUrl: z.string(),
  key: z.optional(sealed),
  file: z.optional(z.object({ name: z.string(), hasEfsIds: z.boolean() })),
});

const learnedSchema = z.object({
  site: z.string(),
  codebase: z.optional(z.string()),
  serverVersion: z.optional(z.string()),
  pageSize: z.optional(z.number()),
  reportColumns: z.optional(z.record(z.string(), z.record(z.string(), z.string()))),
  member: z.optional(z.string()),
});

/** A damaged item reads as not connected: connecting again fixes it. */
function parsed<T>(schema: z.ZodMiniType<T>, stored: unknown): T | null {
  const result = safeParse(schema, stored);
  return result.success ? result.data : null;
}
