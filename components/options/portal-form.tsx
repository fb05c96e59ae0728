import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { advisePortal, type PortalField, X360_ADDRESS } from '../../lib/domain/connection-advice.ts';
import type { SourceKind } from '../../lib/domain/portal-facts.ts';
import type { ConnectionView, PortalInput, PortalTest } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import { ChoiceField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { ConnectionCard, useConnectionForm } from './connection-form.tsx';
import { adviceNote } from './field-note.tsx';
import { FilePortal } from './file-portal.tsx';
import { hostOf } from './host.ts';
import { Locked, PolicyContext } from './setting.tsx';
import { CONNECTION_FORM, PORTAL_FORM as TEXTS } from './texts/connections.ts';
import { useDraft } from './use-draft.ts';
import { usePause } from './use-pause.ts';

interface Props {
  stored: ConnectionView['portal'];
  state?: ConnectionView['states']['portal'] | undefined;
  requestHost: (hostname: string) => Promise<boolean>;
  onSaved: () => void;
  /** What the user does after saving. */
  next?: ComponentChildren;
}

const KINDS: readonly { value: SourceKind; label: string }[] = [
  { value: 'x360recover', label: TEXTS.kind.x360recover },
  { value: 'efs-portal', label: TEXTS.kind['efs-portal'] },
  { value: 'file', label: TEXTS.kind.file },
];

/** The portal, or the file that is imported in place of one. */
export function PortalForm(props: Props) {
  const { stored, state, onSaved } = props;
  const [chosen, setKind] = useState<SourceKind>(stored?.kind ?? 'x360recover');
  const fixed = useContext(PolicyContext)?.portal?.kind;
  const kind = fixed ?? chosen;
  const choice = (
    <Locked when={fixed !== undefined}>
      <ChoiceField label={TEXTS.kind.label} value={kind} choices={KINDS} onChange={setKind} />
    </Locked>
  );
  if (kind !== 'file') return <AddressForm {...props} kind={kind} choice={choice} />;
  return (
    <FilePortal stored={stored} state={state} onSaved={onSaved}>
      {choice}
    </FilePortal>
  );
}

interface AddressProps extends Props {
  kind: PortalInput['kind'];
  choice: ComponentChildren;
}

/** Address and key of a portal. */
function AddressForm({ stored, state, requestHost, onSaved, next, kind, choice }: AddressProps) {
  const initial = {
    baseUrl: (stored?.kind === kind && stored.baseUrl) || (kind === 'x360recover' ? X360_ADDRESS : ''),
    key: '',
  };
  const draft = useDraft<PortalField>({ name: 'portal', initial, kept: ['baseUrl'] });
  const { typed } = draft;
  const policy = useContext(PolicyContext)?.portal;
  // The key of a policy is the worker's to fill in.
  const fixed = policy?.baseUrl === undefined ? {} : { baseUrl: policy.baseUrl };
  const isFixedField = (name: PortalField) => (name === 'key' ? policy?.keys.includes('key') === true : name in fixed);
  const input = (): PortalInput => ({ ...draft.latest(), ...fixed, kind });
  const form = useConnectionForm<PortalTest>({
    test: () => send('connection.portal.test', input()),
    save: () => send('connection.portal.save', input()),
    allow: (host) => requestHost(host),
    hostname: () => hostOf(input().baseUrl || (kind === 'x360recover' ? X360_ADDRESS : '')),
    onSaved: () => {
      draft.reset({ ...draft.latest(), key: '' });
      onSaved();
    },
  });
  // What a test showed is of the portal that was chosen then, and so is the vendor's own address.
  const [shownKind, setShownKind] = useState(kind);
  useEffect(() => {
    if (kind === shownKind) return;
    setShownKind(kind);
    form.edited();
    // The address of another kind's portal is none of this one; what was typed stays.
    const { baseUrl } = draft.latest();
    if (baseUrl === '' || baseUrl === X360_ADDRESS || baseUrl === stored?.baseUrl)
      draft.put({ baseUrl: initial.baseUrl });
  }, [kind]);
  const isPaused = usePause(typed);
  const advice = advisePortal(kind, typed).filter(({ to }) => to || isPaused);
  const field = (name: PortalField) => ({
    value: { ...typed, ...fixed }[name],
    onInput: (value: string) => {
      draft.type(name, value);
      form.edited();
    },
    // What is wrong is said below the fields, once.
    isWrong: form.failure?.field === name,
    note: adviceNote({
      field: name,
      advice,
      cleaned: draft.cleaned[name],
      onCorrect: (to) => {
        draft.put(to);
        form.edited();
      },
    }),
  });
  return (
    <ConnectionCard
      title={TEXTS.title}
      state={state}
      form={form}
      draft={{ isResumed: draft.isResumed, onDiscard: () => draft.reset(initial) }}
      next={next}
      answer={form.answer && <Tested answer={form.answer} saved={form.saved} />}
    >
      {choice}
      <Locked when={isFixedField('baseUrl')}>
        <TextField
          label={TEXTS.address}
          inputMode="url"
          placeholder={kind === 'x360recover' ? X360_ADDRESS : 'https://portal.example.com'}
          hint={TEXTS.addressHint[kind]}
          {...field('baseUrl')}
        />
      </Locked>
      <Locked when={isFixedField('key')}>
        <TextField
          label={TEXTS.key[kind]}
          secret
          placeholder={stored?.hasKey && !isFixedField('key') ? CONNECTION_FORM.stored : ''}
          hint={TEXTS.keyHint[kind]}
          {...field('key')}
        />
      </Locked>
    </ConnectionCard>
  );
}

function Tested({ answer, saved }: { answer: PortalTest; saved: boolean }) {
  const answers = saved ? TEXTS.savedAnswers : TEXTS.answers;
  return (
    <Notice tone="ok">
      <p>
        <strong>{answers(answer.name, answer.customers)}</strong>
      </p>
      {[...answer.cleaned, ...(answer.done ?? [])].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  );
}
