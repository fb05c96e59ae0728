import { describe, expect, it } from 'vitest';
import { checkAddition, checkAdditions } from '../../../../lib/domain/rules/addition/addition-rules.ts';
import { fixPlan } from '../../../../lib/domain/rules/managed-id/fix-plan.ts';
import {
  checkManagedIdForm,
  checkManagedIds,
  type ManagedIdSubject,
} from '../../../../lib/domain/rules/managed-id/managed-id-rules.ts';
import { addition, entry, managedIds, PAIR_342 } from '../../../support/builders/domain-records.ts';

const ENTRIES = { incomplete: { entries: true } } as const;
const REFERENCES = { incomplete: { crossReferences: true } } as const;

const codes = (subject: ManagedIdSubject) => checkManagedIds(subject).map(({ code }) => code);

describe('while a managed-ID entry cannot be read', () => {
  const one = entry(11, 'WorkstationsAndServers');
  it.each([
    ['MID-NONE', managedIds([])],
    ['MID-MISSING', managedIds([one])],
    ['MID-MISMATCH', managedIds([one, entry(12, 'BackupStats', 'EFS-343')])],
    ['MID-ORDER', managedIds([entry(11, 'BackupStats'), entry(12, 'WorkstationsAndServers')])],
    ['MID-PLACE', managedIds([], { place: 'company-management-tab' })],
  ])('%s is silent, since it concludes from absence, count or order', (code, subject) => {
    expect(codes(subject)).toContain(code);
    expect(codes({ ...subject, ...ENTRIES })).not.toContain(code);
    expect(fixPlan({ ...subject, ...ENTRIES })).toEqual([]);
  });

  it.each([
    ['MID-DUPLICATE', managedIds([...PAIR_342, entry(13, 'BackupStats')])],
    ['MID-DEVICE-TYPE', managedIds([one, entry(12, 'Servers')])],
  ])('%s is reported, since both rows were read, without a fix', (code, subject) => {
    const found = (of: ManagedIdSubject) => checkManagedIds(of).find((finding) => finding.code === code);
    expect(found(subject)?.fix).toBeDefined();
    expect(found({ ...subject, ...ENTRIES })).toBeDefined();
    expect(found({ ...subject, ...ENTRIES })?.fix).toBeUndefined();
    expect(found({ ...subject, ...ENTRIES })?.correction).toBeUndefined();
  });

  it('findings of a readable one alone are still reported and fixed', () => {
    const subject = managedIds([entry(11, 'WorkstationsAndServers', 'efs-342'), entry(12, 'BackupStats')], ENTRIES);
    expect(checkManagedIds(subject)).toMatchObject([{ code: 'MID-FORMAT', fix: expect.anything() }]);
    expect(fixPlan(subject)).toHaveLength(1);
  });

  it('a form does not require the other half first', () => {
    const subject = managedIds([]);
    const draft = { groupIdentifier: 'EFS-342', deviceType: 'BackupStats' as const };
    expect(checkManagedIdForm(subject, draft).map(({ code }) => code)).toContain('MID-ORDER');
    expect(checkManagedIdForm({ ...subject, ...ENTRIES }, draft).map(({ code }) => code)).not.toContain('MID-ORDER');
  });

  it('a serial number is not called foreign, nor one proposed as the only one', () => {
    const foreign = addition({ serialNumber: 'EFS-355' });
    expect(checkAddition(foreign).map(({ code }) => code)).toContain('ADD-SERIAL-COMPANY');
    expect(checkAddition({ ...foreign, ...ENTRIES }).map(({ code }) => code)).not.toContain('ADD-SERIAL-COMPANY');
    const [blank] = checkAddition({ ...addition({ serialNumber: '' }), ...ENTRIES });
    expect(blank).toMatchObject({ code: 'ADD-SERIAL-MISSING' });
    expect(blank?.fix).toBeUndefined();
  });
});

describe('while an agreement or an addition cannot be read', () => {
  const facts = { ...addition({}), additions: [] };

  it('none is called missing', () => {
    expect(checkAdditions(facts).map(({ code }) => code)).toContain('ADD-MISSING');
    expect(checkAdditions({ ...facts, incomplete: { additions: true } })).toEqual([]);
  });
});

describe('while a cross-reference cannot be read', () => {
  it.each([
    ['ADD-PRODUCT', addition({ product: { id: 999, identifier: 'Something else' } })],
    ['ADD-DRIFT', addition({ quantity: 1 })],
  ])('%s is silent', (code, subject) => {
    expect(checkAddition(subject).map((finding) => finding.code)).toContain(code);
    expect(checkAddition({ ...subject, ...REFERENCES }).map((finding) => finding.code)).not.toContain(code);
  });

  it('none is called missing', () => {
    const facts = { ...addition({}), additions: [] };
    expect(checkAdditions({ ...facts, ...REFERENCES })).toEqual([]);
  });
});
