import WebSocket from 'ws';

/** What Firefox says by itself. */
export interface BidiEvent {
  method: string;
  params: Record<string, unknown>;
}

type Message = Partial<BidiEvent> & { id?: number; type: string; result?: unknown; error?: string; message?: string };

/** An error that the browser answered, in its own words. */
export class BidiError extends Error {
  readonly code: string;
  /** Without the code. */
  readonly text: string;

  constructor(code: string, text: string) {
    super(`${code}: ${text}`);
    this.code = code;
    this.text = text;
  }
}

/** A WebDriver BiDi connection: commands by name, answers by id, events to who listens. */
export class Bidi {
  /** Takes the events of what the session is subscribed to. */
  onEvent: (event: BidiEvent) => void = () => {};
  onClose: () => void = () => {};
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #next = 1;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#settle(JSON.parse(String(data))));
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('The browser closed the connection.'));
      this.#waiting.clear();
      this.onClose();
    });
  }

  static async connect(url: string): Promise<Bidi> {
    const socket = new WebSocket(url);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    return new Bidi(socket);
  }

  /**
   * Sends a command, e.g. `browsingContext.navigate`.
   * @throws BidiError with the browser's own words
   */
  async send<T = Record<string, unknown>>(method: string, params: Record<string, unknown> = {}): Promise<T> {
    if (this.#socket.readyState !== WebSocket.OPEN) throw new Error('The connection to the browser is closed.');
    const id = this.#next++;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#socket.send(JSON.stringify({ id, method, params }));
    return (await answer) as T;
  }

  close(): void {
    this.#socket.close();
  }

  #settle({ id, type, method, params, result, error = '', message = '' }: Message): void {
    if (id === undefined) {
      if (method !== undefined) this.onEvent({ method, params: params ?? {} });
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (type === 'error') waiting?.reject(new BidiError(error, message));
    else waiting?.resolve(result);
  }
}
