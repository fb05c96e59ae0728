import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One HTTP exchange in the form that the contracts' `check-traffic.mjs` reads. */
export interface Exchange {
  method: string;
  /** The public address, `https://host/...`, without the simulator's port. */
  url: string;
  requestHeaders: Record<string, string>;
  requestBody?: unknown;
  /** 0 where no answer reached the client: the connection was dropped, or the client gave up. */
  status: number;
  /** Only what was JSON and arrived whole. */
  responseBody?: unknown;
  /** A test made this exchange wrong on purpose: only the shape of its error body is checked. */
  expectError?: true;
  /** The answer mimics production where it departs from the published description; it is left out of the line. */
  deviation?: string;
}

export interface TrafficOptions {
  /**
   * JSON lines are appended here; null: nowhere. Default: a file of its own in the folder that env `TRAFFIC_DIR` names,
   * else nowhere.
   */
  file?: string | null;
  /** How many of the newest exchanges stay in memory for tests to look at; default 500. Benchmarks take 0. */
  keep?: number;
}

/** Answers carry the name of a deliberate departure from the description in this header; it never reaches a client. */
export const DEVIATION_HEADER = 'x-simulator-deviation';
/** The deviation of a path that the description at hand does not have: its exchanges are not written to the file. */
export const UNDESCRIBED = 'undescribed path';

const SECRET_HEADERS = new Set(['x-api-key', 'clientid', 'cookie']);

/** Records what passed between the extension and the simulated services. Keys never reach the file. */
export class Traffic {
  /** The newest exchanges, oldest first. */
  readonly exchanges: Exchange[] = [];
  /** All exchanges since the start or the last `clear`. */
  total = 0;
  readonly file: string | undefined;
  readonly #keep: number;
  #expectErrors = false;

  constructor(options: TrafficOptions = {}) {
    this.file = options.file === undefined ? fileInFolder(process.env.TRAFFIC_DIR) : (options.file ?? undefined);
    this.#keep = options.keep ?? 500;
    if (this.file) mkdirSync(dirname(this.file), { recursive: true });
  }

  /** From now on (until `false`) the client is made to do something wrong on purpose. */
  expectErrors(expected: boolean): void {
    this.#expectErrors = expected;
  }

  /** False where the record would not be read: then exchanges are only counted, and bodies need no reading. */
  get readsBodies(): boolean {
    return this.file !== undefined || this.#keep > 0;
  }

  record(exchange: Exchange): void {
    this.total += 1;
    if (!this.readsBodies) return;
    const line: Exchange = { ...exchange, requestHeaders: withoutSecrets(exchange.requestHeaders) };
    if (this.#expectErrors) line.expectError = true;
    this.exchanges.push(line);
    if (this.exchanges.length > this.#keep) this.exchanges.shift();
    if (this.file && line.deviation !== UNDESCRIBED) appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }

  clear(): void {
    this.exchanges.length = 0;
    this.total = 0;
  }
}

function fileInFolder(folder: string | undefined): string | undefined {
  return folder ? join(folder, `simulator-${process.pid}-${randomUUID()}.jsonl`) : undefined;
}

function withoutSecrets(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (name === 'authorization') return [name, `${value.split(' ')[0]} ***`];
      return [name, SECRET_HEADERS.has(name) ? '***' : value];
    }),
  );
}

/** The body as JSON, or undefined where it is empty, something else, or cut off. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
