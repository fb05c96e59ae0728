import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIELDS } from '../../../lib/domain/page-fields.ts';
import { previewOf, selectorOf } from '../../../lib/host/teach.ts';
import { grid, input, layOut, pod, row, shown, wideRow } from './page.ts';

let undo: () => void;
beforeEach(() => {
  undo = layOut();
});
afterEach(() => {
  undo();
  document.body.innerHTML = '';
});

const learn = (html: string, css: string) => {
  document.body.innerHTML = html;
  const element = document.querySelector(css);
  if (!element) throw new Error(`fixture: ${css}`);
  return selectorOf(element);
};
const german = row(
  'Verwaltete ID',
  '<div class="cw_CwTextField cw_groupIdentifier GMDB3DUBX"><input id="x-auto-7-input" value="EFS-342"></div>',
);

describe('selectorOf', () => {
  it.each(['input', '.cw_groupIdentifier', '[title]', '.mm_podElementLabel', 'td:last-child'])(
    'returns label and class, whichever part of the row was selected: %s',
    (css) => {
      const learned = learn(pod(german), css);
      expect(learned?.labels).toEqual(['Verwaltete ID']);
      if (!/title|Label/.test(css)) expect(learned?.classes).toEqual(['cw_groupIdentifier']);
    },
  );

  it('returns the label of the field itself where a row holds several', () => {
    const pairs = wideRow(
      ['Name', input('a')],
      ['Lösung', '<input class="cw_solution" value="b">'],
      ['Ort', shown('Graz')],
    );
    expect(learn(pod(pairs), '.cw_solution')).toEqual({ labels: ['Lösung'], classes: ['cw_solution'] });
    expect(learn(pod(pairs), 'td:last-child div')?.labels).toEqual(['Ort']);
  });

  it('never learns compiler classes, generated ids, kinds of widget or values', () => {
    const html =
      '<div><input class="GMDB3DUBX x-auto-3-input cw_CwComboBox cw_PsaUserDefinedComboBox" value="EFS-342"></div>';
    expect(learn(html, 'input')).toBeNull();
    expect(learn(html.replace('cw_CwComboBox', 'cw_solution'), 'input')?.classes).toEqual(['cw_solution']);
    expect(learn(pod(row('4711223344', input('x'))), 'input')).toBeNull();
    expect(learn(pod(row('ann@example.com', input('x'))), 'input')).toBeNull();
    expect(
      learn(pod(`<tr><td>${shown("Eddie's TV Repair")}</td><td></td><td>${shown('x')}</td></tr>`), 'td:last-child div')
        ?.classes,
    ).toEqual([]);
  });

  it('learns a column from its header, and nothing from a row', () => {
    const list = grid(['Verwaltete ID', 'Gerätetyp'], [['EFS-342', 'Backup Stats']]);
    expect(learn(list, '.cw-ml-header div')).toEqual({ labels: ['Verwaltete ID'], classes: [] });
    expect(learn(list, 'tr.cw-ml-row div')).toBeNull();
  });
});

describe('previewOf', () => {
  const preview = (html: string, labels: string[], classes: string[] = []) => {
    document.body.innerHTML = html;
    return previewOf(document, FIELDS, 'managedId', { labels, classes });
  };
  it('reports whether it would find exactly one', () => {
    expect(preview(pod(german), ['Verwaltete ID'])).toBe('one');
    expect(preview(pod(german), [], ['cw_groupIdentifier'])).toBe('one');
    expect(preview(pod(german + german), ['Verwaltete ID'])).toBe('several');
    expect(preview(pod(german, 'hidden'), ['Verwaltete ID'])).toBe('none');
    expect(preview(grid(['Verwaltete ID'], []), ['Verwaltete ID'])).toBe('one');
  });

  it('counts only learned names, not the built-in ones', () => {
    expect(preview(pod(row('Managed ID', input('EFS-342'))), ['Verwaltete ID'])).toBe('none');
  });

  it('finds what it learned', () => {
    const learned = learn(pod(german + row('Andere', input('x'))), 'input');
    expect(learned && previewOf(document, FIELDS, 'managedId', learned)).toBe('one');
  });
});
