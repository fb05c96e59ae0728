import type { TicketView } from '../../lib/domain/ticket-view.ts';
import type { PanelActions, PanelState } from './panel-state.ts';

/** All that the ticket's card shows. */
export interface TicketState
  extends Pick<PanelState, 'loading' | 'connections' | 'failure' | 'preview' | 'waitingFor' | 'run' | 'now'> {
  /** null: not answered yet, or a ticket of something else; then there is no card. */
  view: TicketView | null;
}

export type TicketActions = Pick<
  PanelActions,
  'refresh' | 'previewFix' | 'previewUndo' | 'allow' | 'apply' | 'cancelPreview' | 'cancelRun' | 'closeRun'
>;
