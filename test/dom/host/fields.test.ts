import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fieldText, isBlank, isChecked, isEditable } from '../../../lib/host/fields.ts';
import { findField, searchField } from '../../../lib/host/find-field.ts';
import { indexPage } from '../../../lib/host/page-index.ts';
import { FIELDS, fieldTable } from '../../../lib/host/selectors.ts';
import { writeField } from '../../../lib/host/write.ts';
import { input, layOut, pod, row } from './page.ts';

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

  it('takes the control of its own label where a row holds two fields', () => {
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
    const html =
      pod(row('SerialNumber', input('1')) + row('SerialNumber', input('2'))) +
      '<input class="cw_serialNumber" value="3">';
    expect(serial(html)).toBeNull();
  });

  it('shows a read-only value as text, and offers no typing', () => {
    const field = serial(pod(row('SerialNumber', '<div class="gwt-HTML">EFS-342</div>')));
    expect(field && fieldText(field)).toBe('EFS-342');
    expect(field && isEditable(field)).toBe(false);
    const locked = serial(pod(row('SerialNumber', input('EFS-342', 'readonly'))));
    expect(locked && isEditable(locked)).toBe(false);
  });

  it('never takes a filter row of a list for the field', () => {
    expect(serial('<input id="Serial_Number-input" value="x">')).toBeNull();
  });
});

describe('writeField', () => {
  const open = (extra = '') => {
    const field = serial(pod(row('SerialNumber', input('efs 342', extra))));
    if (!field) throw new Error('fixture');
    return field;
  };

  it('writes past a setter of the framework, and tells it by events', () => {
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
    expect(writeField(field, 'EFS-342', expected, stillSame)).toBe('changed-meanwhile');
    expect(field.control?.value).toBe('efs 342');
  });

  it('writes nothing into a pooled widget that was hidden or taken away', () => {
    const field = open();
    field.control?.closest('table')?.setAttribute('hidden', '');
    expect(writeField(field, 'EFS-342', 'efs 342', () => true)).toBe('changed-meanwhile');
  });

  it('writes nothing into a locked field', () => {
    expect(writeField(open('disabled'), 'EFS-342', 'efs 342', () => true)).toBe('not-editable');
  });

  it('says so when the page puts its own value back', () => {
    const field = open();
    field.control?.addEventListener('change', () => {
      if (field.control) field.control.value = 'efs 342';
    });
    expect(writeField(field, 'EFS-342', 'efs 342', () => true)).toBe('refused-by-page');
  });
});
