import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectWiseForm } from '../../../components/options/connectwise-form.tsx';
import { PortalForm } from '../../../components/options/portal-form.tsx';
import { RoleCard } from '../../../components/options/role-card.tsx';
import { RulesSection } from '../../../components/options/rules-section.tsx';
import { ServicesSection } from '../../../components/options/services-section.tsx';
import { PolicyContext, PolicyProvider } from '../../../components/options/setting.tsx';
import { TicketsSection } from '../../../components/options/tickets-section.tsx';
import { UserNameCard } from '../../../components/options/user-name-card.tsx';
import { POLICY_CHANGED } from '../../../components/ui/policy-changed.ts';
import type { Policy } from '../../../lib/domain/policy.ts';
import { SETTING_FIELDS, type SettingPattern } from '../../../lib/domain/setting-fields.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

const LOCKED = 'Set by your administrator';
const BOARD = { id: 4, name: 'Backup' };

interface Control {
  section: ComponentType<{ visible: boolean }>;
  /** Name of a control in it that edits the setting. */
  name: RegExp;
  path?: string;
  value?: unknown;
}

const services = (name: RegExp, more: Partial<Control> = {}): Control => ({ section: ServicesSection, name, ...more });
const tickets = (name: RegExp, more: Partial<Control> = {}): Control => ({ section: TicketsSection, name, ...more });

/** Where each setting is edited; `elsewhere` says which test shows it. */
const CONTROLS: Record<SettingPattern, Control | { elsewhere: string }> = {
  prefix: services(/^Prefix of EFS ids/),
  managementSolution: services(/^Management solution/),
  storageUnit: services(/^Storage unit/),
  rounding: services(/^Rounding of storage/),
  'roundingOf.*': services(/Select Online Backup Storage/, {
    path: 'roundingOf.online-select',
    value: 'whole-units-up',
  }),
  countTrialAccounts: services(/^Count trial accounts/),
  countExpiredAccounts: services(/^Count expired accounts/),
  silentDays: services(/^Devices without a backup count as parked/),
  'health.limits.*': services(/^Server/, { path: 'health.limits.server' }),
  'health.products': services(/product/i, { value: [{ product: 'Basic', hours: 9 }] }),
  x360Storage: services(/^x360Recover cloud storage/),
  'syncedParts.backupStatistics': services(/^Update backup statistics/),
  'syncedParts.agreementParts': services(/^Update agreement quantities/),
  'syncedParts.invoiceDescriptions': services(/^Update invoice descriptions/),
  'invoiceDescription.template': services(/^Template/),
  'invoiceDescription.accounts': services(/accounts/i),
  'automatic.statistics': { elsewhere: 'automatic-card.test.tsx' },
  'automatic.tickets': { elsewhere: 'automatic-card.test.tsx' },
  'automatic.quantities': { elsewhere: 'automatic-card.test.tsx' },
  'automatic.invoiceDescriptions': { elsewhere: 'automatic-card.test.tsx' },
  'toggles.*': services(/^Email Archiving/, { path: 'toggles.email-archiving' }),
  ownServices: services(/^Add/),
  'products.*': services(/^Choose product/, {
    path: 'products.online-select',
    value: { id: 7, identifier: 'Seven' },
  }),
  flatFeeProducts: services(/flat fee/i),
  'guards.jumpPercent': services(/in percent|percent/i),
  'guards.jumpUnits': services(/units/i),
  'guards.jumpMoney': services(/money/i),
  'driftTolerance.*': services(/Select Online Backup Storage/, {
    path: 'driftTolerance.online-select',
    value: { percent: 2, units: 1 },
  }),
  rules: { section: RulesSection, name: /Add/ },
  'tickets.board': tickets(/Board/i, { value: BOARD }),
  'tickets.newStatus': tickets(/new/i, { value: { id: 1, name: 'New' } }),
  'tickets.closedStatus': tickets(/recovered|closed/i, { value: { id: 5, name: '>Closed' } }),
  'tickets.summaryPrefix': tickets(/^Ticket subject prefix/),
  'tickets.whenClosedByUser': tickets(/./),
  'tickets.quietHours': tickets(/hours/i),
  'tickets.emailContact': tickets(/mail/i),
  'tickets.choices.*': tickets(/^Priority/, {
    path: 'tickets.choices.error/server',
    value: { priority: { id: 1, name: 'High' }, type: null, subType: null },
  }),
  'notices.noBackup.*': {
    section: RulesSection,
    name: /^Servers/,
    path: 'notices.noBackup.server',
    value: { afterDays: 3, everyDays: 7 },
  },
  'notices.diskUsage.*': {
    section: RulesSection,
    name: /^Workstations/,
    path: 'notices.diskUsage.desktop',
    value: { over: 500, everyDays: 7 },
  },
  role: { section: RoleCard, name: /^Role/ },
  'inPage.featuresOff': { elsewhere: 'in-page.test.tsx' },
  'inPage.selectors.*': { elsewhere: 'in-page.test.tsx' },
  'inPage.taught': { elsewhere: 'in-page.test.tsx' },
  userName: { section: UserNameCard, name: /^Name in the journal/ },
};

const STORED: Settings = {
  ...DEFAULT_SETTINGS,
  syncedParts: { ...DEFAULT_SETTINGS.syncedParts, invoiceDescriptions: true },
  tickets: { ...DEFAULT_SETTINGS.tickets, board: BOARD },
};

function play() {
  answers({
    'settings.read': STORED,
    'settings.save': STORED,
    'boards.list': [BOARD],
    'boards.statuses': [],
    'boards.ticket-choices': { priorities: [], types: [], subTypes: [] },
    'services.view': { services: [], managementSolutions: [] },
  });
}

const storedAt = (path: string): unknown =>
  path.split('.').reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], STORED) ?? '';

function under(policy: Policy, { section: Section }: Pick<Control, 'section'>) {
  return render(
    <PolicyContext.Provider value={policy}>
      <Section visible={true} />
    </PolicyContext.Provider>,
  );
}

/** Controls whose name says that they are locked. */
function lockedControls(container: Element): Element[] {
  const controls = [...container.querySelectorAll('input, select, textarea, button')];
  return controls.filter((control) => nameOf(control).includes(LOCKED));
}

function nameOf(control: Element): string {
  const labels = 'labels' in control ? [...((control.labels as NodeListOf<Element> | null) ?? [])] : [];
  return [...labels.map(({ textContent }) => textContent), control.textContent].join(' ').trim();
}

const isInert = (control: Element) =>
  control.matches(':disabled, [readonly], [aria-disabled]') || ('readOnly' in control && control.readOnly === true);

describe('every stored setting has a control, which is locked and says so where the policy fixes it', () => {
  it.each(Object.keys(SETTING_FIELDS) as SettingPattern[])('%s', async (pattern) => {
    const control = CONTROLS[pattern];
    if ('elsewhere' in control) return;
    const { path = pattern, name } = control;
    const value = control.value ?? storedAt(path);
    play();
    const free = under({}, control);
    await waitFor(() => expect(free.container.querySelector('input, select, textarea')).not.toBeNull());
    await waitFor(() =>
      expect(
        [...free.container.querySelectorAll('input, select, textarea, button')]
          .map(nameOf)
          .some((one) => name.test(one)),
      ).toBe(true),
    );
    expect(screen.queryAllByText(LOCKED)).toEqual([]);
    free.unmount();

    const { container } = under(path === 'role' ? { role: 'viewer' } : { settings: { [path]: value } }, control);
    await waitFor(() => expect(lockedControls(container).length).toBeGreaterThan(0));
    const locked = lockedControls(container);
    for (const one of locked) expect([nameOf(one), isInert(one)]).toEqual([nameOf(one), true]);
    // It is that setting alone: the rest of the section is the user's.
    const all = container.querySelectorAll('input, select, textarea');
    if (all.length > 4) expect(locked.length).toBeLessThan(all.length);
  });

  it('the parts of automatic sync, features and names of fields have controls of their own, tested there', () => {
    const elsewhere = Object.values(CONTROLS).flatMap((one) => ('elsewhere' in one ? [one.elsewhere] : []));
    expect([...new Set(elsewhere)]).toEqual(['automatic-card.test.tsx', 'in-page.test.tsx']);
  });
});

describe('a locked setting', () => {
  it('shows what is in force, and is no part of what is saved', async () => {
    play();
    under({ settings: { 'tickets.summaryPrefix': 'MSP' } }, { section: TicketsSection });
    const prefix = await screen.findByLabelText<HTMLInputElement>(/^Ticket subject prefix/);
    expect([prefix.value, prefix.readOnly]).toEqual(['MSP', true]);
    fireEvent.click(screen.getByRole('switch', { name: /mail/ }));
    fireEvent.click(screen.getByText('Save changes'));
    await waitFor(() => expect(sent('settings.save').length).toBe(1));
    const { before, settings } = sent('settings.save')[0] as Record<'before' | 'settings', Settings>;
    expect(settings.tickets.emailContact).toBe(true);
    // The same before and after: the worker takes the difference alone.
    expect(before.tickets.summaryPrefix).toBe(settings.tickets.summaryPrefix);
  });

  it('follows the policy while the page is open', async () => {
    let policy: Policy = { role: 'viewer' };
    answers({ 'settings.read': STORED, 'policy.view': () => policy });
    render(
      <PolicyProvider>
        <RoleCard visible={true} />
      </PolicyProvider>,
    );
    const role = await screen.findByRole('combobox', { name: `Role ${LOCKED}` });
    expect((role as HTMLSelectElement).value).toBe('viewer');
    policy = {};
    dispatchEvent(new Event(POLICY_CHANGED));
    await waitFor(() => expect(screen.queryByText(LOCKED)).toBeNull());
    expect(screen.getByLabelText<HTMLSelectElement>('Role').value).toBe('syncer');
    policy = { role: 'viewer' };
    dispatchEvent(new Event('focus'));
    expect(await screen.findByText(LOCKED)).toBeTruthy();
  });
});

describe('connections that the policy fixes', () => {
  const Forms = () => (
    <>
      <ConnectWiseForm stored={null} requestHost={async () => true} onSaved={() => {}} />
      <PortalForm stored={null} requestHost={async () => true} onSaved={() => {}} />
    </>
  );

  it('show address and company, never a key, and are saved with a click where the browser wants one', async () => {
    answers({
      'connection.portal.save': { name: 'EFS portal', customers: 3, cleaned: [] },
    });
    under(
      {
        connectWise: { siteUrl: 'na.myconnectwise.net', companyId: 'acme', keys: ['privateKey'] },
        portal: { kind: 'efs-portal', baseUrl: 'https://portal.example', keys: ['key'] },
      },
      { section: Forms },
    );
    const field = (name: RegExp) => screen.getByLabelText<HTMLInputElement>(name);
    expect([field(/^Site/).value, field(/^Site/).readOnly]).toEqual(['na.myconnectwise.net', true]);
    expect([field(/^Company ID/).value, field(/^Company ID/).readOnly]).toEqual(['acme', true]);
    expect([field(/^Private key/).value, field(/^Private key/).readOnly]).toEqual(['', true]);
    expect(field(/^Client ID/).readOnly).toBe(false);
    expect([field(/^Access token/).value, field(/^Access token/).readOnly]).toEqual(['', true]);
    expect(screen.getByLabelText<HTMLSelectElement>(/^Portal/).disabled).toBe(true);
    fireEvent.submit(screen.getByRole('form', { name: 'Backup portal' }));
    await waitFor(() =>
      expect(sent('connection.portal.save')).toEqual([
        { kind: 'efs-portal', baseUrl: 'https://portal.example', key: '' },
      ]),
    );
  });
});
