import type { SimulatorClock } from '../../clock.ts';
import type { ConnectWiseState } from '../../connectwise/state.ts';
import type { Row, Writer } from '../../connectwise/table.ts';

export interface ActionContext {
  state: ConnectWiseState;
  clock: SimulatorClock;
  /** The member at the screen. */
  writer: Writer;
  readOnly: boolean;
}

export type Payload = Record<string, unknown>;

/** What an action gives: members of the answer's `action`, or the sentence that the client shows in its message area. */
export type ActionResult = { ok: true; action: Record<string, unknown> } | { ok: false; error: string };

export type Action = (payload: Payload, context: ActionContext) => ActionResult;

export function done(action: Record<string, unknown>): ActionResult {
  return { ok: true, action };
}

export function refuse(error: string): ActionResult {
  return { ok: false, error };
}

/** An action that stores: refused to a member whose role does not allow it. */
export function writing(action: Action): Action {
  return (payload, context) =>
    context.readOnly ? refuse('You do not have permission to edit this record.') : action(payload, context);
}

export function idIn(payload: Payload, name: string): number {
  const value = payload[name];
  return typeof value === 'number' ? value : 0;
}

export function textIn(payload: Payload, name: string): string {
  const value = payload[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** A number, or null for a field left blank; undefined for text that is no number. */
export function numberIn(payload: Payload, name: string): number | null | undefined {
  const value = payload[name];
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** `{id, name}` of a row for use in another row. */
export function referenceTo(row: Row | undefined): { id: number; name: string } | null {
  return row ? { id: row.id, name: String(row.name ?? '') } : null;
}

/** The id of a reference member such as `company: {id}`. */
export function referenceId(row: Row, member: string): number | undefined {
  const reference = row[member];
  if (typeof reference !== 'object' || reference === null || !('id' in reference)) return undefined;
  return typeof reference.id === 'number' ? reference.id : undefined;
}

/** Text of a member, or of a member of a reference: `text(row, 'status', 'name')`. */
export function text(row: Row | undefined, ...path: string[]): string {
  let value: unknown = row;
  for (const member of path) value = (value as Record<string, unknown> | null | undefined)?.[member];
  return value === undefined || value === null ? '' : String(value);
}

/** "Updated: …" above a record: when and by whom it was last stored. */
export function stampOf(row: Row) {
  return { lastUpdated: row._info?.lastUpdated ?? '', updatedBy: row._info?.updatedBy ?? '' };
}
