import type { ConnectionStates } from '../../domain/connection-state.ts';
import type { ConnectionView } from '../views.ts';
import { fromContent, fromPage, nothing } from './declaration.ts';

export const CONNECTION = {
  /** How both connections are now, for a panel whose own question failed. */
  'connection.states': fromContent(nothing).answers<ConnectionStates>(),
  'connection.view': fromPage(nothing).answers<ConnectionView>(),
};
