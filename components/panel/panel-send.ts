import type { Input, Output, PanelMessageName } from '../../lib/messages/protocol.ts';

/** Asks the worker, as the panel may. */
export type PanelSend = <N extends PanelMessageName>(name: N, input: Input<N>) => Promise<Output<N>>;
