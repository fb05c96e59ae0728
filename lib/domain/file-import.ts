import type { IsoTime } from '../shared/time.ts';
import type { FileMapping } from './file-mapping.ts';
import type { Account, Customer, PortalEvent, SkippedValue, UsageFigure } from './portal-facts.ts';

/** Bytes of a file that is imported; more is refused. */
export const MOST_FILE_BYTES = 50 * 1024 * 1024;
/** Errors of a file that are kept to be shown; all are counted. */
export const MOST_ROW_ERRORS = 1_000;
/** Errors of one customer that are kept with its data. */
export const MOST_SKIPPED = 20;
/** Days after which a file's quantities are written with approval only: a month and some days, since exports are made monthly. */
export const OLD_FILE_DAYS = 35;

/** Which file is connected in place of a portal. */
export interface FileSource {
  /** The user's name for it: a file under another name is another portal. */
  name: string;
  /** Whether its customer ids are the numbers of the EFS ids in ConnectWise, as the user said. */
  hasEfsIds: boolean;
}

/** A figure of a file; when it was read is the import's. */
export type FileFigure = Omit<UsageFigure, 'readAt' | 'source'>;

/** What a file says of one customer, or a part of it: parts of the same customer follow each other. */
export interface ImportedCustomer {
  customer: Customer;
  accounts: Account[];
  figures: FileFigure[];
  /** Rows that were left out. */
  skipped: SkippedRow[];
}

/** A row of a customer that was left out, as the reader of its facts sees it. */
export type SkippedRow = Required<Omit<SkippedValue, 'id' | 'figures'>>;

/** A row that was left out, as a sentence for users. */
export interface RowError {
  /** As an editor or a spreadsheet counts it. */
  line: number;
  column?: string;
  value?: string;
  /** E.g. `Line 17, column “Used GB”: “abc” is no number.` */
  sentence: string;
}

export interface ImportCounts {
  /** Rows of the file that hold anything, headings left out. */
  rows: number;
  customers: number;
  accounts: number;
  /** Rows that were left out because of an error. */
  errors: number;
  /** Of those, rows with usage of which nobody knows the customer: any may use more than its rows say. */
  withoutCustomer: number;
  /** Rows of earlier months than the newest one, which are not used. */
  olderRows: number;
}

/** What a user imports, without its rows. */
export interface ImportRequest {
  /** See `FileSource`. */
  name: string;
  fileName: string;
  /** When the file was last modified. */
  modifiedAt: IsoTime;
  signature: string;
  mapping: FileMapping;
}

/** The import that counts. */
export interface FileImport extends Omit<ImportRequest, 'mapping'> {
  id: string;
  importedAt: IsoTime;
  /** How old the data are: when the file was modified, or when it was imported, whichever is earlier. */
  dataAt: IsoTime;
  counts: ImportCounts;
  errors: RowError[];
}

/** Keeps imports. A newer one replaces the data as a whole, in one transaction. */
export interface FileStore {
  /** The import that counts; null: there is none. */
  current(): Promise<FileImport | null>;
  /** Begins an import beside the current one, and drops what was begun before and never committed. */
  begin(id: string): Promise<void>;
  /** Adds to an import that was begun; false: there is none such. */
  add(id: string, customers: readonly ImportedCustomer[]): Promise<boolean>;
  /**
   * Makes the import the current one and deletes the one before.
   * @param compare events of one customer, given its data before (in the same portal) and now; undefined: there are none
   * @returns false where no such import was begun
   */
  commit(imported: FileImport, compare: CompareCustomer): Promise<boolean>;
  /** Customers of the current import. */
  customers(): Promise<Customer[]>;
  /** Accounts of all customers of the current import. */
  accounts(): Promise<Account[]>;
  /** Data of one customer of the current import, with the import they are of. */
  customer(customerId: string): Promise<{ found: ImportedCustomer | null; imported: FileImport } | null>;
  /** Events after a position, oldest first, and the newest position. */
  events(after: number | undefined, limit: number): Promise<{ events: PortalEvent[]; position: number; more: boolean }>;
  /** Deletes all data of imports. */
  clear(): Promise<void>;
}

export type CompareCustomer = (
  before: ImportedCustomer | undefined,
  now: ImportedCustomer | undefined,
) => readonly PortalEvent[];
