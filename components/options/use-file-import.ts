import { useRef, useState } from 'preact/hooks';
import { type FileMapping, signatureOf } from '../../lib/domain/file-mapping.ts';
import type { PortalTest } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import type { MappingIssue } from '../../lib/portal/file/reading/columns.ts';
import type { Table } from '../../lib/portal/file/reading/table.ts';
import type { Understood } from '../../lib/portal/file/reading/understand.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { isoTime } from '../../lib/shared/time.ts';
import { FILE_IMPORT as TEXTS } from './texts/file-import.ts';

/** A file that was read, and how it is understood so far. */
export interface ReadFile {
  file: File;
  table: Table;
  mapping: FileMapping;
  /** Set: a file of this shape was imported before. */
  isRemembered: boolean;
  issues: MappingIssue[];
  /** See `ResolvedMapping`. */
  chosen: ReadonlySet<number>;
  /** Absent while it is worked on, or while an issue is open. */
  understood?: Understood;
}

interface State {
  work: { is: 'reading' | 'importing'; done: number } | null;
  failure: Failure | null;
  read: ReadFile | null;
  imported: PortalTest | null;
}

const EMPTY: State = { work: null, failure: null, read: null, imported: null };

const loadReader = () => import('../../lib/portal/file/reading/reader.ts');

/** From a chosen file to its import. What is chosen or changed while work goes on ends that work. */
export function useFileImport(onImported: () => void) {
  const [state, setState] = useState<State>(EMPTY);
  const turn = useRef(0);
  const begin = () => {
    turn.current += 1;
    const mine = turn.current;
    return (next: (before: State) => State) => {
      if (turn.current === mine) setState(next);
      return turn.current === mine;
    };
  };

  const open = async (file: File, sheet?: string) => {
    const set = begin();
    set(() => ({ ...EMPTY, work: { is: 'reading', done: 0 } }));
    const reader = await loadReader();
    const refusal = reader.refusalOfSize(file.size);
    if (refusal) return set(() => ({ ...EMPTY, failure: refusal }));
    const bytes = await readBytes(file);
    if (!bytes) return set(() => ({ ...EMPTY, failure: UNREADABLE }));
    const onProgress = (done: number) => set((before) => ({ ...before, work: { is: 'reading', done: done / 2 } }));
    const table = await reader.openFile(bytes, { onProgress, ...(sheet !== undefined && { sheet }) });
    if (!table.ok) return set(() => ({ ...EMPTY, failure: table.failure }));
    const known = await send('file.mapping', { signature: signatureOf(table.value.headers) });
    const remembered =
      known.ok && known.value && reader.fitsTable(known.value, table.value.headers) ? known.value : null;
    const mapping = remembered ?? reader.proposeMapping(table.value.headers);
    await understand(set, { file, table: table.value, mapping, isRemembered: remembered !== null });
  };

  const understand = async (
    set: ReturnType<typeof begin>,
    { file, table, mapping, isRemembered }: Omit<ReadFile, 'issues' | 'chosen' | 'understood'>,
  ) => {
    // At once, so that a second change is made to the first one's outcome.
    set((before) => (before.read ? { ...before, read: { ...withoutOutcome(before.read), mapping } } : before));
    const reader = await loadReader();
    const resolved = reader.resolveMapping(table, mapping);
    const read: ReadFile = { file, table, isRemembered, ...resolved };
    const isReady = read.issues.length === 0;
    set((before) => ({
      ...before,
      read,
      work: isReady ? { is: 'reading', done: 0.5 } : null,
      failure: null,
      imported: null,
    }));
    if (!isReady) return;
    const onProgress = (done: number) =>
      set((before) => ({ ...before, work: { is: 'reading', done: 0.5 + done / 2 } }));
    const understood = await reader.understand(table, read.mapping, reader.createBreather(onProgress));
    set((before) => ({ ...before, work: null, read: { ...read, understood } }));
  };

  const take = async (name: string) => {
    const { read } = state;
    if (!read?.understood) return;
    const set = begin();
    set((before) => ({ ...before, failure: null, work: { is: 'importing', done: 0 } }));
    const result = await sendImport(read, read.understood, name, (done) =>
      set((before) => ({ ...before, work: { is: 'importing', done } })),
    );
    if (!result.ok) return set((before) => ({ ...before, work: null, failure: result.failure }));
    set(() => ({ ...EMPTY, imported: result.value }));
    onImported();
  };

  return {
    ...state,
    open: (file: File) => void open(file),
    openSheet: (sheet: string) => void (state.read && open(state.read.file, sheet)),
    map: (mapping: FileMapping) => void (state.read && understand(begin(), { ...state.read, mapping })),
    take: (name: string) => void take(name),
  };
}

function withoutOutcome({ understood: _, ...read }: ReadFile): ReadFile {
  return read;
}

/** Sends the import in parts; nothing counts before the commit. */
async function sendImport(read: ReadFile, understood: Understood, name: string, onProgress: (done: number) => void) {
  const { importParts } = await loadReader();
  const begun = await send('file.begin', {});
  if (!begun.ok) return begun;
  const { importId } = begun.value;
  let done = 0;
  for (const customers of importParts(understood.customers)) {
    const added = await send('file.customers', { importId, customers });
    if (!added.ok) return added;
    done += customers.length;
    onProgress(done / understood.customers.length);
  }
  const { file, table, mapping } = read;
  return send('file.commit', {
    importId,
    name,
    fileName: file.name.slice(0, 300),
    modifiedAt: isoTime(file.lastModified),
    signature: signatureOf(table.headers),
    mapping,
    counts: understood.counts,
    errors: understood.errors,
  });
}

/** Undefined where the browser cannot read it: it was moved, or the disk is gone. */
async function readBytes(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}

const UNREADABLE: Failure = {
  code: 'bad-input',
  message: TEXTS.unreadable,
  nextStep: TEXTS.unreadableNext,
};
