import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CompaniesSection } from '../../../components/options/companies-section.tsx';
import { ConnectionsSection } from '../../../components/options/connections-section.tsx';
import { DiagnosticsSection } from '../../../components/options/diagnostics-section.tsx';
import { EventLogSection } from '../../../components/options/event-log-section.tsx';
import { ServicesSection } from '../../../components/options/services-section.tsx';
import { TicketsSection } from '../../../components/options/tickets-section.tsx';
import { Panel } from '../../../components/panel/panel.tsx';
import { PopupApp } from '../../../components/popup/popup-app.tsx';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import type { ConnectionStates } from '../../../lib/domain/connection-state.ts';
import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import type { EventView } from '../../../lib/domain/event-view.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import type { AutomaticView } from '../../../lib/messages/protocol.ts';
import { send } from '../../../lib/messages/send.ts';
import type { Failure } from '../../../lib/shared/errors.ts';
import { companyView, run } from '../../support/builders/company-views.ts';
import { fleetView } from '../../support/builders/fleet.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const NOW = new Date('2026-11-21T15:00:00Z');
const SINCE = '2026-11-21T14:42:00.000Z';
const failure = (code: Failure['code'], message: string): Failure => ({ code, message, nextStep: `Next: ${code}.` });
const PORTAL_DOWN = failure('unreachable', 'The EFS portal does not answer.');
const CONNECTWISE_DOWN = failure('server-error', 'ConnectWise answers with 503.');
const STORAGE = failure('storage', 'The disk is full.');

const OK = { state: 'ok', checkedAt: SINCE } as const;
const down = (failure: Failure) => ({ state: 'failed', checkedAt: SINCE, since: SINCE, failure: failure }) as const;
const SITE = { site: 'na.myconnectwise.net' };
const KIND = { kind: 'efs-portal' } as const;

const STATES = {
  healthy: { connectWise: { ...OK, ...SITE }, portal: { ...OK, ...KIND } },
  'portal down': { connectWise: { ...OK, ...SITE }, portal: { ...down(PORTAL_DOWN), ...KIND } },
  'ConnectWise down': { connectWise: { ...down(CONNECTWISE_DOWN), ...SITE }, portal: { ...OK, ...KIND } },
  'both down': { connectWise: { ...down(CONNECTWISE_DOWN), ...SITE }, portal: { ...down(PORTAL_DOWN), ...KIND } },
  'storage failure': { connectWise: { state: 'unknown' }, portal: { state: 'unknown' }, storage: STORAGE },
  'not connected': { connectWise: { state: 'not-connected' }, portal: { state: 'not-connected' } },
} satisfies Record<string, ConnectionStates>;
type Name = keyof typeof STATES;

/** Sentences that each screen shows exactly once, and those that it must not show. */
const SAYS: Record<Name, { once: string[]; never: string[] }> = {
  healthy: { once: [], never: ['Not working', 'Not connected', 'Next:'] },
  'portal down': {
    once: ['The EFS portal does not answer.', 'Next: unreachable.'],
    never: ['Connected to the EFS portal'],
  },
  'ConnectWise down': { once: ['ConnectWise answers with 503.', 'Next: server-error.'], never: ['Connected to na'] },
  'both down': {
    once: [
      'The EFS portal does not answer.',
      'Next: unreachable.',
      'ConnectWise answers with 503.',
      'Next: server-error.',
    ],
    never: ['Connected to'],
  },
  'storage failure': {
    once: ['The disk is full.', 'Next: storage.'],
    never: ['Not connected', 'Not working', 'Connected to'],
  },
  'not connected': { once: [], never: ['Not working', 'Connected to'] },
};

/** How often the screen shows a text; the narrow space of a time counts as a space. */
function times(text: string): number {
  const said = (document.body.textContent ?? '').replace(/\s/g, ' ');
  return said.split(text).length - 1;
}

/** What the worker answers in this state: every message that needs a side fails with that side's failure. */
function play(name: Name, events: EventView[] = []) {
  const states: ConnectionStates = STATES[name];
  const failure = (side: 'connectWise' | 'portal') =>
    states.storage ?? states[side].failure ?? (states[side].state === 'ok' ? undefined : NOT_CONNECTED[side]);
  const answers: Record<string, [unknown, Failure | undefined]> = {
    'status.view': [
      {
        ...states,
        poll: {
          lastPollAt: SINCE,
          nextPollAt: '2026-11-21T15:00:25.000Z',
          newEvents: 0,
          ...(states.portal.failure && { failure: states.portal.failure }),
        },
        needsUser: [],
        approvals: 0,
      },
      undefined,
    ],
    'connection.view': [
      {
        connectWise: states.connectWise.site
          ? { siteUrl: 'na', ...SITE, companyId: 'c', publicKey: 'p', hasPrivateKey: true, hasClientId: true }
          : null,
        portal: states.portal.kind ? { ...KIND, baseUrl: 'https://portal.example', hasKey: true } : null,
        states,
      },
      undefined,
    ],
    'settings.read': [
      { ...DEFAULT_SETTINGS, tickets: { ...DEFAULT_SETTINGS.tickets, board: { id: 1, name: 'B' } } },
      states.storage,
    ],
    'events.search': [{ rows: events, total: events.length, isComplete: true }, states.storage],
    'services.view': [
      { services: [], managementSolutions: [], ...(failure('connectWise') && { failure: failure('connectWise') }) },
      states.storage,
    ],
    'boards.list': [[], failure('connectWise')],
    'boards.statuses': [[], failure('connectWise')],
    'bulk-sync.view': [
      null,
      states.storage ?? (states.portal.state === 'not-connected' ? NOT_CONNECTED.connectWise : undefined),
    ],
    'fleet.view': [fleetView({ comparedAt: null }), failure('connectWise')],
    'fleet.rows': [{ rows: [], total: 0 }, failure('connectWise')],
    'bulk-action.view': [null, failure('connectWise')],
    'consent.view': [AUTOMATIC, states.storage],
    'tabs.list': [[], states.storage],
    'policy.view': [{}, undefined],
    'tab.company': [{ companyId: 101, name: 'Eddie' }, undefined],
    'tab.check': [null, undefined],
  };
  vi.mocked(send).mockImplementation((async (message: string) => {
    const [value, failed] = answers[message] ?? [undefined, failure('connectWise')];
    return failed ? { ok: false, failure: failed } : { ok: true, value };
  }) as typeof send);
}

const AUTOMATIC: AutomaticView = {
  mode: 'review',
  automatic: REVIEW,
  needsPreview: true,
  chosen: REVIEW,
  fixed: {},
  written: ALL_PARTS,
  waiting: { customers: 0, tickets: 0 },
  preview: null,
};

const NOT_CONNECTED = {
  connectWise: failure('not-connected', 'ConnectWise is not connected.'),
  portal: failure('not-connected', 'The backup portal is not connected.'),
};

const requestHost = async () => true;
const noop = () => {};
const SCREENS: Record<string, () => ComponentChild> = {
  popup: () => <PopupApp activeTab={async () => 1} openOptions={noop} openWelcome={noop} close={noop} />,
  'options › connections': () => <ConnectionsSection requestHost={requestHost} />,
  'event log': () => <EventLogSection visible={true} />,
};

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: NOW });
  vi.mocked(send).mockReset();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(50);
  await waitFor(() => expect(times('Loading')).toBe(0));
}

describe.each(Object.keys(STATES) as Name[])('one state, one source: %s', (name) => {
  const states: ConnectionStates = STATES[name];
  const failing = (['connectWise', 'portal'] as const).filter((side) => states[side].state === 'failed').length;

  it.each(Object.keys(SCREENS))('the %s shows it once', async (screenName) => {
    play(name);
    render(SCREENS[screenName]?.() as never);
    await settled();
    for (const text of SAYS[name].once) expect([text, times(text)]).toEqual([text, 1]);
    for (const text of SAYS[name].never) expect([text, times(text)]).toEqual([text, 0]);
    expect(times('Not working since 2:42 PM')).toBe(failing);
    if (name === 'not connected') expect(times('Not connected')).toBe(2);
    if (name === 'healthy' && screenName !== 'event log') {
      expect(times('Connected to na.myconnectwise.net')).toBe(1);
      expect(times('Connected to the EFS portal')).toBe(1);
    }
  });

  it('the panel shows it once, beside a run that failed because of it', () => {
    const portalFailure = states.portal.failure;
    const failed = portalFailure ?? states.connectWise.failure ?? states.storage;
    const state = {
      companyName: 'Eddie',
      view: companyView({ ...(portalFailure && { portalFailure }) }),
      connections: states,
      history: 'notRead' as const,
      loading: false,
      failure: states.storage ?? states.connectWise.failure ?? null,
      preview: null,
      waitingFor: null,
      run: failed
        ? {
            run: run({
              state: 'failed',
              failure: failed,
              outcomes: [{ code: 'failure', text: `${failed.message} ${failed.nextStep}` }],
            }),
            entries: [],
          }
        : null,
      screenIsOld: false,
      usage: 'notRead' as const,
      now: NOW.getTime(),
    };
    const actions = new Proxy({}, { get: () => noop }) as never;
    render(
      <Panel state={state} actions={actions} host={{ mayDecide: false }} hrefOf={(id) => `https://cw.example/${id}`} />,
    );
    for (const text of SAYS[name].once) expect([text, times(text)]).toEqual([text, 1]);
    expect(times('Not connected')).toBe(name === 'not connected' ? 2 : 0);
    expect(times('Next: not-connected')).toBe(0);
    expect(times('Not working since 2:42 PM')).toBe(failing);
    expect(screen.queryAllByRole('button', { name: 'Try again' })).toHaveLength(state.failure ? 1 : 0);
  });

  it.each([
    ['services', () => <ServicesSection visible={true} />],
    ['tickets', () => <TicketsSection visible={true} />],
    ['companies', () => <CompaniesSection visible={true} part="" />],
    ['diagnostics', () => <DiagnosticsSection visible={true} tabId={undefined} />],
  ])('options › %s shows nothing twice', async (_, view) => {
    play(name);
    render(view());
    await settled();
    for (const text of SAYS[name].once) expect(times(text)).toBeLessThanOrEqual(1);
    expect(times('Not connected')).toBeLessThanOrEqual(2);
    expect(times('ConnectWise is not connected.')).toBe(0);
  });
});

describe('a waiting log row shows why', () => {
  const EVENT: EventView = {
    id: 'e1',
    source: 'efs',
    at: SINCE,
    seenAt: SINCE,
    customerId: '342',
    severity: 'error',
    type: 'backup-failed',
    message: 'Backup failed.',
    state: 'waiting',
    outcomes: [],
    actions: 0,
  };
  const AT = '2026-11-21T15:05:00.000Z';
  it.each<[string, Name, Partial<EventView>, string]>([
    [
      'a side that is down is named, its failure is shown above',
      'ConnectWise down',
      { waitsBecause: CONNECTWISE_DOWN, nextAttemptAt: AT },
      'Waiting for ConnectWise. Next attempt at 3:05 PM.',
    ],
    [
      'also with other words of the same outage',
      'ConnectWise down',
      { waitsBecause: failure('timeout', 'No answer in 30 s.'), nextAttemptAt: AT },
      'Waiting for ConnectWise. Next attempt at 3:05 PM.',
    ],
    [
      'the portal',
      'both down',
      { waitsBecause: PORTAL_DOWN, nextAttemptAt: AT },
      'Waiting for the backup portal. Next attempt at 3:05 PM.',
    ],
    [
      'a failure of its own, in full',
      'healthy',
      { waitsBecause: failure('conflict', 'Another run is working.'), nextAttemptAt: AT },
      'Another run is working. Next: conflict. Next attempt at 3:05 PM.',
    ],
    [
      'the 12 hours',
      'healthy',
      { nextAttemptAt: '2026-11-22T02:42:00.000Z' },
      'Next automatic sync after Nov 22, 2026, 2:42 AM.',
    ],
    ['no connection', 'not connected', {}, 'Waiting for ConnectWise: not connected.'],
    ['nothing', 'healthy', {}, 'Waiting for its turn.'],
  ])('%s', async (_, name, wait, words) => {
    play(name, [{ ...EVENT, ...wait }]);
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(360);
    render(<EventLogSection visible={true} />);
    await settled();
    await vi.advanceTimersByTimeAsync(50);
    expect(times(words)).toBe(1);
    for (const text of SAYS[name].once) expect(times(text)).toBe(1);
  });
});
