import type { IsoTime } from '../shared/time.ts';

export interface TicketSummary {
  id: number;
  summary: string;
  board: string;
  status: string;
  closed: boolean;
  enteredAt?: IsoTime;
  parentTicketId?: number;
  mergedInto?: number;
}
