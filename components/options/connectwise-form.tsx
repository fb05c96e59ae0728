import { useState } from 'preact/hooks';
import type { ConnectionView, ConnectWiseInput, ConnectWiseTest } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import { TextField } from '../ui/field.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { ConnectionCard, useConnectionForm } from './connection-form.tsx';
import { hostOf } from './host.ts';

interface Props {
  stored: ConnectionView['connectWise'];
  state?: ConnectionView['states']['connectWise'] | undefined;
  requestHost: (hostname: string) => Promise<boolean>;
  onSaved: () => void;
}

/**
 * docs/reference/setup-guides.md#step-6a with API-member keys (docs/reference/setup-guides.md#2022-step-3) instead of
 * the integrator login.
 */
export function ConnectWiseForm({ stored, state, requestHost, onSaved }: Props) {
  const [input, setInput] = useState<ConnectWiseInput>({
    siteUrl: stored?.siteUrl ?? '',
    companyId: stored?.companyId ?? '',
    publicKey: stored?.publicKey ?? '',
    privateKey: '',
    clientId: '',
  });
  const form = useConnectionForm<ConnectWiseTest>({
    test: () => send('connection.connectwise.test', input),
    save: () => send('connection.connectwise.save', input),
    // Cloud hosts are covered by the manifest unless the user withdrew them; any other host needs the user's consent, asked on the click.
    allow: async (host, isLacking) => (!isLacking && host.endsWith('.myconnectwise.net')) || requestHost(host),
    hostname: () => hostOf(input.siteUrl),
    onSaved: () => {
      setInput((typed) => ({ ...typed, privateKey: '', clientId: '' }));
      onSaved();
    },
  });
  const field = (name: keyof ConnectWiseInput) => ({
    value: input[name],
    onInput: (value: string) => {
      setInput({ ...input, [name]: value });
      form.edited();
    },
    error: form.failure?.field === name ? form.failure.message : undefined,
  });
  return (
    <ConnectionCard
      title="ConnectWise"
      state={state}
      form={form}
      answer={form.answer && <Tested answer={form.answer} saved={form.saved} />}
    >
      <TextField
        label="Site"
        inputMode="url"
        placeholder="na.myconnectwise.net"
        hint="As you see it in the address bar. On-premise hosts work too; the browser asks for your consent."
        {...field('siteUrl')}
      />
      <TextField
        label="Company ID"
        hint="What you type at “Company” when you log in to ConnectWise."
        {...field('companyId')}
      />
      <TextField label="Public key" hint="System › Members › API Members › API Keys." {...field('publicKey')} />
      <TextField
        label="Private key"
        secret
        placeholder={stored?.hasPrivateKey ? 'Stored. Type to replace it.' : ''}
        hint="ConnectWise shows it once, when the key is made. Lost it? Make a new key."
        {...field('privateKey')}
      />
      <TextField
        label="Client ID"
        secret
        placeholder={stored?.hasClientId ? 'Stored. Type to replace it.' : ''}
        hint="Your own, from developer.connectwise.com › Client IDs: 36 characters with dashes."
        {...field('clientId')}
      />
    </ConnectionCard>
  );
}

function Tested({ answer, saved }: { answer: ConnectWiseTest; saved: boolean }) {
  return (
    <>
      <Notice tone={answer.missingRights.length > 0 ? 'warning' : 'ok'}>
        <p>
          <strong>
            {saved ? 'Saved. ' : ''}ConnectWise {answer.version} answers at {answer.apiHost}.
          </strong>
        </p>
        <p>Signed in as {answer.member}.</p>
        {[...answer.cleaned, ...(answer.done ?? [])].map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Notice>
      {answer.missingRights.map((failure) => (
        <FailureNotice key={failure.message} failure={failure} tone="warning" />
      ))}
    </>
  );
}
