import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../../lib/domain/finding.ts';
import { fixPlan } from '../../../../../lib/domain/rules/managed-id/fix-plan.ts';
import {
  checkManagedIdForm,
  checkManagedIds,
  type ManagedIdSubject,
} from '../../../../../lib/domain/rules/managed-id/managed-id-rules.ts';
import { COMPANY, entry, managedIds, PAIR_342, SOLUTION } from '../../../../support/builders/domain-records.ts';
import { applyToEntries } from '../../apply-to-entries.ts';

const codes = (subject: ManagedIdSubject) => checkManagedIds(subject).map((finding) => finding.code);

function only(subject: ManagedIdSubject, code: string): Finding {
  const found = checkManagedIds(subject).filter((finding) => finding.code === code);
  expect(found.map((finding) => finding.code)).toEqual([code]);
  return found[0] as Finding;
}

describe('checkManagedIds', () => {
  it('finds nothing at company 342 done right', () => {
    expect(checkManagedIds(managedIds(PAIR_342))).toEqual([]);
  });

  it('finds nothing at a company with two customers, both done right', () => {
    const both = [...PAIR_342, entry(13, 'WorkstationsAndServers', 'EFS-355'), entry(14, 'BackupStats', 'EFS-355')];
    expect(checkManagedIds(managedIds(both, { otherCompanies: [] }))).toEqual([]);
  });

  it('skips entries of other vendors', () => {
    const other = entry(13, 'Servers', 'ABC123', {
      managementSolution: { id: 9, name: 'N-able' },
      agreement: { id: 1, name: 'A' },
    });
    expect(codes(managedIds([...PAIR_342, other]))).toEqual([]);
  });

  it('is silent about missing facts', () => {
    expect(checkManagedIds({ prefix: 'EFS', entries: [{ groupIdentifier: 'EFS-999' }] })).toEqual([]);
    expect(checkManagedIds({ prefix: 'EFS', entries: [] })).toEqual([]);
  });

  it('gives the same finding the same id, and different ones different ids', () => {
    const subject = managedIds([
      entry(11, 'BackupStats', 'efs342'),
      entry(12, 'BackupStats'),
      entry(13, 'Servers', 'EFS-9'),
    ]);
    const ids = checkManagedIds(subject).map((finding) => finding.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(checkManagedIds(subject).map((finding) => finding.id)).toEqual(ids);
  });
});

describe('MID-FORMAT', () => {
  it('names the near miss and offers the canonical id', () => {
    const finding = only(
      managedIds([entry(11, 'WorkstationsAndServers'), entry(12, 'BackupStats', 'EFS-[342]')]),
      'MID-FORMAT',
    );
    expect(finding).toMatchObject({
      severity: 'error',
      where: { resource: 'managed-id-entry', companyId: 250, recordId: 12, field: 'groupIdentifier' },
      seen: 'EFS-[342]',
      expected: 'EFS-342',
      correction: { field: 'groupIdentifier', value: 'EFS-342', label: 'Use EFS-342' },
    });
    expect(finding.message).toContain('“EFS-[342]”');
    expect(finding.fix?.changes).toMatchObject([
      {
        op: 'update',
        ref: { companyId: 250, id: 12 },
        fields: [{ field: 'groupIdentifier', from: 'EFS-[342]', to: 'EFS-342' }],
      },
    ]);
  });

  it('proposes nothing under our solution for text that is no near miss, and reports that', () => {
    const finding = only(managedIds([...PAIR_342, entry(13, 'BackupStats', '342 355')]), 'MID-FORMAT');
    expect(finding).not.toHaveProperty('fix');
    expect(finding).not.toHaveProperty('correction');
    expect(finding.message).toContain('“342 355”');
  });

  it('treats a near miss as the id it means: no second finding reports that the pair is incomplete', () => {
    expect(codes(managedIds([entry(11, 'WorkstationsAndServers'), entry(12, 'BackupStats', 'efs 342')]))).toEqual([
      'MID-FORMAT',
    ]);
  });
});

describe('MID-UNKNOWN', () => {
  const subject = managedIds([entry(11, 'WorkstationsAndServers', 'EFS-999'), entry(12, 'BackupStats', 'EFS-999')]);

  it('names the customer that the portal does not have', () => {
    const found = checkManagedIds(subject);
    expect(found.map((finding) => finding.code)).toEqual(['MID-UNKNOWN', 'MID-UNKNOWN']);
    expect(found[0]).toMatchObject({ seen: 'EFS-999', message: expect.stringContaining('no customer 999') });
  });

  it('is silent while the portal did not answer', () => {
    expect(codes({ ...subject, customers: undefined })).toEqual([]);
    expect(codes({ ...subject, customers: [] })).toEqual([]);
  });
});

describe('MID-NONE', () => {
  it('adds the pair, Workstations and Servers first, agreement blank', () => {
    const finding = only(managedIds([]), 'MID-NONE');
    expect(finding).toMatchObject({
      severity: 'error',
      where: { resource: 'company', companyId: 250 },
      expected: ['EFS-342'],
    });
    expect(finding.fix?.changes.map((change) => change.fields)).toEqual([
      [
        { field: 'managementSolution', from: null, to: { id: SOLUTION.id } },
        { field: 'groupIdentifier', from: null, to: 'EFS-342' },
        { field: 'deviceType', from: null, to: 'WorkstationsAndServers' },
      ],
      [
        { field: 'managementSolution', from: null, to: { id: SOLUTION.id } },
        { field: 'groupIdentifier', from: null, to: 'EFS-342' },
        { field: 'deviceType', from: null, to: 'BackupStats' },
      ],
    ]);
  });

  it('is silent where the company does not use backup, and offers no fix without a solution', () => {
    expect(codes(managedIds([], { efsIdsInUse: [] }))).toEqual([]);
    expect(only(managedIds([], { solution: undefined }), 'MID-NONE')).not.toHaveProperty('fix');
  });
});

describe('MID-MISSING', () => {
  it('enters Backup Stats behind Workstations and Servers', () => {
    const finding = only(managedIds([entry(11, 'WorkstationsAndServers')]), 'MID-MISSING');
    expect(finding.message).toContain('EFS-342 has no entry for Backup Stats');
    expect(finding.fix?.changes).toMatchObject([{ op: 'create', ref: { companyId: 250 } }]);
    expect(finding.fix?.changes[0]?.ref).not.toHaveProperty('id');
  });

  it('with only Backup Stats there, makes that one Workstations and Servers and moves its figures', () => {
    const entries = [entry(12, 'BackupStats', 'EFS-342', { successfulBackupJobs: 40, failedBackupJobs: 2 })];
    const finding = only(managedIds(entries), 'MID-MISSING');
    const after = applyToEntries(entries, finding.fix?.changes ?? []);
    expect(after).toMatchObject([
      { id: 12, deviceType: 'WorkstationsAndServers', successfulBackupJobs: null, failedBackupJobs: null },
      { deviceType: 'BackupStats', groupIdentifier: 'EFS-342', successfulBackupJobs: 40, failedBackupJobs: 2 },
    ]);
    expect(codes(managedIds(after))).toEqual([]);
  });

  it('checks each id separately', () => {
    const finding = only(
      managedIds([...PAIR_342, entry(13, 'WorkstationsAndServers', 'EFS-355')], { otherCompanies: [] }),
      'MID-MISSING',
    );
    expect(finding.message).toContain('EFS-355');
  });
});

describe('MID-ORDER', () => {
  const swapped = [
    entry(11, 'BackupStats', 'EFS-342', { successfulBackupJobs: 40, failedBackupJobs: 2 }),
    entry(12, 'WorkstationsAndServers', 'EFS-342', { totalServers: 1, totalWorkstations: 3, totalManagedMachines: 4 }),
  ];

  it('swaps device types and counters by two updates, and nothing else', () => {
    const finding = only(managedIds(swapped), 'MID-ORDER');
    expect(finding).toMatchObject({ severity: 'error', where: { recordId: 11, field: 'deviceType' } });
    expect(finding.fix?.changes.map(({ op, ref }) => [op, ref.id])).toEqual([
      ['update', 11],
      ['update', 12],
    ]);
    const after = applyToEntries(swapped, finding.fix?.changes ?? []);
    expect(after).toEqual([
      entry(11, 'WorkstationsAndServers', 'EFS-342', {
        totalServers: 1,
        totalWorkstations: 3,
        totalManagedMachines: 4,
      }),
      entry(12, 'BackupStats', 'EFS-342', { successfulBackupJobs: 40, failedBackupJobs: 2 }),
    ]);
    expect(codes(managedIds(after))).toEqual([]);
  });

  it('follows ids, not the order in which the rows arrived', () => {
    expect(codes(managedIds([...PAIR_342].reverse()))).toEqual([]);
    expect(codes(managedIds([...swapped].reverse()))).toEqual(['MID-ORDER']);
  });

  it('is undone by the same swap', () => {
    const changes = only(managedIds(swapped), 'MID-ORDER').fix?.changes ?? [];
    const back = changes.map((change) => ({
      ...change,
      fields: change.fields.map(({ field, from, to }) => ({ field, from: to, to: from })),
    }));
    expect(applyToEntries(applyToEntries(swapped, changes), back)).toEqual(swapped);
  });
});

describe('the other managed-id rules', () => {
  it('MID-AGREEMENT blanks the agreement', () => {
    const [first] = PAIR_342;
    const finding = only(
      managedIds([
        first ?? entry(11, null),
        entry(12, 'BackupStats', 'EFS-342', { agreement: { id: 77, name: 'Gold' } }),
      ]),
      'MID-AGREEMENT',
    );
    expect(finding).toMatchObject({
      severity: 'error',
      seen: 'Gold',
      expected: null,
      where: { recordId: 12, field: 'agreement' },
    });
    expect(finding.message).toContain('“Gold”');
    expect(finding.fix?.changes[0]?.fields).toEqual([{ field: 'agreement', from: { id: 77 }, to: null }]);
  });

  it('MID-MISMATCH is one finding for the pair, in place of MID-MISSING and MID-UNKNOWN, and corrects the id that the portal does not know', () => {
    const subject = managedIds([entry(11, 'WorkstationsAndServers', 'EFS-342'), entry(12, 'BackupStats', 'EFS-324')]);
    expect(codes(subject)).toEqual(['MID-MISMATCH']);
    const fixable = checkManagedIds(subject).filter((finding) => finding.code === 'MID-MISMATCH' && finding.fix);
    expect(fixable).toMatchObject([{ where: { recordId: 12 }, seen: ['EFS-342', 'EFS-324'], expected: 'EFS-342' }]);
    expect(fixable[0]?.fix?.changes[0]?.fields).toEqual([{ field: 'groupIdentifier', from: 'EFS-324', to: 'EFS-342' }]);
  });

  it('MID-MISMATCH leaves the choice to the user when the portal knows both', () => {
    const subject = managedIds([entry(11, 'WorkstationsAndServers', 'EFS-342'), entry(12, 'BackupStats', 'EFS-355')], {
      otherCompanies: [],
    });
    expect(checkManagedIds(subject)).toMatchObject([
      { code: 'MID-MISMATCH', where: { recordId: 12 }, expected: 'EFS-342 or EFS-355 in both' },
    ]);
    expect(checkManagedIds(subject)[0]).not.toHaveProperty('fix');
  });

  it('MID-DUPLICATE deletes all but the lowest id and keeps what is needed to undo', () => {
    const found = checkManagedIds(
      managedIds([...PAIR_342, entry(14, 'BackupStats', 'EFS-342', { failedBackupJobs: 3 }), entry(15, 'BackupStats')]),
    );
    expect(found.map(({ code, where }) => [code, where.recordId])).toEqual([
      ['MID-DUPLICATE', 14],
      ['MID-DUPLICATE', 15],
    ]);
    expect(found[0]?.fix?.changes).toMatchObject([
      {
        op: 'delete',
        ref: { companyId: 250, id: 14 },
        fields: [
          { field: 'managementSolution', from: { id: 3 }, to: null },
          { field: 'groupIdentifier', from: 'EFS-342', to: null },
          { field: 'deviceType', from: 'BackupStats', to: null },
          { field: 'failedBackupJobs', from: 3, to: null },
        ],
      },
    ]);
  });

  it('MID-SHARED names the other company, and not the company itself', () => {
    const finding = only(
      managedIds(PAIR_342, { otherCompanies: [{ efsId: 'EFS-342', companyId: 260, companyName: 'Angry Fox' }] }),
      'MID-SHARED',
    );
    expect(finding.message).toContain('Angry Fox');
    expect(codes(managedIds(PAIR_342, { otherCompanies: [{ efsId: 'EFS-342', companyId: 250 }] }))).toEqual([]);
  });

  it('MID-SOLUTION moves the entry to the configured solution', () => {
    const entries = [
      entry(11, 'WorkstationsAndServers', 'EFS-342', { managementSolution: { id: 8, name: 'Continuum' } }),
      entry(12, 'BackupStats'),
    ];
    const finding = only(managedIds(entries), 'MID-SOLUTION');
    expect(finding).toMatchObject({ severity: 'warning', seen: 'Continuum', expected: 'eFolder' });
    expect(finding.fix?.changes[0]?.fields).toEqual([{ field: 'managementSolution', from: { id: 8 }, to: { id: 3 } }]);
    expect(codes(managedIds(entries, { managementSolution: '' }))).toEqual([]);
  });

  it('MID-DEVICE-TYPE turns an odd entry into the missing half, or deletes it', () => {
    const half = checkManagedIds(managedIds([entry(11, 'Servers'), entry(12, 'BackupStats')])).find(
      ({ code }) => code === 'MID-DEVICE-TYPE',
    );
    expect(half).toMatchObject({ severity: 'warning', seen: 'Servers', expected: 'WorkstationsAndServers' });
    expect(half?.fix?.changes).toMatchObject([
      { op: 'update', ref: { id: 11 }, fields: [{ to: 'WorkstationsAndServers' }] },
    ]);
    const extra = only(managedIds([...PAIR_342, entry(13, 'Workstations')]), 'MID-DEVICE-TYPE');
    expect(extra.fix?.changes).toMatchObject([{ op: 'delete', ref: { id: 13 } }]);
  });

  it.each([
    ['Inactive', false],
    ['Not-Active', false],
    ['Merged', true],
    ['Active', true],
  ])('MID-COMPANY reports status %s, deleted %s', (statusName, deletedFlag) => {
    const finding = only(managedIds(PAIR_342, { company: { ...COMPANY, statusName, deletedFlag } }), 'MID-COMPANY');
    expect(finding).toMatchObject({ severity: 'warning', seen: statusName });
  });

  it.each(['Active', 'Credit hold', 'Activation pending'])('MID-COMPANY is silent for status %s', (statusName) => {
    expect(codes(managedIds(PAIR_342, { company: { ...COMPANY, statusName } }))).toEqual([]);
  });

  it('MID-PLACE points to the setup table while there is no entry', () => {
    const subject = managedIds([], { place: 'company-management-tab' });
    expect(only(subject, 'MID-PLACE')).toMatchObject({
      severity: 'info',
      message: expect.stringContaining('Managed Devices Integration'),
    });
    expect(codes(managedIds(PAIR_342, { place: 'company-management-tab' }))).toEqual([]);
  });

  it('MID-PLACE is for our solution only: silent about a company without backup, whatever entries it has', () => {
    const noBackup = { efsIdsInUse: [], place: 'company-management-tab' } as const;
    const other = entry(13, 'Servers', 'ABC123', { managementSolution: { id: 9, name: 'N-able' } });
    const ours = entry(14, 'Servers', 'ABC123');
    expect(codes(managedIds([], noBackup))).toEqual([]);
    expect(codes(managedIds([other], noBackup))).toEqual([]);
    expect(codes(managedIds([other], { place: 'company-management-tab' }))).toContain('MID-PLACE');
    expect(codes(managedIds([ours], { place: 'company-management-tab' }))).not.toContain('MID-PLACE');
  });
});

describe('checkManagedIdForm', () => {
  const typed = (groupIdentifier: string, more = {}, entries = [entry(11, 'WorkstationsAndServers')]) =>
    checkManagedIdForm(managedIds(entries), { groupIdentifier, deviceType: 'BackupStats', ...more });

  it('is silent for the right entry, although the pair was incomplete before', () => {
    expect(typed('EFS-342')).toEqual([]);
  });

  it('offers the correction and no fix', () => {
    const [finding, ...rest] = typed('efs-342');
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ code: 'MID-FORMAT', correction: { value: 'EFS-342' } });
    expect(finding).not.toHaveProperty('fix');
  });

  it('warns before Backup Stats is entered first, and before either is entered too late', () => {
    expect(typed('EFS-342', {}, []).map(({ code }) => code)).toEqual(['MID-ORDER']);
    const late = checkManagedIdForm(managedIds([entry(11, 'BackupStats')]), {
      groupIdentifier: 'EFS-342',
      deviceType: 'WorkstationsAndServers',
    });
    expect(late.map(({ code }) => code)).toEqual(['MID-ORDER']);
  });

  it.each([
    ['an unknown customer', 'EFS-999', { deviceType: 'WorkstationsAndServers' }, 'MID-UNKNOWN'],
    ['another company’s id', 'EFS-355', { deviceType: 'WorkstationsAndServers' }, 'MID-SHARED'],
    ['a second entry of the kind', 'EFS-342', { deviceType: 'WorkstationsAndServers' }, 'MID-DUPLICATE'],
    ['an agreement', 'EFS-342', { agreement: { name: 'Gold' } }, 'MID-AGREEMENT'],
    ['another solution', 'EFS-342', { managementSolution: { name: 'Continuum' } }, 'MID-SOLUTION'],
    ['another device type', 'EFS-342', { deviceType: 'Servers' }, 'MID-DEVICE-TYPE'],
  ])('warns about %s', (_what, text, more, code) => {
    expect(typed(text, more).map((finding) => finding.code)).toEqual([code]);
  });

  it('compares an entry being edited with the others, not with itself', () => {
    expect(
      checkManagedIdForm(managedIds(PAIR_342), { id: 12, groupIdentifier: 'EFS-342', deviceType: 'BackupStats' }),
    ).toEqual([]);
  });

  it('does not repeat earlier findings', () => {
    const spoilt = [entry(11, 'WorkstationsAndServers', 'efs_342')];
    expect(typed('EFS-342', {}, spoilt)).toEqual([]);
  });
});

describe('fixes together', () => {
  const anyEntries = fc
    .array(
      fc.record({
        text: fc.constantFrom('EFS-342', 'efs342', 'EFS-[342]', 'EFS-355', ' EFS-355', 'EFS–342'),
        deviceType: fc.constantFrom(
          'WorkstationsAndServers' as const,
          'BackupStats' as const,
          'Servers' as const,
          null,
        ),
        agreement: fc.constantFrom(null, { id: 77, name: 'Gold' }),
        managementSolution: fc.constantFrom(SOLUTION, { id: 8, name: 'Continuum' }),
        jobs: fc.constantFrom(null, 5),
      }),
      { maxLength: 7 },
    )
    .map((rows) =>
      rows.map(({ text, deviceType, agreement, managementSolution, jobs }, index) =>
        entry(20 + index, deviceType, text, { agreement, managementSolution, successfulBackupJobs: jobs }),
      ),
    );
  const subjectOf = (entries: ReturnType<typeof entry>[]) => managedIds(entries, { otherCompanies: [] });

  it('each alone resolves its finding', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        for (const finding of checkManagedIds(subjectOf(entries))) {
          if (!finding.fix) continue;
          const after = checkManagedIds(subjectOf(applyToEntries(entries, finding.fix.changes)));
          expect(after.map(({ id }) => id)).not.toContain(finding.id);
        }
      }),
    );
  });

  it('one after another, in any order, lead to a clean company', () => {
    fc.assert(
      fc.property(anyEntries, fc.infiniteStream(fc.nat()), (start, picks) => {
        let entries = start;
        for (let step = 0; step < 100; step += 1) {
          const fixes = checkManagedIds(subjectOf(entries)).flatMap(({ fix }) => fix ?? []);
          const fix = fixes[Number(picks.next().value) % fixes.length];
          if (!fix) break;
          entries = applyToEntries(entries, fix.changes);
        }
        const left = checkManagedIds(subjectOf(entries)).map(({ code }) => code);
        expect(left.filter((code) => code !== 'MID-MISMATCH')).toEqual([]);
      }),
    );
  });

  it('fixPlan does all at once, the same each time, and then has nothing left to do', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const plan = fixPlan(subjectOf(entries));
        expect(fixPlan(subjectOf(entries))).toEqual(plan);
        expect(new Set(plan.map(({ id }) => id)).size).toBe(plan.length);
        const after = applyToEntries(entries, plan);
        const left = checkManagedIds(subjectOf(after)).map(({ code }) => code);
        expect(left.filter((code) => code !== 'MID-MISMATCH')).toEqual([]);
        expect(fixPlan(subjectOf(after))).toEqual([]);
      }),
    );
  });

  it('fixPlan of the demo company: swapped, malformed and with an agreement, in two updates', () => {
    const entries = [
      entry(11, 'BackupStats', 'EFS-342', { successfulBackupJobs: 40 }),
      entry(12, 'WorkstationsAndServers', 'efs 342', { agreement: { id: 77, name: 'Gold' }, totalServers: 1 }),
    ];
    const plan = fixPlan(managedIds(entries));
    expect(plan.map(({ op, ref }) => [op, ref.id])).toEqual([
      ['update', 11],
      ['update', 12],
    ]);
    expect(applyToEntries(entries, plan)).toEqual([
      entry(11, 'WorkstationsAndServers', 'EFS-342', { totalServers: 1 }),
      entry(12, 'BackupStats', 'EFS-342', { successfulBackupJobs: 40 }),
    ]);
  });

  it('fixPlan adds the pair in the right order where there is none', () => {
    expect(fixPlan(managedIds([])).map(({ op, label }) => [op, label])).toEqual([
      ['create', 'Managed-id entry EFS-342, Workstations and Servers'],
      ['create', 'Managed-id entry EFS-342, Backup Stats'],
    ]);
  });
});
