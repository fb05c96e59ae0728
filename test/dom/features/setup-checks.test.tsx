import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SERVICES } from '../../../lib/domain/service.ts';
import type { SetupContext } from '../../../lib/domain/setup-context.ts';
import { setupForm } from '../../../lib/features/marks/setup-form.ts';
import type { HostForm } from '../../../lib/host/forms.ts';
import type { Answers } from '../../support/played-worker.ts';
import { banner, grid, input, layOut, pod, row } from '../host/page.ts';
import { hashOf, runFeatures } from './in-page.tsx';

const context: SetupContext = {
  managementSolution: 'eFolder',
  services: SERVICES.map((service) => ({
    ...service,
    enabled: service.level === 'Select' || service.level === 'Basic',
    product: null,
  })),
  integrations: [],
  tickets: { board: 'Professional Services', newStatus: 'New (not responded)' },
};
const answers: Answers = { 'setup.context': () => context };
const select = (chosen: string) => `<select><option>${chosen}</option></select>`;
const box = (checked: boolean) => `<input type="checkbox" ${checked ? 'checked' : ''}>`;
const password = (value = '') => `<input type="password" value="${value}">`;

const integrationBanner = banner('Managed Devices Integration', ['Setup Tables', 'Managed Devices Integration']);
/** docs/reference/setup-guides.md#figure-6. */
function integration(values: Partial<Record<string, string>> = {}): string {
  const fields: [string, string][] = [
    ['Name', input('eFolder')],
    ['Solution', input('eFolder')],
    ['Integrator Login', input('efolder-api')],
    ['Portal URL', input()],
    ['Login By', select('Global')],
    ['Disable Newly discovered Cross-References', box(true)],
    ['Username', input()],
    ['Password', password()],
    ['Location', select('')],
    ['Business Unit', select('')],
    ['Billing Level', select('Detailed')],
    ['Match on Serial Number', box(true)],
  ];
  return pod(fields.map(([label, control]) => row(label, values[label] ?? control)).join(''));
}
const COLUMNS = ['Level', 'Type', 'Configuration Type', 'Agreement Type', 'Product'];
const rows = [
  ['Select', 'Online Storage', 'Backup Stats', 'Managed Service', 'EFS Online Backup Select Storage'],
  ['Basic', 'Online Storage', 'Backup Stats', 'Managed Service', 'EFS Online Backup Basic Storage'],
];

let undo: () => void;
let page: ReturnType<typeof runFeatures>;
function open(html: string, played: Answers = answers, hash = hashOf(7)) {
  document.body.innerHTML = html;
  page = runFeatures(played, hash);
  return page;
}
const asked = () => vi.waitFor(() => expect(page.names()).toContain('setup.context')).then(() => Promise.resolve());
const field = (label: string) =>
  [...document.querySelectorAll<HTMLInputElement>('tr.pod-element-row')]
    .find((element) => element.querySelector('.gwt-Label')?.getAttribute('title') === label)
    ?.querySelector<HTMLInputElement>('input, select');
const type = (label: string, value: string) => {
  const control = field(label);
  if (!control) throw new Error(`no ${label}`);
  control.value = value;
  page.look();
};

beforeEach(() => {
  undo = layOut();
});
afterEach(() => {
  page.stop();
  undo();
  document.body.innerHTML = '';
});

describe('integration-check', () => {
  it('is silent on the integration of setup-guides.md#figure-6 with its cross-references, and sends one request', async () => {
    open(integrationBanner + integration() + grid(COLUMNS, rows));
    await asked();
    for (let i = 0; i < 5; i += 1) page.look();
    expect(page.text()).toBe('');
    expect(page.names().filter((name) => name === 'setup.context')).toHaveLength(1);
    expect(page.error).not.toHaveBeenCalled();
  });

  it('marks what is wrong at its field, with a summary', async () => {
    open(
      integrationBanner +
        integration({
          Solution: input('efolder'),
          'Login By': select('Member'),
          'Match on Serial Number': box(false),
          Password: password('secret'),
        }),
    );
    await vi.waitFor(() => expect(page.mark('Solution')?.textContent).toContain('“eFolder”'));
    expect(page.mark('Login By')?.textContent).toContain('Select “Global”');
    expect(page.mark('Match on Serial Number')).toBeTruthy();
    expect(page.mark('Password')).toBeTruthy();
    expect(page.mark('Billing Level')).toBeUndefined();
    expect(page.text()).toContain('This integration: 3 errors, 1 note');
    expect(page.text()).not.toContain('secret');
    expect(JSON.stringify(page.asked)).not.toContain('secret');
  });

  it('enters the exact name with one click, and is silent at once', async () => {
    open(integrationBanner + integration({ Solution: input('EFOLDER ') }));
    await vi.waitFor(() => expect(page.mark('Solution')).toBeTruthy());
    page.press(page.mark('Solution'), 'Use eFolder');
    expect(field('Solution')?.value).toBe('eFolder');
    page.look();
    expect(page.text()).toBe('');
  });

  it('checks every key press without another request', async () => {
    open(integrationBanner + integration());
    await asked();
    type('Solution', 'eFolde');
    expect(page.mark('Solution')).toBeTruthy();
    type('Solution', 'eFolder');
    expect(page.mark('Solution')).toBeUndefined();
    expect(page.names().filter((name) => name === 'setup.context')).toHaveLength(1);
  });

  it('uses what was changed in the options', async () => {
    let solution = 'Axcient';
    open(integrationBanner + integration({ Solution: input('Axcient') }), {
      'setup.context': () => ({ ...context, managementSolution: solution }),
    });
    await asked();
    expect(page.mark('Solution')).toBeUndefined();
    solution = 'eFolder';
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(page.mark('Solution')).toBeTruthy());
    page.stop();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(page.names().filter((name) => name === 'setup.context')).toHaveLength(2);
  });

  it.each([
    ['of another product', { 'setup.context': () => context }, { Name: input('N-able'), Solution: input('N-central') }],
    ['before a solution is chosen', { 'setup.context': () => ({ ...context, managementSolution: '' }) }, {}],
    ['when the worker does not answer', {}, {}],
  ])('is silent on an integration %s', async (_, played, values) => {
    const wrong = { 'Login By': select(''), 'Billing Level': select('Summary'), ...values };
    open(integrationBanner + integration(wrong) + grid(COLUMNS, [['select', 'online storage', '', '', '']]), played);
    await asked();
    page.look();
    expect(page.text()).toBe('');
    expect(page.error).not.toHaveBeenCalled();
  });

  it('marks the rows of the list, and shows in the summary what is missing', async () => {
    const wrong = [
      ['select', 'Online Storage', 'Backup Stats', 'Managed Service', 'EFS Online Backup Select Storage'],
      ['# Servers', 'Local Backups', '', '', ''],
    ];
    const product = { identifier: 'Online Backup Basic Storage', description: '', isChosen: true };
    const services = context.services.map((entry) => (entry.id === 'online-basic' ? { ...entry, product } : entry));
    open(integrationBanner + integration() + grid(COLUMNS, wrong), {
      'setup.context': () => ({ ...context, services }),
    });
    const mark = () =>
      page.root()?.querySelector('.row-mark-badge[aria-label^="Online Storage, select"]')?.getAttribute('aria-label');
    await vi.waitFor(() => expect(mark()).toContain('must be exactly “Select”'));
    expect(page.root()?.querySelectorAll('.row-mark-badge')).toHaveLength(1);
    expect(page.text()).toContain('This integration: 1 error, 1 warning');
    expect(page.text()).toContain('Level “Basic”');
  });

  it('reports nothing missing in a list that is loading or filtered', async () => {
    const filter = '<input id="Level-input" value="Basic">';
    open(integrationBanner + integration() + grid([...COLUMNS], [['', '', '', '', '']]));
    await asked();
    page.look();
    expect(page.text()).toBe('');
    page.stop();
    open(integrationBanner + integration() + grid(COLUMNS, rows.slice(1)).replace('<table', `${filter}<table`));
    await asked();
    page.look();
    expect(page.text()).toBe('');
  });

  describe('a cross-reference alone', () => {
    const form = pod(
      COLUMNS.map((label) =>
        row(label, input(({ Level: '# servers', Type: 'Online Storage' } as Record<string, string>)[label] ?? '')),
      ).join(''),
    );

    it('is checked below the integration that was seen before, and corrected with one click', async () => {
      open(integrationBanner + integration());
      await asked();
      document.body.innerHTML = integrationBanner + form;
      page.go(hashOf(7, 31));
      await vi.waitFor(() => expect(page.mark('Level')?.textContent).toContain('“# Servers”'));
      page.press(page.mark('Level'), 'Use # Servers');
      expect(field('Level')?.value).toBe('# Servers');
      page.look();
      expect(page.mark('Level')).toBeUndefined();
    });

    it('is skipped where its owner is unknown, or it is below another integration', async () => {
      open(integrationBanner + form, answers, hashOf(7, 31));
      await asked();
      page.look();
      expect(page.text()).toBe('');
      page.stop();
      open(integrationBanner + integration({ Name: input('N-able'), Solution: input('N-able') }));
      await asked();
      document.body.innerHTML = integrationBanner + form;
      page.go(hashOf(7, 31));
      await Promise.resolve();
      page.look();
      expect(page.text()).toBe('');
    });

    describe('opened by its address', () => {
      const ours = { id: 7, name: 'eFolder', solution: 'eFolder' };
      const others = { id: 31, name: 'N-able', solution: 'N-able' };
      const known: Answers = { 'setup.context': () => ({ ...context, integrations: [ours, others] }) };

      it('is checked where address and REST name our integration', async () => {
        open(integrationBanner + form, known, hashOf(7, 31));
        await vi.waitFor(() => expect(page.mark('Level')?.textContent).toContain('“# Servers”'));
      });

      it.each([
        ['is below another integration', integrationBanner, hashOf(31, 7)],
        ['is below an unknown integration', integrationBanner, hashOf(8, 7)],
        [
          'is below ours by the address and below another by the header',
          banner('N-able', ['Setup Tables', 'Managed Devices Integration']),
          hashOf(7, 31),
        ],
        [
          'is below another by the address and below ours by the header',
          banner('eFolder', ['Setup Tables', 'Managed Devices Integration']),
          hashOf(31, 7),
        ],
      ])('is skipped where it %s', async (_, header, hash) => {
        open(header + form, known, hash);
        await asked();
        page.look();
        expect(page.text()).toBe('');
      });
    });

    it('is skipped where what was seen under its address contradicts REST', async () => {
      const others = { id: 9, name: 'N-able', solution: 'N-able' };
      // The address is ahead of the page: the form of the integration before is still there.
      open(
        integrationBanner + integration(),
        { 'setup.context': () => ({ ...context, integrations: [others] }) },
        hashOf(9),
      );
      await asked();
      document.body.innerHTML = integrationBanner + form;
      page.go(hashOf(9, 31));
      await Promise.resolve();
      page.look();
      expect(page.text()).toBe('');
    });

    it('is checked where the header names our integration', async () => {
      open(banner('eFolder', ['Setup Tables', 'Managed Devices Integration']) + form, answers, hashOf(7, 31));
      await vi.waitFor(() => expect(page.mark('Level')).toBeTruthy());
    });
  });
});

describe('management-solution-check', () => {
  const solution = (name: string, kind: string, custom: string, login = '') =>
    banner('Management IT Solution', ['Setup Tables', 'Management IT Solution List']) +
    pod(
      row('Name', input(name)) +
        row('Management IT Solution', select(kind)) +
        row('Custom Solution Name', input(custom)) +
        row('Username', input(login)) +
        row('Password', password(login)),
    );

  it('is silent on setup-guides.md#figure-5 and on another solution', async () => {
    open(solution('eFolder', 'Custom', 'eFolder'));
    await asked();
    page.look();
    expect(page.text()).toBe('');
    page.stop();
    open(solution('N-able', 'N-able', '', 'admin'));
    await asked();
    page.look();
    expect(page.text()).toBe('');
  });

  it('marks type, names and login, and enters the exact name', async () => {
    open(solution('eFolder', 'N-able', 'efolder', 'admin'));
    await vi.waitFor(() => expect(page.mark('Custom Solution Name')).toBeTruthy());
    expect(page.mark('Management IT Solution')?.textContent).toContain('Select “Custom”');
    expect(page.mark('Username')).toBeTruthy();
    expect(page.mark('Password')).toBeTruthy();
    expect(page.mark('Name')).toBeUndefined();
    page.press(page.mark('Custom Solution Name'), 'Use eFolder');
    expect(field('Custom Solution Name')?.value).toBe('eFolder');
    expect(page.text()).toContain('This management solution:');
  });
});

describe('board-status-check', () => {
  const status = (name: string, xref: string, closed = false) =>
    banner('Status', ['Setup Tables', 'Service Board List', 'Status List', 'Status']) +
    pod(
      row('Status Description', input(name)) +
        row('Board', select('Professional Services')) +
        row('External Integration XRef', select(xref)) +
        row('Closed Status?', box(closed)) +
        row('Inactive', box(false)),
    );

  it.each([
    ['setup-guides.md#figure-1', status('New (not responded)', 'Not Responded (Set)')],
    ['another status', status('Completed', '', true)],
  ])('is silent on %s', async (_, html) => {
    open(html);
    await asked();
    page.look();
    expect(page.text()).toBe('');
  });

  it('marks the reference and the closed flag of the status for new tickets', async () => {
    open(status('New (not responded)', '', true));
    await vi.waitFor(() =>
      expect(page.mark('External Integration XRef')?.textContent).toContain('Not Responded (Set)'),
    );
    expect(page.mark('Closed Status?')).toBeTruthy();
    expect(page.mark('Inactive')).toBeUndefined();
    expect(page.text()).toContain('This status: 2 errors');
  });
});

describe('what a form of the setup tables shows', () => {
  const form = (): HostForm => {
    document.body.innerHTML = '<select><option>Weltweit</option></select>';
    const control = document.querySelector('select');
    if (!control) throw new Error('no control');
    return { scope: document.body, fields: { loginBy: { anchor: control, control } } };
  };

  it.each([
    ['de_DE', {}],
    ['en_GB', { loginBy: 'Weltweit' }],
    [null, { loginBy: 'Weltweit' }],
  ])('has no ConnectWise value in another language: %s', (locale, expected) => {
    page = runFeatures({}, '');
    expect(setupForm(form(), locale).word('loginBy', 'loginBy')).toEqual(expected);
    expect(setupForm(form(), locale).chosen('loginBy', 'loginBy')).toEqual({ loginBy: 'Weltweit' });
  });
});
