import type { PollView } from '../../domain/event-view.ts';
import type { StatusView } from '../views.ts';
import { fromPage, nothing } from './declaration.ts';

export const STATUS = {
  'status.view': fromPage(nothing).answers<StatusView>(),
  'poll.now': fromPage(nothing).answers<PollView>(),
};
