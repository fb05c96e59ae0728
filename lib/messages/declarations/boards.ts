import * as z from 'zod/mini';
import type { BoardStatus, Reference } from '../../domain/connectwise-records.ts';
import type { AvailableChoices } from '../../domain/ticket-choices.ts';
import { fromPage, nothing, recordId } from './declaration.ts';

export const BOARDS = {
  'boards.list': fromPage(nothing).answers<Reference[]>(),
  'boards.statuses': fromPage(z.strictObject({ boardId: recordId })).answers<BoardStatus[]>(),
  /** Priorities, types and subtypes that a ticket of the board may get. */
  'boards.ticket-choices': fromPage(z.strictObject({ boardId: recordId })).answers<AvailableChoices>(),
};
