import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ConnectionStates, Side } from '../../lib/domain/connection-state.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';
import { STATE_TONES, stateWords } from '../connection/texts.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { DRAFT } from './texts/advice.ts';
import { COMMON } from './texts/common.ts';
import { CONNECTION_FORM } from './texts/connections.ts';

interface Options<T> {
  test: () => Promise<Result<T>>;
  save: () => Promise<Result<T>>;
  /**
   * Asks for access to a host where it is needed; false: the user said no.
   * @param isLacking whether the last answer said that access to this host is lacking
   */
  allow: (hostname: string, isLacking: boolean) => Promise<boolean>;
  /** Returns the host in the input; undefined while it is none. */
  hostname: () => string | undefined;
  onSaved: () => void;
}

export interface ConnectionForm<T> {
  busy: 'test' | 'save' | null;
  failure: Failure | null;
  answer: T | null;
  saved: boolean;
  test: () => void;
  save: () => void;
  /** Does again what failed last, after its correction. */
  repeat: () => void;
  /** The input changed: what was said about the former input no longer holds. */
  edited: () => void;
}

/** Keeps the host, so that the next click asks for it again. */
function refused(hostname: string): Failure {
  return {
    code: 'host-permission',
    message: CONNECTION_FORM.notAllowed(hostname),
    nextStep: CONNECTION_FORM.notAllowedNext,
    value: hostname,
  };
}

/** State of one connection form: test and save, one at a time; a failure leaves everything typed as it is. */
export function useConnectionForm<T>({ test, save, allow, hostname, onSaved }: Options<T>): ConnectionForm<T> {
  const [state, setState] = useState<Pick<ConnectionForm<T>, 'busy' | 'failure' | 'answer' | 'saved'>>({
    busy: null,
    failure: null,
    answer: null,
    saved: false,
  });
  const last = useRef<'test' | 'save'>('test');
  const go = async (kind: 'test' | 'save') => {
    last.current = kind;
    // The request for access must come first: the browser forgets the click at the first await on anything else.
    const lacking = state.failure?.code === 'host-permission' ? state.failure.value : undefined;
    const needed = lacking ?? hostname();
    const isAllowed = needed === undefined || (await allow(needed, lacking !== undefined).catch(() => false));
    if (!isAllowed) return setState({ busy: null, failure: refused(needed), answer: null, saved: false });
    setState({ busy: kind, failure: null, answer: null, saved: false });
    const result = await (kind === 'test' ? test() : save());
    if (!result.ok) return setState({ busy: null, failure: result.failure, answer: null, saved: false });
    setState({ busy: null, failure: null, answer: result.value, saved: kind === 'save' });
    if (kind === 'save') onSaved();
  };
  return {
    ...state,
    test: () => void go('test'),
    save: () => void go('save'),
    repeat: () => void go(last.current),
    edited: () =>
      setState((before) =>
        before.failure || before.answer ? { busy: before.busy, failure: null, answer: null, saved: false } : before,
      ),
  };
}

interface CardProps<T> {
  title: string;
  /** How the connection is now; undefined: not known yet. */
  state: ConnectionStates[Side] | undefined;
  form: ConnectionForm<T>;
  /** What an earlier visit of the page left in the fields. */
  draft?: { isResumed: boolean; onDiscard: () => void };
  answer: ComponentChildren;
  /** What the user does after saving. */
  next?: ComponentChildren;
  children: ComponentChildren;
}

export function ConnectionCard<T>({ title, state, form, draft, answer, next, children }: CardProps<T>) {
  // What a test just showed is newer than the last call in the background, and mostly says the same.
  const failure = form.failure || form.answer || form.busy ? null : state?.failure;
  return (
    <form
      class="bb-card"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      <header class="bb-card-head">
        <h2>{title}</h2>
        {state && <span class={`bb-pill bb-tone-${STATE_TONES[state.state]}`}>{stateWords(state)}</span>}
      </header>
      {failure && (
        <div class="bb-notices">
          <FailureNotice failure={failure} />
        </div>
      )}
      {draft?.isResumed && (
        <p class="bb-hint bb-draft">
          {DRAFT.resumed}{' '}
          <Button kind="quiet" onClick={draft.onDiscard}>
            {DRAFT.discard}
          </Button>
        </p>
      )}
      <div class="bb-fields">{children}</div>
      <div class="bb-answer" aria-live="polite">
        {form.failure && <FailureNotice failure={form.failure} />}
        {answer}
        {form.saved && next}
      </div>
      <footer class="bb-card-foot">
        <Button onClick={form.test} busy={form.busy === 'test'} disabled={form.busy !== null}>
          {CONNECTION_FORM.test}
        </Button>
        <Button kind="primary" type="submit" busy={form.busy === 'save'} disabled={form.busy !== null}>
          {COMMON.save}
        </Button>
      </footer>
    </form>
  );
}
