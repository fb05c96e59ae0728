import * as z from 'zod/mini';
import type { PanelShown, WindowTask } from '../../domain/panel-record.ts';
import { fromContent, fromPanel, nothing, ourId, recordId, shortText } from './declaration.ts';

const record = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('company'), companyId: recordId, name: shortText }),
  z.strictObject({ kind: z.literal('ticket'), ticketId: recordId, banner: shortText }),
]);

const shown: z.ZodMiniType<PanelShown> = z.strictObject({
  record,
  onScreen: z.strictObject({ entries: z.boolean(), agreementIds: z.array(recordId).check(z.maxLength(20)) }),
  fix: z.optional(z.strictObject({ findingId: ourId, nth: z.int().check(z.gte(0)) })),
});

const task: z.ZodMiniType<WindowTask> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sync') }),
  z.strictObject({ kind: z.literal('fix'), findingId: ourId }),
  z.strictObject({ kind: z.literal('undo'), runId: ourId }),
  z.strictObject({ kind: z.literal('link'), customerId: z.string().check(z.minLength(1), z.maxLength(100)) }),
]);

/** What a panel frame begins with. */
export interface PanelStart {
  /** Names this frame in what the worker sends to all of them. */
  session: string;
  /** Host of the ConnectWise around it. */
  site: string;
  shown: PanelShown | null;
  isPinned: boolean;
}

/** The panel frame inside ConnectWise, and the content script around it; the two speak through the worker only (SECURITY.md). */
export const PANEL = {
  /** A token that lets one frame begin, in the tab, frame and document that asks. */
  'panel.open': fromContent(nothing).answers<{ token: string }>(),
  /** Which recognized record the panel is to show; null: none, the user left it. */
  'panel.show': fromContent(z.strictObject({ shown: z.nullable(shown) })).answers<null>(),
  /** Opens the same record in a window of our own, where ConnectWise's page does not let the frame appear. */
  'page.open-window': fromContent(nothing).answers<null>(),
  /** Begins a panel frame; the token is good once. Every other message of a frame that did not begin is refused. */
  'panel.start': fromPanel(z.strictObject({ token: ourId })).answers<PanelStart>(),
  'panel.collapse': fromPanel(nothing).answers<null>(),
  /** Whether the panel stays open on every screen. */
  'panel.pin': fromPanel(z.strictObject({ pinned: z.boolean() })).answers<null>(),
  /** A run ended: the marks in the page are checked again. */
  'panel.changed': fromPanel(nothing).answers<null>(),
  /** Whether nothing of the page lies over the frame or makes it hard to see, as the content script finds. */
  'panel.attest': fromPanel(nothing).answers<{ visible: boolean }>(),
  /** Opens a window of our own for the passphrase. */
  'panel.open-unlock': fromPanel(nothing).answers<null>(),
  /** Opens the first run, where what is missing is connected. */
  'panel.open-welcome': fromPanel(nothing).answers<null>(),
  /** Goes on in a window of our own. */
  'panel.open-window': fromPanel(z.strictObject({ task: z.optional(task) })).answers<null>(),
};
