import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { adviseConnectWise, type ConnectWiseField } from '../../lib/domain/connection-advice.ts';
import type { ConnectionView, ConnectWiseInput, ConnectWiseTest } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { RightsList } from '../setup/rights-list.tsx';
import { TextField } from '../ui/field.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { ConnectionCard, useConnectionForm } from './connection-form.tsx';
import { adviceNote, FieldNote } from './field-note.tsx';
import { hostOf } from './host.ts';
import { Locked, PolicyContext } from './setting.tsx';
import { CORRECTION } from './texts/advice.ts';
import { CONNECTION_FORM, CONNECTWISE_FORM as TEXTS } from './texts/connections.ts';
import { useDraft } from './use-draft.ts';
import { usePause } from './use-pause.ts';
import { type TenantState, useTenantCheck } from './use-tenant-check.ts';

interface Props {
  stored: ConnectionView['connectWise'];
  state?: ConnectionView['states']['connectWise'] | undefined;
  requestHost: (hostname: string) => Promise<boolean>;
  onSaved: () => void;
  /** What the user does after saving. */
  next?: ComponentChildren;
}

/** Public keys are shown by ConnectWise itself; the others never leave memory. */
const KEPT = ['siteUrl', 'companyId', 'publicKey'] as const;

/**
 * docs/reference/setup-guides.md#step-6a with API-member keys (docs/reference/setup-guides.md#2022-step-3) instead of
 * the integrator login.
 */
export function ConnectWiseForm({ stored, state, requestHost, onSaved, next }: Props) {
  const initial: ConnectWiseInput = {
    siteUrl: stored?.siteUrl ?? '',
    companyId: stored?.companyId ?? '',
    publicKey: stored?.publicKey ?? '',
    privateKey: '',
    clientId: '',
  };
  const draft = useDraft<ConnectWiseField>({ name: 'connectwise', initial, kept: KEPT });
  const { typed } = draft;
  // The keys of a policy are the worker's to fill in.
  const { keys = [], ...fixed } = useContext(PolicyContext)?.connectWise ?? {};
  const input = (): ConnectWiseInput => ({ ...draft.latest(), ...fixed });
  const isFixedField = (name: ConnectWiseField) => name in fixed || keys.some((key) => key === name);
  const form = useConnectionForm<ConnectWiseTest>({
    test: () => send('connection.connectwise.test', input()),
    save: () => send('connection.connectwise.save', input()),
    // Cloud hosts are covered by the manifest unless the user withdrew them; any other host needs the user's consent, asked on the click.
    allow: async (host, isLacking) => (!isLacking && host.endsWith('.myconnectwise.net')) || requestHost(host),
    hostname: () => hostOf(input().siteUrl),
    onSaved: () => {
      draft.reset({ ...draft.latest(), privateKey: '', clientId: '' });
      onSaved();
    },
  });
  const isPaused = usePause(typed);
  const advice = adviseConnectWise(typed).filter(({ to }) => to || isPaused);
  const isChanged = typed.siteUrl !== initial.siteUrl || typed.companyId !== initial.companyId;
  const isAdvised = (name: ConnectWiseField) => advice.some(({ field }) => field === name);
  const isSure = advice.every(({ field }) => field !== 'siteUrl' && field !== 'companyId');
  const tenant = useTenantCheck(typed.siteUrl, typed.companyId, isChanged && isSure && typed.companyId !== '');
  const failure = form.failure ?? (form.busy || form.answer ? null : tenantFailure(tenant));
  const correct = (to: Partial<ConnectWiseInput>) => {
    draft.put(to);
    form.edited();
  };
  const swap = () => {
    const { publicKey, privateKey } = draft.latest();
    correct({ publicKey: privateKey, privateKey: publicKey });
    form.repeat();
  };
  const field = (name: ConnectWiseField) => ({
    value: { ...typed, ...fixed }[name],
    onInput: (value: string) => {
      draft.type(name, value);
      form.edited();
    },
    // A note with the correction says it too.
    error: failure?.field === name && !isAdvised(name) ? failure.message : undefined,
    isWrong: failure?.field === name,
    note:
      failureNote(name, failure, { correct, swap }) ??
      adviceNote({
        field: name,
        advice,
        cleaned: draft.cleaned[name],
        onCorrect: correct,
        otherwise: name === 'companyId' && !failure && tenantNote(tenant),
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
      <Locked when={isFixedField('siteUrl')}>
        <TextField
          label={TEXTS.site.label}
          inputMode="url"
          placeholder="na.myconnectwise.net"
          hint={TEXTS.site.hint}
          {...field('siteUrl')}
        />
      </Locked>
      <Locked when={isFixedField('companyId')}>
        <TextField label={TEXTS.companyId.label} hint={TEXTS.companyId.hint} {...field('companyId')} />
      </Locked>
      <Locked when={isFixedField('publicKey')}>
        <TextField label={TEXTS.publicKey.label} hint={TEXTS.publicKey.hint} {...field('publicKey')} />
      </Locked>
      <Locked when={isFixedField('privateKey')}>
        <TextField
          label={TEXTS.privateKey.label}
          secret
          placeholder={stored?.hasPrivateKey && !isFixedField('privateKey') ? CONNECTION_FORM.stored : ''}
          hint={TEXTS.privateKey.hint}
          {...field('privateKey')}
        />
      </Locked>
      <Locked when={isFixedField('clientId')}>
        <TextField
          label={TEXTS.clientId.label}
          secret
          placeholder={stored?.hasClientId && !isFixedField('clientId') ? CONNECTION_FORM.stored : ''}
          hint={TEXTS.clientId.hint}
          {...field('clientId')}
        />
      </Locked>
    </ConnectionCard>
  );
}

interface Corrections {
  correct: (to: Partial<ConnectWiseInput>) => void;
  swap: () => void;
}

/** The correction that an answer brought, at its field. */
function failureNote(name: ConnectWiseField, failure: Failure | null, { correct, swap }: Corrections) {
  if (failure?.field !== name) return undefined;
  const { code, nextStep, value } = failure;
  if (code === 'swapped-keys')
    return <FieldNote icon="info" text={nextStep} label={CORRECTION.swap} onCorrect={swap} />;
  if (code !== 'wrong-cloud' || value === undefined) return undefined;
  const use = () => correct({ siteUrl: value });
  return <FieldNote icon="info" text={nextStep} label={CORRECTION.use(value)} onCorrect={use} />;
}

/** What is wrong with site or company ID. A host that the browser has to ask for is not wrong: that needs a click. */
function tenantFailure(tenant: TenantState): Failure | null {
  if (tenant.state !== 'failed' || tenant.failure.code === 'host-permission') return null;
  return { ...tenant.failure, field: tenant.failure.field ?? 'siteUrl' };
}

function tenantNote(tenant: TenantState) {
  switch (tenant.state) {
    case 'none':
      return undefined;
    case 'checking':
      return <FieldNote icon="quiet" text={CORRECTION.checking} />;
    case 'ok':
      return <FieldNote icon="ok" text={CORRECTION.knows(tenant.value.site, tenant.value.version)} />;
    case 'failed':
      return <FieldNote icon="quiet" text={CORRECTION.needsClick(tenant.failure.value ?? '')} />;
  }
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
      {answer.missingRights.length > 0 && <RightsList />}
    </>
  );
}
