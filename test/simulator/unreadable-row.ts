import { seededRandom } from './random.ts';
import { DEVIATION_HEADER, readJson } from './traffic.ts';

type Row = Record<string, unknown>;

interface Choice {
  id?: number | string;
  seed?: number;
}

/** Members that a row of a path loses or gets; a row that has none of them loses its id to an object. */
const SPOILED: readonly (readonly [path: RegExp, members: Row])[] = [
  [/\/service\/tickets(\/\d+|\/search)?$/i, { status: undefined }],
  [/\/service\/tickets\/\d+\/(all)?notes$/i, { text: { html: '<p>' } }],
  [/\/finance\/agreements(\/\d+)?$/i, { agreementStatus: 'Pending' }],
  [/\/finance\/agreements\/\d+\/additions(\/\d+)?$/i, { quantity: 'many' }],
  [/\/managementSummaryReports(\/\d+)?$/i, { deviceType: 'SpamStats' }],
  [/\/company\/configurations(\/\d+)?$/i, { name: { text: 'Server' } }],
  [/\/company\/companies(\/\d+)?$/i, { name: undefined }],
  [/^\/v1\/events$/, { type: 'constructor', severity: '__proto__', message: { text: { text: 'nested' } } }],
  [/^\/v1\/customers\/\d+\/accounts$/, { lastStatus: 'constructor' }],
  [/^\/x360recover\/.*device(\/\d+)?$/, { type: '__proto__', current_health_status: { status: 'constructor' } }],
];

/**
 * The same answer with one row that cannot be read: of a list, of a page with `items`, or the record itself where the choice
 * names it. An answer without such a row stays as it is. Says of itself that it departs from the description.
 */
export async function withUnreadableRow(answer: Response, url: string, choice: Choice): Promise<Response> {
  if (answer.status !== 200) return answer;
  const body = readJson(await answer.clone().text());
  const spoil = (row: Row) => spoiled(row, new URL(url).pathname);
  const changed = changedBody(body, choice, spoil);
  if (changed === undefined) return answer;
  const headers = new Headers(answer.headers);
  for (const name of ['content-length', 'etag']) headers.delete(name);
  headers.set(DEVIATION_HEADER, 'one row cannot be read');
  return new Response(JSON.stringify(changed), { status: answer.status, headers });
}

function changedBody(body: unknown, choice: Choice, spoil: (row: Row) => Row): unknown {
  if (Array.isArray(body)) return changedRows(body, choice, spoil);
  if (!isRow(body)) return undefined;
  if (Array.isArray(body.items)) {
    const items = changedRows(body.items, choice, spoil);
    return items && { ...body, items };
  }
  return choice.id !== undefined && body.id === choice.id ? spoil(body) : undefined;
}

function changedRows(rows: readonly unknown[], { id, seed = 1 }: Choice, spoil: (row: Row) => Row) {
  const candidates = rows.filter(isRow).filter((row) => id === undefined || row.id === id);
  const [chosen] = candidates.map((row) => ({ row, rank: rankOf(row, seed) })).sort((a, b) => a.rank - b.rank);
  return chosen && rows.map((row) => (row === chosen.row ? spoil(chosen.row) : row));
}

/** By what the row is, not where it is, so that it is the same row in every list. */
function rankOf({ id }: Row, seed: number): number {
  const number = [...String(id)].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed);
  return seededRandom(number)();
}

function spoiled(row: Row, path: string): Row {
  const [, members = {}] = SPOILED.find(([pattern]) => pattern.test(path)) ?? [];
  const present = Object.entries(members).filter(([name]) => Object.hasOwn(row, name));
  return { ...row, ...(present.length > 0 ? Object.fromEntries(present) : { id: { value: row.id } }) };
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
