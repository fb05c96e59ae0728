import type { MESSAGES } from './declarations/index.ts';
import type { TAB_MESSAGES } from './declarations/tab.ts';

export type { ConnectWiseInput, TenantInput } from './declarations/connectwise-connection.ts';
/**
 * The types of all messages, for those who send them: types only, so that a page pays nothing for the schemas. The messages are
 * declared in `declarations/`.
 */
export type { PanelStart } from './declarations/panel.ts';
export type { PortalInput } from './declarations/portal-connection.ts';
export type * from './views.ts';

type Messages = typeof MESSAGES;

export type MessageName = keyof Messages;
export type Input<N extends MessageName> = Messages[N]['input']['_zod']['output'];
export type Output<N extends MessageName> = NonNullable<Messages[N]['output']>;

/** What a content script may send. */
export type ContentMessageName = {
  [N in MessageName]: Messages[N]['sender'] extends 'page' | 'panel' ? never : N;
}[MessageName];

/** What the panel frame may send. */
export type PanelMessageName = {
  [N in MessageName]: Messages[N]['sender'] extends 'panel' ? N : never;
}[MessageName];

type TabMessages = typeof TAB_MESSAGES;

/** What the worker asks a content script. */
export type TabMessageName = keyof TabMessages;
export type TabInput<N extends TabMessageName> = NonNullable<TabMessages[N]['input']>;
export type TabOutput<N extends TabMessageName> = TabMessages[N]['output']['_zod']['output'];
