import * as z from 'zod/mini';
import type { ConnectionStates } from '../../domain/connection-state.ts';
import type { ConnectionView, Disconnected } from '../views.ts';
import { fromPage, fromPanel, nothing } from './declaration.ts';

export const CONNECTION = {
  /** How both connections are now, for a panel whose own question failed. */
  'connection.states': fromPanel(nothing).answers<ConnectionStates>(),
  'connection.view': fromPage(nothing).answers<ConnectionView>(),
  /** Deletes the keys of one side and gives back what only it needed. Journal, settings and links stay. */
  'connection.disconnect': fromPage(
    z.strictObject({ side: z.enum(['connectWise', 'portal']) }),
  ).answers<Disconnected>(),
};
