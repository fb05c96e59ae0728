import { useState } from 'preact/hooks';
import type { SourceKind } from '../../lib/domain/portal-facts.ts';
import type { ConnectionView, PortalInput, PortalTest } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import { ChoiceField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { ConnectionCard, useConnectionForm } from './connection-form.tsx';
import { hostOf } from './host.ts';

interface Props {
  stored: ConnectionView['portal'];
  state?: ConnectionView['states']['portal'] | undefined;
  requestHost: (hostname: string) => Promise<boolean>;
  onSaved: () => void;
}

const KINDS: readonly { value: SourceKind; label: string }[] = [
  { value: 'x360recover', label: 'Axcient x360Recover' },
  { value: 'efs-portal', label: 'EFS portal (or a bridge in front of one)' },
];

/** Axcient's public API lives at one address; a portal of one's own has its own. */
const X360_ADDRESS = 'https://axapi.axcient.com/x360recover';

export function PortalForm({ stored, state, requestHost, onSaved }: Props) {
  const [input, setInput] = useState<PortalInput>({
    kind: stored?.kind ?? 'x360recover',
    baseUrl: stored?.baseUrl ?? '',
    key: '',
  });
  const form = useConnectionForm<PortalTest>({
    test: () => send('connection.portal.test', input),
    save: () => send('connection.portal.save', input),
    allow: (host) => requestHost(host),
    hostname: () => hostOf(input.baseUrl || (input.kind === 'x360recover' ? X360_ADDRESS : '')),
    onSaved: () => {
      setInput((typed) => ({ ...typed, key: '' }));
      onSaved();
    },
  });
  const change = (part: Partial<PortalInput>) => {
    setInput({ ...input, ...part });
    form.edited();
  };
  const error = (name: keyof PortalInput) => (form.failure?.field === name ? form.failure.message : undefined);
  return (
    <ConnectionCard
      title="Backup portal"
      state={state}
      form={form}
      answer={form.answer && <Tested answer={form.answer} saved={form.saved} />}
    >
      <ChoiceField label="Portal" value={input.kind} choices={KINDS} onChange={(kind) => change({ kind })} />
      <TextField
        label="Address"
        inputMode="url"
        placeholder={input.kind === 'x360recover' ? X360_ADDRESS : 'https://portal.example.com'}
        hint={
          input.kind === 'x360recover'
            ? 'Leave empty for Axcient’s own address.'
            : 'Where the portal API answers; https only.'
        }
        value={input.baseUrl}
        onInput={(baseUrl) => change({ baseUrl })}
        error={error('baseUrl')}
      />
      <TextField
        label={input.kind === 'x360recover' ? 'API key' : 'Access token'}
        secret
        placeholder={stored?.hasKey ? 'Stored. Type to replace it.' : ''}
        hint={
          input.kind === 'x360recover'
            ? 'x360Portal › Settings › API Keys, with the x360Recover permission.'
            : 'Made in the portal, for this browser.'
        }
        value={input.key}
        onInput={(key) => change({ key })}
        error={error('key')}
      />
    </ConnectionCard>
  );
}

function Tested({ answer, saved }: { answer: PortalTest; saved: boolean }) {
  return (
    <Notice tone="ok">
      <p>
        <strong>
          {saved ? 'Saved. ' : ''}
          {answer.name} answers with {new Intl.NumberFormat().format(answer.customers)}{' '}
          {answer.customers === 1 ? 'customer' : 'customers'}.
        </strong>
      </p>
      {[...answer.cleaned, ...(answer.done ?? [])].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  );
}
