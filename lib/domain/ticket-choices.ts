import { literalText } from '../shared/text-values.ts';
import type { AccountKind } from './portal-facts.ts';

/** Priority, type and subtype of new tickets, by severity and by what is protected (docs/reference/sync.md#tickets). */

export const TICKET_SEVERITIES = ['error', 'warning'] as const;
export type TicketSeverity = (typeof TICKET_SEVERITIES)[number];

interface Named {
  id: number;
  name: string;
}

/** What a new ticket gets; null: ConnectWise's default. */
export interface TicketChoice {
  priority: Named | null;
  type: Named | null;
  subType: Named | null;
}

/** By severity and kind, e.g. `error/server`; absent: ConnectWise's defaults. */
export type TicketChoices = Partial<Record<`${TicketSeverity}/${AccountKind}`, TicketChoice>>;

export const NO_CHOICE: TicketChoice = { priority: null, type: null, subType: null };

/** What may be chosen: active ones alone. Types and subtypes are those of one board. */
export interface AvailableChoices {
  priorities: Named[];
  types: Named[];
  subTypes: AvailableSubType[];
}

export interface AvailableSubType extends Named {
  /** The types that it goes with. */
  typeIds: number[];
}

/** Why nothing is known of what may be chosen: ConnectWise refused a choice lately, or could not be asked. */
export type UnknownChoices = 'refused' | 'unreadable';

/** Returns the choices for another board: types are of one board, priorities of all. */
export function withoutTypes(choices: TicketChoices): TicketChoices {
  const kept = Object.entries(choices).flatMap(([key, one]) =>
    one?.priority ? [[key, { ...NO_CHOICE, priority: one.priority }]] : [],
  );
  return Object.fromEntries(kept) as TicketChoices;
}

/** Whether any ticket gets something other than the defaults. */
export function hasChoices(choices: TicketChoices): boolean {
  return Object.values(choices).some((one) => one && (one.priority || one.type || one.subType));
}

/** What of a choice is sent, and sentences about what is not. */
export interface CheckedChoice {
  fields: { field: keyof TicketChoice; to: Named }[];
  remarks: string[];
}

/**
 * Returns what a new ticket gets. A choice that ConnectWise no longer has is named, and its default is used: a ticket is never lost
 * for it.
 */
export function checkedChoice(
  choice: TicketChoice,
  available: AvailableChoices | UnknownChoices | undefined,
): CheckedChoice {
  const wanted = PARTS.flatMap((field) => (choice[field] ? [{ field, to: choice[field] }] : []));
  if (wanted.length === 0) return { fields: [], remarks: [] };
  if (available === undefined || typeof available === 'string')
    return { fields: [], remarks: [available === 'refused' ? REFUSED : UNREADABLE] };
  const fields = wanted.filter(({ field, to }) => isAvailable(field, to, choice, available));
  const gone = wanted.filter((one) => !fields.includes(one));
  return {
    fields,
    remarks: gone.map(
      ({ field, to }) =>
        `${WORDS[field]} “${literalText(to.name)}” cannot be used in ConnectWise any more: its default was used.`,
    ),
  };
}

const PARTS = ['priority', 'type', 'subType'] as const;
const WORDS: Record<keyof TicketChoice, string> = { priority: 'Priority', type: 'Type', subType: 'Subtype' };
const REFUSED = 'ConnectWise refused the chosen priority or type: its defaults were used.';
const UNREADABLE = 'Priorities and types could not be read: ConnectWise’s defaults were used.';

function isAvailable(
  field: keyof TicketChoice,
  { id }: Named,
  { type }: TicketChoice,
  { priorities, types, subTypes }: AvailableChoices,
): boolean {
  if (field === 'priority') return priorities.some((one) => one.id === id);
  if (field === 'type') return types.some((one) => one.id === id);
  // A subtype without its type means nothing.
  const isTyped = type !== null && types.some((one) => one.id === type.id);
  return isTyped && subTypesOf(type.id, subTypes).some((one) => one.id === id);
}

/** Returns the subtypes that go with a type. */
export function subTypesOf(typeId: number, subTypes: readonly AvailableSubType[]): AvailableSubType[] {
  return subTypes.filter(({ typeIds }) => typeIds.includes(typeId));
}
