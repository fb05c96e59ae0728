import { useEffect, useState } from 'preact/hooks';
import { SERVICE_TOGGLES, SERVICES, type ServiceToggle } from '../../lib/domain/service.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { send } from '../../lib/messages/send.ts';
import type { Problem } from '../../lib/shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField, Switch, TextField } from '../ui/field.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { ServiceRow } from './service-row.tsx';

/** The labels of S15 figure 9b. */
const TOGGLE_LABELS: Record<ServiceToggle, string> = {
  'online-storage': 'Online Backup Storage',
  'online-computers': 'Online Backup # Computers',
  'local-storage': 'Local Backup Storage',
  'local-licenses': 'Local Backup Licenses',
  'email-archiving': 'Email Archiving',
  'email-filtering': 'Email Filtering',
  'other-licenses': 'Other Licenses',
};

/** S15 steps 4, 5 and 6b: management solution, what is pushed, which product stands for which service. */
export function ServicesSection({ visible }: { visible: boolean }) {
  const settings = useRequest(() => send('settings.read', {}));
  const services = useRequest(() => send('services.view', {}));
  const [draft, setDraft] = useState<Settings | null>(null);
  const [saved, setSaved] = useState<{ busy: boolean; done: boolean; problem: Problem | null }>({
    busy: false,
    done: false,
    problem: null,
  });

  // The connection may have been made on the other section meanwhile.
  useEffect(() => {
    if (visible) services.reload();
  }, [visible, services.reload]);
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
  const solutions = services.value?.managementSolutions ?? [];
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

      <fieldset class="bb-card">
        <legend>ConnectWise</legend>
        <div class="bb-fields">
          {solutions.length > 0 && (solutions.includes(draft.managementSolution) || draft.managementSolution === '') ? (
            <ChoiceField
              label="Management solution"
              value={draft.managementSolution}
              choices={['', ...solutions].map((name) => ({ value: name, label: name || 'Choose one …' }))}
              hint="System › Setup Tables › Management IT Solution."
              onChange={(managementSolution) => change({ managementSolution })}
            />
          ) : (
            <TextField
              label="Management solution"
              value={draft.managementSolution}
              hint="Its name in System › Setup Tables › Management IT Solution."
              error={
                solutions.length > 0
                  ? `ConnectWise has no management solution “${draft.managementSolution}”. It has: ${solutions.join(', ')}.`
                  : undefined
              }
              onInput={(managementSolution) => change({ managementSolution })}
            />
          )}
          <ChoiceField
            label="Storage unit"
            value={draft.storageUnit}
            choices={[
              { value: 'GB', label: 'GB (1,000,000,000 bytes)' },
              { value: 'GiB', label: 'GiB (1,073,741,824 bytes)' },
            ]}
            onChange={(storageUnit) => change({ storageUnit })}
          />
          <ChoiceField
            label="Rounding of storage"
            value={draft.rounding}
            choices={[
              { value: 'two-decimals', label: 'Two decimals' },
              { value: 'whole-units-up', label: 'Up to whole units' },
            ]}
            onChange={(rounding) => change({ rounding })}
          />
        </div>
        <div class="bb-switches">
          <Switch
            label="Update backup statistics"
            hint="Configurations and the executive management report."
            checked={draft.pushes.backupStatistics}
            onChange={(backupStatistics) => change({ pushes: { ...draft.pushes, backupStatistics } })}
          />
          <Switch
            label="Update agreement quantities"
            checked={draft.pushes.agreementParts}
            onChange={(agreementParts) => change({ pushes: { ...draft.pushes, agreementParts } })}
          />
          <Switch
            label="Update invoice descriptions"
            hint="Lists each account and its usage on the invoice line."
            checked={draft.pushes.invoiceDescriptions}
            onChange={(invoiceDescriptions) => change({ pushes: { ...draft.pushes, invoiceDescriptions } })}
          />
        </div>
      </fieldset>

      {SERVICE_TOGGLES.map((toggle) => (
        <fieldset class="bb-card" key={toggle}>
          <legend class="bb-visually-hidden">{TOGGLE_LABELS[toggle]}</legend>
          <Switch
            label={TOGGLE_LABELS[toggle]}
            checked={draft.toggles[toggle]}
            onChange={(on) => change({ toggles: { ...draft.toggles, [toggle]: on } })}
          />
          {draft.toggles[toggle] && (
            <ul class="bb-services">
              {SERVICES.filter((service) => service.toggle === toggle).map((service) => (
                <ServiceRow
                  key={service.id}
                  service={service}
                  view={services.value?.services.find((row) => row.service === service.id)}
                  chosen={draft.products[service.id]}
                  onChoose={(product) => change({ products: { ...draft.products, [service.id]: product } })}
                />
              ))}
            </ul>
          )}
        </fieldset>
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
