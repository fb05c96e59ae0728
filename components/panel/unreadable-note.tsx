import type { UnreadableRow } from '../../lib/domain/record-list.ts';
import { unreadableEffect, unreadableLabel, unreadableTitle } from '../../lib/domain/unreadable-words.ts';
import { Notice } from '../ui/notice.tsx';
import * as NOTES from './texts/notes.ts';

/** More of them are folded: the notice must not sync away what could be read. */
const SHOWN = 3;

/** Records of ConnectWise that could not be read, and what is skipped because of them: one notice for the whole screen. */
export function UnreadableNote({ rows }: { rows: readonly UnreadableRow[] | undefined }) {
  const [only, ...more] = rows ?? [];
  if (!rows || !only) return null;
  const many = NOTES.unreadable(rows.length);
  return (
    <Notice tone="warning">
      <div class="unreadable">
        {more.length === 0 ? (
          <p>
            <span class="bb-strong">{many}:</span> {unreadableLabel(only)}. {unreadableEffect(only)}
          </p>
        ) : (
          <Rows rows={rows} title={`${many}.`} />
        )}
      </div>
    </Notice>
  );
}

function Rows({ rows, title }: { rows: readonly UnreadableRow[]; title: string }) {
  const list = (
    <ul>
      {rows.map((row, index) => (
        // Two rows may look alike: a list may hold the same unreadable value twice.
        <li key={`${index} ${row.path}`}>
          {unreadableTitle(row)}. <span class="bb-muted">{unreadableEffect(row)}</span>
        </li>
      ))}
    </ul>
  );
  if (rows.length <= SHOWN) {
    return (
      <>
        <p class="bb-strong">{title}</p>
        {list}
      </>
    );
  }
  return (
    <details>
      <summary class="bb-strong">{title}</summary>
      {list}
    </details>
  );
}
