import type { EventView, LogAnswer } from '../../lib/domain/event-view.ts';
import { EVENT_STATE_WORDS, SEVERITY_WORDS, TYPE_WORDS } from '../../lib/domain/log-search/event-fields.ts';
import { csvLine } from '../../lib/shared/csv.ts';
import { sentence } from '../../lib/shared/errors.ts';
import { ok, type Result } from '../../lib/shared/result.ts';
import { plainText } from '../../lib/shared/text-values.ts';
import type { LogFile } from './log-export.tsx';
import type { RowWindow } from './use-row-windows.ts';

/** Rows of one answer: few messages for many events. */
const WINDOW = 1_000;

/** Spreadsheets take a file for UTF-8 only when it begins so. */
const BYTE_ORDER_MARK = '\uFEFF';

const COLUMNS = [
  'Time',
  'Customer',
  'Customer id',
  'Account',
  'Type',
  'Severity',
  'Message',
  'Details',
  'State',
  'Processed',
  'Outcomes',
  'Waits because',
  'Next attempt',
  'Received',
  'Portal',
  'Event id',
];

/**
 * Reads all events of a search into a CSV file, a line each.
 * @param reported how many of how many were read so far, after each window.
 */
export async function eventFile(
  read: (window: RowWindow) => Promise<Result<LogAnswer<EventView>>>,
  reported: (rows: number, total: number) => void,
): Promise<Result<LogFile>> {
  const parts = [BYTE_ORDER_MARK, csvLine(COLUMNS)];
  let rows = 0;
  for (;;) {
    const page = await read({ offset: rows, limit: WINDOW });
    if (!page.ok) return page;
    parts.push(...page.value.rows.map(lineOf));
    rows += page.value.rows.length;
    reported(rows, page.value.total);
    // A list that has become shorter since ends here.
    if (page.value.rows.length === 0 || rows >= page.value.total) break;
  }
  return ok({ type: 'text/csv;charset=utf-8', parts, rows });
}

function lineOf(event: EventView): string {
  return csvLine([
    event.at,
    event.customerName ?? null,
    event.customerId,
    event.accountId ?? null,
    TYPE_WORDS[event.type],
    SEVERITY_WORDS[event.severity],
    event.message,
    event.details ?? null,
    EVENT_STATE_WORDS[event.state],
    event.processedAt ?? null,
    event.outcomes.map(plainText).join(' '),
    event.waitsBecause ? plainText(sentence(event.waitsBecause)) : null,
    event.nextAttemptAt ?? null,
    event.seenAt,
    event.source,
    event.id,
  ]);
}
