import { afterEach, describe, expect, it, vi } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import {
  additionUrl,
  agreementUrl,
  companyUrl,
  integrationUrl,
  solutionUrl,
} from '../../../simulator/pages/address.ts';
import { GERMAN } from '../../../simulator/pages/german.ts';
import { changePrefix } from '../../../simulator/pages/options.ts';
import { banner, eventually, field, go, press, shown, startClient, type } from './browser.ts';

const { eddiesTvRepair: EDDIE, joeTvRepair: JOE } = SEED.companies;
const AGREEMENT = SEED.agreements.eddiesTvRepair;
const additions = agreementUrl(AGREEMENT, 'additions');

const headers = () => shown('.cw-ml-header .gwt-Label').map((node) => node.title);
const rowsFilled = () => eventually(() => expect(shown('tr.cw-ml-row')[0]?.textContent).toContain('Online Backup'));
/** Text of the first row below each header, found by horizontal place as a user sees it. */
function firstRow(): Record<string, string | undefined> {
  const left = (node: HTMLElement) => Number.parseInt(node.style.left, 10);
  const ordered = shown('.cw-ml-header .gwt-Label').sort((a, b) => left(a) - left(b));
  const cells = [...(shown('tr.cw-ml-row')[0]?.querySelectorAll('td') ?? [])].slice(1);
  return Object.fromEntries(ordered.map((node, index) => [node.title, cells[index]?.textContent]));
}

afterEach(() => vi.unstubAllGlobals());

describe('habits of the client', () => {
  it('labels are renamed', async () => {
    await startClient(companyUrl(EDDIE), { labels: { Company: 'Customer' } });
    await eventually(() => expect(field('Customer').value).toBe("Eddie's TV Repair"));
    expect(() => field('Company')).toThrow();
  });

  it('a German member reads and types dates and numbers in the German format', async () => {
    const { state } = await startClient(additionUrl(AGREEMENT, 1), GERMAN);
    await eventually(() => expect(field('Einzelpreis').value).toBe('2,00'));
    expect(field('Gültig ab').value).toMatch(/^(Mo|Di|Mi|Do|Fr|Sa|So) \d\d\.\d\d\.\d{4}$/);
    const before = state.tables.additions.get(1)?.effectiveDate;
    type(field('Gesamtmenge'), '1.221,5');
    press('.cw_ToolbarButton_Save');
    await eventually(() => expect(state.tables.additions.get(1)).toMatchObject({ quantity: 1221.5, unitPrice: 2 }));
    expect(state.tables.additions.get(1)?.effectiveDate).toBe(before);
  });

  it('columns are moved, and every cell stays below its header', async () => {
    await startClient(additions, { columns: 'moved' });
    await rowsFilled();
    expect(headers().slice(0, 3)).toEqual(['Ext Cost', 'Cost', 'Sequence']);
    expect(firstRow()).toMatchObject({
      Sequence: '1',
      'Product ID': 'Online Backup Select Storage',
      'Serial #': 'EFS-342',
    });
  });

  it('columns are removed', async () => {
    await startClient(additions, { columns: 'narrow' });
    await rowsFilled();
    expect(headers()).toContain('Product ID');
    expect(headers()).not.toContain('Serial #');
    expect(firstRow()).toMatchObject({ Sequence: '1', 'Product ID': 'Online Backup Select Storage' });
  });

  it('a second record of the kind is open below, and stays when the first one changes', async () => {
    await startClient(companyUrl(EDDIE), { twoRecords: true });
    const names = () => shown('input.cw_company').map((node) => (node as HTMLInputElement).value);
    await eventually(() => expect(names()).toEqual(["Eddie's TV Repair", 'Joe TV Repair']));
    expect(banner()).toBe("Eddie's TV Repair");
    go({ screen: 'company', company: JOE, tab: 'company', companyTab: 'company' });
    await eventually(() => expect(names()).toEqual(['Joe TV Repair', "Eddie's TV Repair"]));
    expect(banner()).toBe('Joe TV Repair');
  });

  it.each([
    ['an addition', additionUrl(AGREEMENT, 1), 'SerialNumber', ['EFS-342', 'EFS-355']],
    ['a solution', solutionUrl(1), 'Custom Solution Name', ['eFolder', 'LabTech']],
    ['an integration', integrationUrl({ record: 1 }), 'Solution', ['eFolder', '']],
  ])('two records: %s', async (_, address, label, values) => {
    await startClient(address, { twoRecords: true });
    const found = () =>
      shown('tr.pod-element-row')
        .filter((row) => row.querySelector(`[title="${label}"]`))
        .map((row) => row.querySelector('input')?.value);
    await eventually(() => expect(found()).toEqual(values));
  });

  it.each(['half', 'all'] as const)('%s of the stable classes are missing, and the page works', async (classesGone) => {
    await startClient(additions, { classesGone });
    await eventually(() => expect(document.body.textContent).toContain('EFS-342'));
    const stable = [
      'cw-ml-row',
      'multilineClickable',
      'cw-ml-header',
      'mm_grid',
      'cw_BannerView',
      'mm_button',
      'detailLabel',
    ];
    const left = stable.filter((name) => document.querySelector(`.${name}`));
    if (classesGone === 'all') expect(left).toEqual([]);
    else expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(stable.length);
  });

  it('takes another class prefix at the next navigation', async () => {
    const client = await startClient(companyUrl(EDDIE));
    await eventually(() => expect(banner()).toBe("Eddie's TV Repair"));
    const prefixes = () => new Set(document.getElementById('cwApp')?.innerHTML.match(/\bG[A-Z]{6}B(?=[A-Z]{3}\b)/g));
    const [before] = prefixes();
    changePrefix(client.options);
    go({ screen: 'company', company: JOE, tab: 'company', companyTab: 'company' });
    await eventually(() => expect(banner()).toBe('Joe TV Repair'));
    await eventually(() => expect(prefixes().has(before ?? '')).toBe(false));
    expect(prefixes().size).toBe(1);
    expect(field('Company').value).toBe('Joe TV Repair');
  });

  it('a read-only member sees plain labels in place of controls', async () => {
    await startClient(additionUrl(AGREEMENT, 1), { readOnly: true, readOnlyAs: 'labels' });
    const row = (label: string) =>
      shown('tr.pod-element-row').find((node) => node.querySelector(`[title="${label}"]`))?.lastElementChild;
    await eventually(() => expect(row('SerialNumber')?.textContent).toBe('EFS-342'));
    expect(row('Product')?.textContent).toContain('Online Backup Select Storage');
    expect(row('Bill Customer?')?.textContent).toBe('Yes');
    expect(shown('.pod_agreement_addition input, .pod_agreement_addition textarea')).toEqual([]);
  });

  it('fills a busy page', async () => {
    await startClient(companyUrl(EDDIE), { busyNodes: 3000 });
    await eventually(() => expect(banner()).toBe("Eddie's TV Repair"));
    const count = document.querySelectorAll('*').length;
    expect(count).toBeGreaterThan(2800);
    expect(count).toBeLessThan(3700);
  });

  it('is seconds late on request', async () => {
    const waits = vi.spyOn(globalThis, 'setTimeout');
    await startClient(companyUrl(EDDIE), { lateMs: 2000 });
    await eventually(() => expect(field('Company').value).toBe(''));
    await eventually(() => expect(field('Company').value).toBe("Eddie's TV Repair"));
    expect(waits.mock.calls.map(([, wait]) => wait)).toContain(2000);
    waits.mockRestore();
  });
});
