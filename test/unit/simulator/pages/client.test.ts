import { Window } from 'happy-dom';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { additionUrl, companyUrl, hashOf } from '../../../simulator/pages/address.ts';
import type { Place } from '../../../simulator/pages/client/places.js';
import type { WebClientOptions } from '../../../simulator/pages/web-client.ts';
import { openWebClient } from './support.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const AGREEMENT = SEED.agreements.eddiesTvRepair;

/**
 * Runs the client's own application in a window of its own, at an address, against a seeded web client. Requests stay
 * Node's: those of happy-dom drop cookies.
 */
async function start(address: string, options: WebClientOptions = {}) {
  const client = await openWebClient({ lateMs: 5, ...options });
  const url = new URL(address, 'https://na.myconnectwise.net');
  const browser = new Window({ url: url.href });
  const page = await (await client.get(url.pathname)).text();
  const boot = /<script type="application\/json".*?<\/script>/.exec(page)?.[0] ?? '';
  browser.document.body.innerHTML = `${boot}<div id="cwApp"></div>`;
  const { document, location, history, localStorage, Event } = browser;
  const globals = { window: browser, document, location, history, localStorage, Event };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser));
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    client.app.request(new URL(path, url).href, { ...init, headers: { cookie: client.cookie } }),
  );
  vi.resetModules();
  await import('../../../simulator/pages/client/app.js');
  return client;
}

const shown = (selector: string) =>
  [...document.querySelectorAll<HTMLElement>(selector)].filter((node) => !node.closest('.x-hide-display'));

/** The input beside a label, among what is shown. */
function field(label: string): HTMLInputElement {
  const row = shown('tr.pod-element-row').find((node) => node.querySelector(`[title="${label}"]`));
  const input = row?.querySelector('input');
  if (!input) throw new Error(`No field ${label}`);
  return input;
}

const banner = () => document.querySelector('.detailLabel:not(.navigationEntry)')?.textContent;

function press(selector: string): void {
  const [button] = shown(`${selector} .mm_button`);
  if (!button) throw new Error(`No button ${selector}`);
  button.click();
}

function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function go(place: Place): void {
  window.location.hash = hashOf(place);
}

/** Patient, because test machines are busy; passes as soon as it can. */
function eventually(check: () => unknown): Promise<unknown> {
  return vi.waitFor(check, { timeout: 8000 });
}

afterEach(() => vi.unstubAllGlobals());

describe('the client', { timeout: 20_000 }, () => {
  it('shows the company of the hash, its name in the banner', async () => {
    await start(companyUrl(EDDIE));
    await eventually(() => expect(banner()).toBe("Eddie's TV Repair"));
    expect(field('Company').value).toBe("Eddie's TV Repair");
    expect(field('Company').classList.contains('cw_company')).toBe(true);
  });

  it('lists the Management Solutions in a grid whose header is beside the table', async () => {
    await start(companyUrl(EDDIE, 'management'));
    await eventually(() => expect(shown('tr.cw-ml-row')[0]?.textContent).toContain('EFS-342'));
    const cells = shown('tr.cw-ml-row').map((row) => row.querySelector('td[cellindex="4"]')?.textContent);
    expect(cells).toEqual(['Backup Stats', 'Workstations and Servers']);
    expect(shown('.cw-ml-header')[0]?.closest('table')).toBeNull();
    expect(shown('table thead')).toEqual([]);
  });

  it('works the addition out while typing and saves it', async () => {
    const { state } = await start(additionUrl(AGREEMENT, 1, { companyId: EDDIE }));
    await eventually(() => expect(field('Product').value).toBe('Online Backup Select Storage'));
    type(field('Total Quantity'), '125');
    expect(
      shown('tr.pod-element-row').find((row) => row.textContent?.startsWith('Quantity to Bill'))?.textContent,
    ).toContain('100');
    type(field('SerialNumber'), 'EFS-355');
    press('.cw_ToolbarButton_Save');
    await eventually(() =>
      expect(state.tables.additions.get(1)).toMatchObject({ quantity: 125, serialNumber: 'EFS-355' }),
    );
  });

  it('uses its views again for other records and keeps the record that was left in the document', async () => {
    await start(companyUrl(EDDIE));
    await eventually(() => expect(field('Company').value).toBe("Eddie's TV Repair"));
    const first = field('Company');
    const companyAt = (company: number): Place => ({
      screen: 'company',
      company,
      tab: 'company',
      companyTab: 'company',
    });
    go(companyAt(SEED.companies.joeTvRepair));
    await eventually(() => expect(banner()).toBe('Joe TV Repair'));
    expect(first.isConnected).toBe(true);
    expect(first.value).toBe("Eddie's TV Repair");
    expect(first.closest('.x-hide-display')).not.toBeNull();
    go(companyAt(SEED.companies.angryFox));
    await eventually(() => expect(banner()).toBe('Angry Fox'));
    expect(field('Company')).toBe(first);
    expect(first.value).toBe('Angry Fox');
  });

  it('shows the refusal of a new managed-id entry in the message area', async () => {
    await start(companyUrl(EDDIE, 'management'));
    await eventually(() => expect(shown('tr.cw-ml-row')).toHaveLength(2));
    press('.cw-toolbar-new-item');
    await eventually(() => field('Managed ID'));
    press('.cw_ToolbarButton_Save');
    await eventually(() =>
      expect(shown('[role="status"]')[0]?.textContent).toContain('cannot be added from the Companies tab'),
    );
  });

  it('disables inputs and saving for a member who may only look', async () => {
    await start(companyUrl(EDDIE), { readOnly: true });
    await eventually(() => expect(banner()).toBe("Eddie's TV Repair"));
    expect(field('Company').disabled).toBe(true);
    expect(shown('.cw_ToolbarButton_Save .mm_button')[0]?.getAttribute('aria-disabled')).toBe('true');
  });
});
