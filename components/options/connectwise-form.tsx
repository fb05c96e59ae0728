import { useState } from 'preact/hooks';
import type { ConnectionView, ConnectWiseInput, ConnectWiseTest } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import { TextField } from '../ui/field.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { ConnectionCard, useConnectionForm } from './connection-form.tsx';
import { hostOf } from './host.ts';
import { CONNECTION_FORM, CONNECTWISE_FORM as TEXTS } from './texts/connections.ts';

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
      title={TEXTS.title}
      state={state}
      form={form}
      answer={form.answer && <Tested answer={form.answer} saved={form.saved} />}
    >
      <TextField
        label={TEXTS.site.label}
        inputMode="url"
        placeholder="na.myconnectwise.net"
        hint={TEXTS.site.hint}
        {...field('siteUrl')}
      />
      <TextField label={TEXTS.companyId.label} hint={TEXTS.companyId.hint} {...field('companyId')} />
      <TextField label={TEXTS.publicKey.label} hint={TEXTS.publicKey.hint} {...field('publicKey')} />
      <TextField
        label={TEXTS.privateKey.label}
        secret
        placeholder={stored?.hasPrivateKey ? CONNECTION_FORM.stored : ''}
        hint={TEXTS.privateKey.hint}
        {...field('privateKey')}
      />
      <TextField
        label={TEXTS.clientId.label}
        secret
        placeholder={stored?.hasClientId ? CONNECTION_FORM.stored : ''}
        hint={TEXTS.clientId.hint}
        {...field('clientId')}
      />
    </ConnectionCard>
  );
}

function Tested({ answer, saved }: { answer: ConnectWiseTest; saved: boolean }) {
  const answers = saved ? TEXTS.savedAnswers : TEXTS.answers;
  return (
    <>
      <Notice tone={answer.missingRights.length > 0 ? 'warning' : 'ok'}>
        <p>
          <strong>{answers(answer.version, answer.apiHost)}</strong>
        </p>
        <p>{TEXTS.signedIn(answer.member)}</p>
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
