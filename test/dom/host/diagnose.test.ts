import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIELDS } from '../../../lib/domain/page-fields.ts';
import { describeScreen } from '../../../lib/host/diagnose.ts';
import { additionForm, banner, grid, input, layOut, pod, row, shown, toolbar, wideRow } from './page.ts';

let undo: () => void;
beforeEach(() => {
  undo = layOut();
});
afterEach(() => {
  undo();
  document.body.innerHTML = '';
});

const STATE = { p: 'company_x', s: { p: { rd: 250250, idxk: 'agreements', p_1: { i: 1, rd: 0, own: 'Eddie' } } } };
const HREF = `https://psa.eddies-msp.example/v2025_1/ConnectWise.aspx?locale=en_US&recid=99887&companyName=eddies#startscreen=x&state=${encodeURIComponent(JSON.stringify(STATE))}`;
const describeIt = (html: string, href = HREF) => {
  document.body.innerHTML = html;
  return describeScreen(document, href, FIELDS);
};

describe('describeScreen', () => {
  it('reports the structure', () => {
    const text = describeIt(
      banner('A', ['Company Search']) +
        toolbar('Save') +
        additionForm() +
        pod(row('Verwaltete ID', '<input class="cw_groupIdentifier">')) +
        grid(['Product', 'Quantity', 'Serial #'], [['x', '1', 'EFS-342']]),
    );
    for (const part of [
      'path: /v2025_1/ConnectWise.aspx',
      'query keys: locale, recid, companyName',
      'hash: plain',
      'p=company_x',
      'idxk=agreements',
      'record ids: 1; records without id: 1',
      'host: other',
      'breadcrumb parts: 1',
      'ours: agreement-addition',
      'field serialNumber: label',
      'cw_groupIdentifier×1',
      'cw_ToolbarButton_Save×1',
      'Verwaltete ID',
      'list list-grid: rows 1',
      'columns Product | Quantity | Serial #',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toMatch(/GMDB3DUB|x-auto/);
  });

  it('does not treat a text as a label when it is the only one in its row', () => {
    const note =
      '<tr class="pod-element-row"><td colspan="2"><div class="gwt-Label">Ask Bob at Angry Fox</div></td></tr>';
    const text = describeIt(pod(row('Verwaltete ID', '<input>') + note));
    expect(text).toContain('Verwaltete ID');
    expect(text).not.toContain('Angry Fox');
  });

  it('omits host, ids and texts of the address', () => {
    const text = describeIt('');
    expect(text).toContain('query keys: locale, recid, companyName');
    expect(text).not.toMatch(/eddies|250250|99887|Eddie/i);
  });

  it('stays below 60 kB', () => {
    const long = (i: number, letter: string) => `${letter.repeat(50)}${i}`;
    const rows = Array.from({ length: 320 }, (_, i) =>
      row(long(i, 'ü'), `<input class="cw_a${long(i, 'y')} cw_b${long(i, 'y')}">`),
    );
    const lists = Array.from({ length: 20 }, (_, i) =>
      grid(
        Array.from({ length: 20 }, (_, j) => long(i * 20 + j, 'ß')),
        [],
      ),
    );
    const text = describeIt(pod(rows.join('')) + lists.join(''));
    const bytes = new TextEncoder().encode(text).length;
    expect(bytes).toBeLessThanOrEqual(60_000);
    expect(bytes).toBeGreaterThan(30_000);
    expect(text).toContain('(cut: the page has more)');
  });

  it('never contains what a user wrote, wherever it is', () => {
    const alphabet = 'abcdefghijkmnopqrstuvwxyz';
    const secret = fc
      .tuple(fc.integer({ min: 0, max: 25 ** 4 - 1 }), fc.constantFrom('', ' Ltd', '@x.org', '-342', ' #77182'))
      .map(([n, tail]) => `Zq${[...String(n)].map((digit) => alphabet[Number(digit)]).join('')}jx${tail}`);
    const label = fc.constantFrom('SerialNumber', 'Name', 'Managed ID', 'Notes', 'Solution', 'Company');
    const places: ((name: string, value: string) => string)[] = [
      (name, value) => pod(row(name, input(value))),
      (name, value) => pod(row(name, shown(value))),
      (name, value) => pod(row(name, `<div class="gwt-Label" title="${value}">${value}</div>`)),
      (name, value) => pod(row(name, `<a class="multilineClickable" title="${value}">${value}</a>`)),
      (name, value) => pod(row(name, `<textarea>${value}</textarea>`)),
      (name, value) => pod(row(name, `<select><option title="${value}">${value}</option></select>`)),
      (name, value) => pod(row(name, `<input type="password" value="${value}" title="${value}">`)),
      (name, value) => pod(wideRow([name, shown(value)], ['Other', `<div title="${value}">${value}</div>`])),
      (name, value) => grid([name, 'Product'], [[value, `<div class="gwt-Label" title="${value}">${value}</div>`]]),
      (_, value) => banner(value, [value]),
      (_, value) => `<div class="x-combo-list"><div>${value}</div></div><p title="${value}">${value}</p>`,
      (name, value) => pod(row(name, input(value))) + pod(row(value, input('x'))),
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(places.length - 1), label, secret), { minLength: 1, maxLength: 6 }),
        (parts) => {
          const text = describeIt(parts.map(([place, name, value]) => places[place]?.(name, value)).join(''));
          expect(text).toContain('path: /v2025_1/ConnectWise.aspx');
          for (const [, , value] of parts) expect(text).not.toContain(value.slice(0, 6));
        },
      ),
      { numRuns: 40 },
    );
  });
});
