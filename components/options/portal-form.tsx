import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SourceKind } from '../../lib/domain/portal-facts.ts';
import type { ConnectionView, PortalInput, PortalTest } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import { ChoiceField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { ConnectionCard, useConnectionForm } from './connection-form.tsx';
import { FilePortal } from './file-portal.tsx';
import { hostOf } from './host.ts';
import { CONNECTION_FORM, PORTAL_FORM as TEXTS } from './texts/connections.ts';

interface Props {
  stored: ConnectionView['portal'];
  state?: ConnectionView['states']['portal'] | undefined;
  requestHost: (hostname: string) => Promise<boolean>;
  onSaved: () => void;
}

const KINDS: readonly { value: SourceKind; label: string }[] = [
  { value: 'x360recover', label: TEXTS.kind.x360recover },
  { value: 'efs-portal', label: TEXTS.kind['efs-portal'] },
  { value: 'file', label: TEXTS.kind.file },
];

/** Axcient's public API lives at one address; a portal of one's own has its own. */
const X360_ADDRESS = 'https://axapi.axcient.com/x360recover';

/** The portal, or the file that is imported in place of one. */
export function PortalForm(props: Props) {
  const { stored, state, onSaved } = props;
  const [kind, setKind] = useState<SourceKind>(stored?.kind ?? 'x360recover');
  const choice = <ChoiceField label={TEXTS.kind.label} value={kind} choices={KINDS} onChange={setKind} />;
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
function AddressForm({ stored, state, requestHost, onSaved, kind, choice }: AddressProps) {
  const [typed, setTyped] = useState<Omit<PortalInput, 'kind'>>({
    baseUrl: stored?.baseUrl ?? '',
    key: '',
  });
  const input: PortalInput = { ...typed, kind };
  const form = useConnectionForm<PortalTest>({
    test: () => send('connection.portal.test', input),
    save: () => send('connection.portal.save', input),
    allow: (host) => requestHost(host),
    hostname: () => hostOf(input.baseUrl || (input.kind === 'x360recover' ? X360_ADDRESS : '')),
    onSaved: () => {
      setTyped((before) => ({ ...before, key: '' }));
      onSaved();
    },
  });
  // What a test showed is of the portal that was chosen then.
  useEffect(() => form.edited(), [kind]);
  const change = (part: Partial<typeof typed>) => {
    setTyped({ ...typed, ...part });
    form.edited();
  };
  const error = (name: keyof PortalInput) => (form.failure?.field === name ? form.failure.message : undefined);
  return (
    <ConnectionCard
      title={TEXTS.title}
      state={state}
      form={form}
      answer={form.answer && <Tested answer={form.answer} saved={form.saved} />}
    >
      {choice}
      <TextField
        label={TEXTS.address}
        inputMode="url"
        placeholder={input.kind === 'x360recover' ? X360_ADDRESS : 'https://portal.example.com'}
        hint={TEXTS.addressHint[input.kind]}
        value={input.baseUrl}
        onInput={(baseUrl) => change({ baseUrl })}
        error={error('baseUrl')}
      />
      <TextField
        label={TEXTS.key[input.kind]}
        secret
        placeholder={stored?.hasKey ? CONNECTION_FORM.stored : ''}
        hint={TEXTS.keyHint[input.kind]}
        value={input.key}
        onInput={(key) => change({ key })}
        error={error('key')}
      />
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
