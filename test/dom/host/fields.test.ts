import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIELDS } from '../../../lib/domain/page-fields.ts';
import { fieldText, isBlank, isChecked, isEditable } from '../../../lib/host/fields.ts';
import { findField, searchField } from '../../../lib/host/find-field.ts';
import { indexPage } from '../../../lib/host/page-index.ts';
import { fieldTable } from '../../../lib/host/selectors.ts';
import { writeField } from '../../../lib/host/write.ts';
import { checkBox, grid, input, layOut, pod, row, shown, wideRow } from './page.ts';

let undo: () => void;
beforeEach(() => {
  undo = layOut();
});
afterEach(() => {
  undo();
  document.body.innerHTML = '';
});

const serial = (html: string) => {
  document.body.innerHTML = html;
  return findField(indexPage(document, FIELDS), 'serialNumber');
};

describe('findField', () => {
  it('reads the label from the title, else from the text', () => {
    expect(serial(pod(row('SerialNumber', input('A'))))?.control?.value).toBe('A');
    const plain = '<table><tr><td><label> Serial  Number:* </label></td><td><input value="B"></td></tr></table>';
    expect(serial(plain)?.control?.value).toBe('B');
  });

  it('finds the control of its own label where a row holds two fields', () => {
    const html = `<table><tr><td><label>UOM</label></td><td><input value="Each"></td><td><label>SerialNumber</label></td><td><input value="C"></td></tr></table>`;
    expect(serial(html)?.control?.value).toBe('C');
  });

  it('falls back to the cw_ class, then to a class that contains the property', () => {
    expect(serial('<div class="cw_serialNumber"><input value="D"></div>')?.control?.value).toBe('D');
    expect(serial('<input class="GMDB3DUB cw_AdditionSerialNumberBox" value="E">')?.control?.value).toBe('E');
  });

  it('finds none where two are visible, however many are hidden', () => {
    const two = row('SerialNumber', input('1')) + row('Serial #', input('2'));
    expect(serial(pod(two))).toBeNull();
    expect(
      serial(pod(row('SerialNumber', input('1')), 'hidden') + pod(row('SerialNumber', input('2'))))?.control?.value,
    ).toBe('2');
  });

  it('does not fall back to a class when the label is ambiguous', () => {
    const byClass = '<input class="cw_serialNumber" value="3">';
    expect(serial(byClass)?.control?.value).toBe('3');
    expect(serial(pod(row('SerialNumber', input('1')) + row('SerialNumber', input('2'))) + byClass)).toBeNull();
  });

  it('shows a read-only value as text, and allows no typing', () => {
    const field = serial(pod(row('SerialNumber', '<div class="gwt-HTML">EFS-342</div>')));
    expect(field && fieldText(field)).toBe('EFS-342');
    expect(field && isEditable(field)).toBe(false);
    const locked = serial(pod(row('SerialNumber', input('EFS-342', 'readonly'))));
    expect(locked && isEditable(locked)).toBe(false);
  });

  it('finds the value beside its own label where a row shows several as text', () => {
    const html = pod(wideRow(['Name', shown('eFolder')], ['SerialNumber', shown('EFS-342')], ['Password', shown('x')]));
    expect(serial(html)?.anchor.textContent).toBe('EFS-342');
    expect(serial(pod(wideRow(['SerialNumber', shown('')], ['Name', shown('eFolder')])))?.anchor.textContent).toBe('');
  });

  it('never uses the header of a list as a label, not even inside a table', () => {
    const list = grid(['Name', 'SerialNumber'], [['a', 'EFS-1']]);
    const label = '<label>SerialNumber</label>';
    expect(serial(`<table><tr><td>${label}</td><td><input value="search"></td></tr></table>`)).toBeTruthy();
    expect(serial(`<table><tr><td>${list}</td><td><input value="search"></td></tr></table>`)).toBeNull();
  });

  it('never uses a filter row of a list as the field', () => {
    expect(serial('<input id="Serial_Number-input" value="x">')).toBeNull();
    expect(serial('<input id="Serial_Number-input" class="cw_serialNumber" value="x">')).toBeTruthy();
  });
});

describe('the order of search', () => {
  const search = (html: string, override: object = {}) => {
    document.body.innerHTML = html;
    return searchField(indexPage(document, fieldTable({ serialNumber: override })), 'serialNumber');
  };
  const found = (by: string, value: string) => ({ by, control: expect.objectContaining({ value }) });
  const german = row('Seriennummer', input('1'));
  const english = row('SerialNumber', input('2'));
  const classed = row('x', '<input class="cw_serialNumber" value="3">');
  const other = row('y', '<input class="cw_sn" value="4">');

  it('is override, label, class, part of class; the first that finds anything decides', () => {
    const all = pod(german + english + classed + other);
    expect(search(all, { labels: ['Seriennummer'] })).toMatchObject(found('override', '1'));
    expect(search(all, { classes: ['cw_sn'] })).toMatchObject(found('override', '4'));
    expect(search(all)).toMatchObject(found('label', '2'));
    expect(search(pod(german + classed))).toMatchObject(found('class', '3'));
    expect(search(pod(row('x', '<input class="x_serialNumberBox" value="5">')))).toMatchObject(
      found('part-of-class', '5'),
    );
    expect(search(pod(german))).toBe('missing');
  });

  it.each([
    ['override label', pod(german + german + english), { labels: ['Seriennummer'] }],
    ['override class', pod(other + other + english), { classes: ['cw_sn'] }],
    ['label', pod(english + english + classed), {}],
    ['class', pod(classed + classed + row('x', '<input class="x_serialNumberBox">')), {}],
    ['part of class', pod(`${'<tr><td><input class="x_serialNumberBox"></td></tr>'.repeat(2)}`), {}],
  ])('ends with a step that matches twice: %s', (_, html, override) => {
    expect(search(html, override)).toBe('ambiguous');
  });

  it('continues where an override finds nothing', () => {
    expect(search(pod(english), { labels: ['Seriennummer'], classes: ['cw_sn', 'not a class .#['] })).toMatchObject(
      found('label', '2'),
    );
  });

  it.each(['SerialNumber:', 'SerialNumber *', ' serialnumber?', 'Serial\u00a0Number:*'])(
    'reads the label “%s”',
    (label) => {
      expect(search(pod(row(label, input('6'))))).toMatchObject(found('label', '6'));
    },
  );
});

describe('values', () => {
  const flag = (control: string) => {
    document.body.innerHTML = pod(row('Closed Status?', control));
    const field = findField(indexPage(document, FIELDS), 'closedStatus');
    return field && isChecked(field);
  };

  it.each([
    [checkBox(true), true],
    [checkBox(false), false],
    [shown('Yes'), true],
    [shown('no'), false],
    ['<div>✓</div>', true],
    ['<div>☐</div>', false],
    ['<img src="check.gif" alt="Yes">', true],
    ['<img src="check.gif" title="No">', false],
    ['<div role="checkbox" aria-checked="true"></div>', true],
    ['<img src="check.gif">', null],
    ['<div>perhaps</div>', null],
  ])('of a check box: %s', (control, value) => {
    expect(flag(control)).toBe(value);
  });

  it('of a password field are never reported, only whether it is blank', () => {
    const password = (value: string) => {
      document.body.innerHTML = pod(row('Password', `<input type="password" value="${value}">`));
      const field = findField(indexPage(document, FIELDS), 'loginPassword');
      if (!field) throw new Error('fixture');
      return field;
    };
    expect(fieldText(password('hunter2'))).not.toContain('hunter2');
    expect(isBlank(password('hunter2'))).toBe(false);
    expect(isBlank(password(''))).toBe(true);
    expect(fieldText(password(''))).toBe('');
  });
});

describe('writeField', () => {
  const open = (extra = '') => {
    const field = serial(pod(row('SerialNumber', input('efs 342', extra))));
    if (!field) throw new Error('fixture');
    return field;
  };

  it('bypasses a setter of the framework, and notifies it by events', () => {
    const field = open();
    const heard: string[] = [];
    for (const type of ['input', 'change', 'blur']) field.control?.addEventListener(type, () => heard.push(type));
    expect(writeField(field, 'EFS-342', 'efs 342', () => true)).toBe('written');
    expect(field.control?.value).toBe('EFS-342');
    expect(heard).toEqual(['input', 'change', 'blur']);
  });

  it.each([
    ['the record changed', (): boolean => false, 'efs 342'],
    ['the text changed', () => true, 'efs 34'],
  ])('writes nothing when %s since the correction was shown', (_, stillSame, expected) => {
    const field = open();
    expect(writeField(field, 'EFS-342', expected, stillSame)).toBe('changed-since-read');
    expect(field.control?.value).toBe('efs 342');
  });

  it('writes nothing into a pooled widget that was hidden or removed', () => {
    const field = open();
    field.control?.closest('table')?.setAttribute('hidden', '');
    expect(writeField(field, 'EFS-342', 'efs 342', () => true)).toBe('changed-since-read');
  });

  it('writes nothing into a locked field', () => {
    expect(writeField(open('disabled'), 'EFS-342', 'efs 342', () => true)).toBe('not-editable');
  });

  it('reports when the page restores its own value', () => {
    const field = open();
    field.control?.addEventListener('change', () => {
      if (field.control) field.control.value = 'efs 342';
    });
    expect(writeField(field, 'EFS-342', 'efs 342', () => true)).toBe('refused-by-page');
  });
});
