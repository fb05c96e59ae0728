import { extensionId, type MessageSender, onMessage, ownOrigin } from '../platform/runtime.ts';
import type { Failure } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { fail, type Result } from '../shared/result.ts';
import { safeParse } from '../shared/safe-parse.ts';
import { storageFailure } from '../shared/storage-failure.ts';
import { MESSAGES } from './declarations/index.ts';
import { WHILE_LOCKED } from './declarations/lock.ts';
import { isEnvelope } from './envelope.ts';
import type { Input, MessageName, Output } from './protocol.ts';
import { type ContentTier, type PanelTier, type Tier, tierOf } from './sender.ts';

/** One handler per message. It gets an input that was checked and who sent it as the browser says, and answers a Result. */
export type Handlers = { [N in MessageName]: (input: Input<N>, from: Tier) => Promise<Output<N>> };

/** The handlers of one area of messages, named as its declarations. */
export type HandlersOf<Area> = Pick<Handlers, keyof Area & MessageName>;

export interface RouterDeps {
  handlers: Handlers;
  /** What the worker does first at each start; no handler runs before it. */
  ready: Promise<void>;
  /** Host of the connected ConnectWise, or null. */
  connectedSite(): Promise<string | null>;
  /** Whether our content script is meant to run on this host, connected or not. */
  hasContentScript(host: string): Promise<boolean>;
  /** Whether this document, or the one around this panel frame, recognized the record. */
  knowsRecord(
    from: ContentTier | PanelTier,
    record: { kind: 'company' | 'agreement' | 'ticket'; id: number },
  ): Promise<boolean>;
  /** Whether this frame showed its token. */
  isPanel(from: PanelTier): Promise<boolean>;
  /** Whether the passphrase lock is on. Rejects where nobody knows: then our own pages are answered nothing. */
  isLocked(): Promise<boolean>;
  /** Whether one more message of this tab's content script is answered now. */
  mayAsk(tabId: number): boolean;
  log: Log;
}

/**
 * The worker's only message listener: sender tier → lock → parse → handler. What is not addressed to the worker is skipped (the
 * listener is no async function, which would answer every message with undefined); what is addressed to it and not allowed
 * is refused with a reason. To be called synchronously at the start of the worker.
 */
export function routeMessages(deps: RouterDeps, signal?: AbortSignal): void {
  onMessage((message, sender) => {
    if (!isEnvelope(message, 'worker')) return undefined;
    return answer(deps, message.name, message.input, sender);
  }, signal);
}

async function answer(deps: RouterDeps, name: string, input: unknown, sender: MessageSender): Promise<Result<unknown>> {
  try {
    const tier = tierOf(sender, { id: extensionId(), origin: ownOrigin() });
    if (!tier) return fail(FORBIDDEN);
    if (!isMessageName(name)) return fail(UNKNOWN);
    if (tier.kind === 'content' && !deps.mayAsk(tier.tabId)) return fail(TOO_MANY);
    await deps.ready;
    if (tier.kind === 'content') {
      const refusal = (await refuseContent(deps, name, input, tier)) ?? (await refuseRecord(deps, input, tier));
      if (refusal) return fail(refusal);
    }
    if (tier.kind === 'panel') {
      const refusal = (await refusePanel(deps, name, tier)) ?? (await refuseRecord(deps, input, tier));
      if (refusal) return fail(refusal);
    }
    if (tier.kind !== 'content' && !WHILE_LOCKED.includes(name) && (await deps.isLocked())) return fail(LOCKED);
    return await handle(deps.handlers, name, input, tier);
  } catch (error) {
    // The error's text stays out of answer and log: it may quote what was sent, and what was sent may be a key.
    deps.log.error('messages/router', `The handler of ${name} threw.`, stackFrames(error));
    return fail(storageFailure(error) ?? INTERNAL);
  }
}

async function handle<N extends MessageName>(
  handlers: Handlers,
  name: N,
  input: unknown,
  from: Tier,
): Promise<Result<unknown>> {
  const parsed = safeParse(MESSAGES[name].input, input);
  if (parsed.success) return handlers[name](parsed.data as Input<N>, from);
  const [issue] = parsed.error.issues;
  const field = issue?.path.map(String).join('.') || 'the message';
  return fail({
    code: 'bad-input',
    message: `"${field}" of "${name}" is not valid: ${issue?.message ?? 'unknown reason'}.`,
    nextStep: 'Correct the field and try again.',
    field,
  });
}

/** A content script asks only for what it may, and for data only on the site that the keys belong to. */
async function refuseContent(
  deps: RouterDeps,
  name: MessageName,
  input: unknown,
  tier: ContentTier,
): Promise<Failure | null> {
  const { sender } = MESSAGES[name];
  if (sender === 'page' || sender === 'panel') return FORBIDDEN;
  if (sender === 'any-content') return (await deps.hasContentScript(tier.host)) ? null : FORBIDDEN;
  const connectedSite = await deps.connectedSite();
  if (connectedSite === null) return NOT_CONNECTED;
  if (tier.host !== connectedSite) return OTHER_SITE;
  const claimed = typeof input === 'object' && input !== null && 'site' in input ? input.site : tier.host;
  return claimed === tier.host ? null : OTHER_SITE;
}

/** The panel frame may be framed by any page that learned its address: before it showed its token it gets no answer. */
async function refusePanel(deps: RouterDeps, name: MessageName, tier: PanelTier): Promise<Failure | null> {
  if (MESSAGES[name].sender !== 'panel') return FORBIDDEN;
  if (name !== 'panel.start' && !(await deps.isPanel(tier))) return FORBIDDEN;
  return null;
}

/** A page is assumed hostile: it may ask about records that the user had opened in it, and no others. */
async function refuseRecord(deps: RouterDeps, input: unknown, tier: ContentTier | PanelTier): Promise<Failure | null> {
  const members = typeof input === 'object' && input !== null ? input : {};
  const named = [
    ['company', 'companyId' in members ? members.companyId : null],
    ['agreement', 'agreementId' in members ? members.agreementId : null],
    // A content script names a ticket only to have it recognized.
    ['ticket', tier.kind === 'panel' && 'ticketId' in members ? members.ticketId : null],
  ] as const;
  for (const [kind, id] of named) {
    if (typeof id === 'number' && !(await deps.knowsRecord(tier, { kind, id }))) return NOT_OPEN;
  }
  return null;
}

function isMessageName(name: string): name is MessageName {
  return Object.hasOwn(MESSAGES, name);
}

const LONGEST_STACK = 8_000;
const LONGEST_FRAME = 300;

/** The kind of error and the lines of code it passed, without its message. */
function stackFrames(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  // Behind the message, which may quote what came from outside and be of any length.
  const stack = (error.stack ?? '').replace(error.message, '').slice(0, LONGEST_STACK);
  const frames = stack
    .split('\n')
    .filter((line) => /^ *at /.test(line) || (line.includes('@') && /:\d+:\d+$/.test(line)));
  return { name: error.name, frames: frames.slice(0, 8).map((line) => line.slice(0, LONGEST_FRAME)) };
}

const FORBIDDEN: Failure = {
  code: 'bad-input',
  message: 'The worker does not answer this message from this sender.',
  nextStep: 'Open the options page of Backup Bridge.',
};

const NOT_OPEN: Failure = {
  code: 'bad-input',
  message: 'This record was not opened in this tab, so nothing of it is shown here.',
  nextStep: 'Open the record in ConnectWise.',
};

const TOO_MANY: Failure = {
  code: 'too-many-requests',
  message: 'This page asked Backup Bridge too often in a short time.',
  nextStep: 'It is answered again in a few seconds.',
};

const LOCKED: Failure = {
  code: 'locked',
  message: 'Backup Bridge is locked.',
  nextStep: 'Enter the passphrase in a page of Backup Bridge.',
};

const UNKNOWN: Failure = {
  code: 'extension-updated',
  message: 'This page was made for another version of Backup Bridge.',
  nextStep: 'Load this page again.',
};

const NOT_CONNECTED: Failure = {
  code: 'not-connected',
  message: 'Backup Bridge is not connected to ConnectWise.',
  nextStep: 'Connect it under Options › Connections.',
};

const OTHER_SITE: Failure = {
  code: 'not-connected',
  message: 'Backup Bridge is connected to another ConnectWise site than the one of this page.',
  nextStep: 'Open the connected site, or change the connection under Options › Connections.',
};

const INTERNAL: Failure = {
  code: 'internal',
  message: 'Something in Backup Bridge went wrong that it did not expect.',
  nextStep: 'Try again; if it happens again, report it with the console output of the extension.',
};
