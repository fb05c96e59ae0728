import type { Side } from '../../../lib/domain/connection-state.ts';
import type { Disconnected } from '../../../lib/messages/protocol.ts';
import { SIDE_IN_SENTENCE } from '../../connection/texts.ts';

export const DISCONNECT_TEXTS = {
  title: 'Disconnect',
  lead: 'Deletes the keys in this browser. The journal and the settings stay; in ConnectWise and in the portal nothing changes.',
  open: (side: Side) => `Disconnect ${SIDE_IN_SENTENCE[side]}…`,
  question: (side: Side) =>
    `Disconnect ${SIDE_IN_SENTENCE[side]}? Its keys are deleted, a sync that is going on stops, and nothing is synced until you connect again.`,
  confirm: 'Disconnect',
  cancel: 'Cancel',
  done: (side: Side, { hostsGivenBack, isLast }: Disconnected): string[] => [
    `Disconnected ${SIDE_IN_SENTENCE[side]}. Its keys are deleted.`,
    ...(hostsGivenBack.length > 0 ? [`The permission for ${hostsGivenBack.join(' and ')} was given back.`] : []),
    ...(isLast ? ['No key is left in this browser.'] : []),
  ],
};
