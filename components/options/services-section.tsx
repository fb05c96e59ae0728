import { useEffect, useState } from 'preact/hooks';
import { SERVICE_TOGGLES } from '../../lib/domain/service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { send } from '../../lib/messages/send.ts';
import type { Problem } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { PushSettings } from './push-settings.tsx';
import { ToggleCard } from './toggle-card.tsx';

/** S15 steps 4, 5 and 6b: management solution, what is pushed, which product stands for which service. */
export function ServicesSection({ visible }: { visible: boolean }) {
  const settings = useRequest(() => send('settings.read', {}));
  // Each time anew: the connection may have been made on the other section meanwhile.
  const services = useRequest(() => send('services.view', {}), { when: visible });
  const [draft, setDraft] = useState<Settings | null>(null);
  const [saved, setSaved] = useState<{ busy: boolean; done: boolean; problem: Problem | null }>({
    busy: false,
    done: false,
    problem: null,
  });

  useEffect(() => {
    if (settings.value) setDraft((before) => before ?? settings.value ?? null);
  }, [settings.value]);

  if (settings.problem) return <ProblemNotice problem={settings.problem} />;
  if (!draft) return <Skeleton />;

  const change = (part: Partial<Settings>) => {
    setDraft({ ...draft, ...part });
    setSaved({ busy: false, done: false, problem: null });
  };
  const save = async () => {
    setSaved({ busy: true, done: false, problem: null });
    const result = await send('settings.save', { settings: draft });
    setSaved({ busy: false, done: result.ok, problem: result.ok ? null : result.problem });
    if (result.ok) setDraft(result.value);
    services.reload();
  };
  return (
    <form
      aria-label="Services and products"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h1>Services & products</h1>
      <p class="bb-lead">What is pushed into ConnectWise, and which product bills which service.</p>
      {services.value?.problem && <ProblemNotice problem={services.value.problem} tone="warning" />}
      {services.problem && <ProblemNotice problem={services.problem} tone="warning" />}

      <PushSettings settings={draft} solutions={services.value?.managementSolutions ?? []} onChange={change} />
      {SERVICE_TOGGLES.map((toggle) => (
        <ToggleCard
          key={toggle}
          toggle={toggle}
          settings={draft}
          services={services.value?.services}
          onChange={change}
        />
      ))}

      <div class="bb-save-bar">
        <div aria-live="polite">
          {saved.done && <Notice tone="ok">Saved.</Notice>}
          {saved.problem && <ProblemNotice problem={saved.problem} />}
        </div>
        <Button kind="primary" type="submit" busy={saved.busy}>
          Save changes
        </Button>
      </div>
    </form>
  );
}
