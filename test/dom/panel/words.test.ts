import { describe, expect, it } from 'vitest';
import { ageText } from '../../../components/panel/age.tsx';
import { count, fieldLabel, valueText } from '../../../components/panel/words.ts';

describe('valueText', () => {
  it.each([
    [null, undefined, 'blank'],
    ['', undefined, 'blank'],
    [1412.5, 'quantity', '1,412.5'],
    [2026, 'backupYear', '2026'],
    [{ id: 1201 }, 'agreement', '1201'],
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

it('counts in words', () => {
  expect([count(1, 'change'), count(1200, 'change')]).toEqual(['1 change', '1,200 changes']);
});

describe('ageText', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  it.each([
    ['2026-11-21T11:59:58Z', 'just now'],
    ['2026-11-21T11:15:00Z', '45 minutes ago'],
    ['2026-11-21T06:00:00Z', '6 hours ago'],
    ['2026-11-21T19:00:00Z', 'in 7 hours'],
    ['2026-11-11T12:00:00Z', '10 days ago'],
    ['2024-01-01T00:00:00Z', '3 years ago'],
    ['nonsense', 'at an unknown time'],
  ])('%s is %s', (at, text) => {
    expect(ageText(at, now)).toBe(text);
  });
});
