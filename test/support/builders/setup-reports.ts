import type { SetupCheck, SetupReport } from '../../../lib/domain/setup-check.ts';

/** A check as the worker answers it. */
export function setupCheck(part: Partial<SetupCheck> = {}): SetupCheck {
  return {
    id: 'api-keys',
    area: 'connectwise',
    title: 'API keys',
    state: 'ok',
    evidence: ['ConnectWise accepts the public and the private key.'],
    guide: '2022-step-3',
    ...part,
  };
}

/** A report with a check in every state, two of them with a fix in ConnectWise. */
export function setupReport(part: Partial<SetupReport> = {}): SetupReport {
  return {
    madeAt: '2026-11-21T12:00:00.000Z',
    tenant: 'na.myconnectwise.net/acme',
    portal: 'efs-portal portal.example.com',
    checks: [
      setupCheck(),
      setupCheck({ id: 'client-id', title: 'Client ID', evidence: ['ConnectWise accepts the client ID.'] }),
      setupCheck({
        id: 'management-solution',
        area: 'solution',
        title: 'Management solution',
        state: 'failed',
        evidence: ['There is no management solution named eFolder.'],
        nextStep: 'Create it.',
        fix: { kind: 'plan', label: 'Fix it…' },
        path: ['System', 'Setup Tables', 'Management IT'],
        values: [{ label: 'Name', value: 'eFolder' }],
      }),
      setupCheck({
        id: 'cross-references',
        area: 'billing',
        title: 'Cross-references',
        state: 'warning',
        evidence: ['2 of 12 services have no cross-reference.'],
        fix: { kind: 'plan', label: 'Fix it…' },
      }),
      setupCheck({ id: 'integrator-login', area: 'rights', title: 'Integrator login', state: 'manual' }),
      setupCheck({
        id: 'sync-rule',
        area: 'rules',
        title: 'Rule that syncs',
        state: 'unknown',
        fix: { kind: 'place', label: 'Open Notification rules', place: 'rules' },
      }),
    ],
    ...part,
  };
}
