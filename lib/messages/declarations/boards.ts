import * as z from 'zod/mini';
import type { BoardStatus, Reference } from '../../domain/connectwise-records.ts';
import { fromPage, nothing, recordId } from './declaration.ts';

export const BOARDS = {
  'boards.list': fromPage(nothing).answers<Reference[]>(),
  'boards.statuses': fromPage(z.strictObject({ boardId: recordId })).answers<BoardStatus[]>(),
};
