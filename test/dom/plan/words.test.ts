import { describe, expect, it } from 'vitest';
import { fieldLabel, valueText } from '../../../components/plan/texts/changes.ts';

describe('valueText', () => {
  it.each([
    [null, undefined, 'blank'],
    ['', undefined, 'blank'],
    [1412.5, 'quantity', '1,412.5'],
    [2026, 'backupYear', '2026'],
    [1182.4, 'backupBillableSpaceGb', '1,182.4 GB'],
    [{ id: 1201 }, 'agreement', 'no. 1201'],
    [{ id: 7, name: 'eFolder' }, 'managementSolution', 'eFolder'],
    ['WorkstationsAndServers', 'deviceType', 'Workstations and Servers'],
    ['2026-11-21T08:00:00Z', 'lastBackupDate', 'Nov 21, 2026'],
    [true, undefined, 'yes'],
  ])('%j of %s reads %s', (value, field, text) => {
    expect(valueText(value, field)).toBe(text);
  });
});

it('names fields as ConnectWise labels them, and spells out the others', () => {
  expect([fieldLabel('groupIdentifier'), fieldLabel('someNewMember')]).toEqual(['Managed ID', 'Some new member']);
});

it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'treats the value or member %s as a text',
  (word) => {
    expect(valueText(word, 'deviceType')).toBe(word);
    expect(valueText(3, word)).toBe('3');
    expect(typeof fieldLabel(word)).toBe('string');
  },
);
