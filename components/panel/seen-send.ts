import type { WindowTask } from '../../lib/domain/panel-record.ts';
import type { Input, Output, PanelMessageName } from '../../lib/messages/protocol.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { fail } from '../../lib/shared/result.ts';
import type { Seen } from './clearly-visible.ts';
import type { PanelSend } from './panel-send.ts';
import * as RUN from './texts/run.ts';

/** Messages that plan, apply, sync or undo, and how the same goes on in a window of our own. */
const GUARDED: { [N in PanelMessageName]?: (input: Input<N>) => WindowTask | undefined } = {
  'company.plan': () => ({ kind: 'sync' }),
  'company.sync': () => ({ kind: 'sync' }),
  'finding.plan': ({ findingId }) => ({ kind: 'fix', findingId }),
  'links.plan': ({ customerId }) => ({ kind: 'link', customerId }),
  'plan.apply': () => undefined,
  'run.plan-undo': ({ runId }) => ({ kind: 'undo', runId }),
};

/**
 * Sends only what the user could see being requested: where the panel may be covered by ConnectWise's page, nothing is sent, and
 * the same opens in a window of our own.
 */
export function seenSend(send: PanelSend, isSeen: () => Promise<Seen>): PanelSend {
  return async <N extends PanelMessageName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const taskOf = GUARDED[name];
    const seen = taskOf ? await isSeen() : 'seen';
    if (!taskOf || seen === 'seen') return send(name, input);
    // Every output is a Result, and a failure fits each of them.
    if (seen === 'recent') return fail(RECENT) as Output<N>;
    const task = taskOf(input);
    await send('panel.open-window', { ...(task && { task }) });
    return fail(COVERED) as Output<N>;
  };
}

const COVERED: Failure = { code: 'needs-user', ...RUN.covered };
const RECENT: Failure = { code: 'needs-user', ...RUN.recent };
