import type { Form } from './markers.ts';

/** What a search has looked at, and where it found what. */
export interface Searched {
  texts: number;
  characters: number;
  /** Such as `markup of options.html: private key`; never the key. */
  found: string[];
}

/**
 * Runs in a page: its markup with all shadow roots that are open to it, what is in its fields (but for password fields, into which
 * keys are typed), its address and what a page may keep.
 */
export function searchPage(forms: readonly Form[]): Searched {
  const result: Searched = { texts: 0, characters: 0, found: [] };
  const where = `${location.host}${location.pathname}`;
  const look = (place: string, text: string) => {
    result.texts += 1;
    result.characters += text.length;
    for (const [name, form] of forms) if (text.includes(form)) result.found.push(`${place} of ${where}: ${name}`);
  };
  const walk = (root: Document | ShadowRoot) => {
    look('markup', root instanceof Document ? (root.documentElement?.outerHTML ?? '') : root.innerHTML);
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (element instanceof HTMLInputElement && element.type === 'password') continue;
      if (element.matches('input, textarea, select')) look('field', (element as HTMLInputElement).value);
    }
  };
  walk(document);
  look('address', location.href);
  try {
    look('localStorage', JSON.stringify({ ...localStorage }));
    look('sessionStorage', JSON.stringify({ ...sessionStorage }));
  } catch {
    // A sandboxed frame has neither.
  }
  return result;
}

/** Runs in a page of the extension: all of its databases, the vault too, whose keys are encrypted, and what it may write of storage.*. */
export async function searchStores(forms: readonly Form[]): Promise<Searched> {
  const result: Searched = { texts: 0, characters: 0, found: [] };
  const look = (place: string, text: string) => {
    result.texts += 1;
    result.characters += text.length;
    for (const [name, form] of forms) if (text.includes(form)) result.found.push(`${place}: ${name}`);
  };
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const asText = (value: unknown) =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? bytesOf(value) : value;
  const bytesOf = (value: ArrayBuffer | ArrayBufferView) =>
    new TextDecoder('latin1').decode(value instanceof ArrayBuffer ? value : value.buffer);
  const searchDatabase = async ({ name = '' }: IDBDatabaseInfo) => {
    const database = await done(indexedDB.open(name));
    const searches = [...database.objectStoreNames].map(async (store) => {
      const objects = database.transaction(store).objectStore(store);
      const rows = await Promise.all([done(objects.getAll()), done(objects.getAllKeys())]);
      look(
        `database ${name}/${store}`,
        JSON.stringify(rows, (_, value) => asText(value)),
      );
    });
    await Promise.all(searches);
    database.close();
  };
  await Promise.all((await indexedDB.databases()).map(searchDatabase));
  // What a policy lays down is the administrator's, in `managed`.
  const { storage } = (
    globalThis as unknown as { chrome: { storage: Record<string, { get(all: null): Promise<object> }> } }
  ).chrome;
  for (const area of ['local', 'session', 'sync'])
    look(`storage.${area}`, JSON.stringify((await storage[area]?.get(null).catch(() => ({}))) ?? {}));
  return result;
}

/** Runs in every page before its own scripts: in one of the extension it looks at what the worker answers and sends. */
export function watchMessages(forms: readonly Form[]): void {
  if (location.protocol !== 'chrome-extension:') return;
  type Listener = (message: unknown) => undefined;
  type Send = (...args: unknown[]) => unknown;
  const { runtime } = (
    globalThis as unknown as {
      chrome: { runtime: { sendMessage: Send; onMessage: { addListener(l: Listener): void } } };
    }
  ).chrome;
  const look = (what: string, message: unknown) => {
    const text = JSON.stringify(message) ?? '';
    // The console is searched too; a name is no key.
    for (const [name, form] of forms) if (text.includes(form)) console.error(`SECRET IN MESSAGE ${what}: ${name}`);
  };
  const send = runtime.sendMessage.bind(runtime) as Send;
  runtime.sendMessage = (...args) => {
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      return send(...args.slice(0, -1), (answer: unknown) => {
        look('answer', answer);
        callback(answer);
      });
    }
    const answered = send(...args);
    if (answered instanceof Promise) void answered.then((answer) => look('answer', answer)).catch(() => {});
    return answered;
  };
  runtime.onMessage.addListener((message) => {
    // What is typed in another page goes to the worker past this one.
    if ((message as { to?: unknown } | null)?.to !== 'worker') look('to a page', message);
  });
}
