import { useState } from 'preact/hooks';
import { DEFAULT_LOCK_MINUTES, type LockView } from '../../lib/domain/lock.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import type { Result } from '../../lib/shared/result.ts';
import { LockNow } from '../lock/lock-now.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';
import { LockForm, type LockTask, type TypedLock } from './lock-form.tsx';
import { LOCK_CARD as TEXTS } from './texts/lock.ts';

/** Sets, changes and removes the passphrase of our own pages. */
export function LockCard({ visible }: { visible: boolean }) {
  const { value, reload } = useRequest(() => send('lock.view', {}), { when: visible });
  const [opened, setOpened] = useState<LockTask | null>(null);
  const [done, setDone] = useState<LockTask | null>(null);
  if (!value) return null;
  const task = value.isSet ? opened : 'set';

  const open = (next: LockTask) => {
    setDone(null);
    setOpened(next);
  };
  /** Why not, or null. */
  const perform = async (form: LockTask, typed: TypedLock): Promise<Failure | null> => {
    const result = await ask(form, typed);
    if (!result.ok) return result.failure;
    setOpened(null);
    setDone(form);
    reload();
    return null;
  };

  return (
    <section class="bb-card" aria-label={TEXTS.title}>
      <header class="bb-card-head">
        <h2>{TEXTS.title}</h2>
        <span class={`bb-pill ${value.isSet ? 'bb-tone-ok' : 'bb-tone-quiet'}`}>
          {value.isSet ? TEXTS.on : TEXTS.off}
        </span>
      </header>
      <p>{value.isSet ? TEXTS.locksAfter(value.minutes) : TEXTS.lead}</p>
      <p class="bb-hint">{TEXTS.limits}</p>
      <div class="bb-answer" aria-live="polite">
        {done && <Notice tone="ok">{TEXTS.done[done]}</Notice>}
      </div>
      {task ? (
        <LockForm
          // Nothing that was typed for one is left in the next.
          key={task}
          task={task}
          minutes={value.isSet ? value.minutes : DEFAULT_LOCK_MINUTES}
          onSubmit={(typed) => perform(task, typed)}
          onCancel={value.isSet ? () => setOpened(null) : undefined}
        />
      ) : (
        <footer class="bb-card-foot">
          <Button onClick={() => open('remove')}>{TEXTS.remove}</Button>
          <Button onClick={() => open('change')}>{TEXTS.change}</Button>
          <LockNow />
        </footer>
      )}
    </section>
  );
}

function ask(task: LockTask, { current, passphrase, minutes }: TypedLock): Promise<Result<LockView>> {
  if (task === 'set') return send('lock.set', { passphrase, minutes });
  if (task === 'remove') return send('lock.remove', { current });
  return send('lock.change', { current, minutes, ...(passphrase !== '' && { passphrase }) });
}
