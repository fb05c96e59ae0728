import type { ConnectionStates } from '../../domain/connection-state.ts';
import type { ConnectionView } from '../views.ts';
import { fromPage, fromPanel, nothing } from './declaration.ts';

export const CONNECTION = {
  /** How both connections are now, for a panel whose own question failed. */
  'connection.states': fromPanel(nothing).answers<ConnectionStates>(),
  'connection.view': fromPage(nothing).answers<ConnectionView>(),
};
