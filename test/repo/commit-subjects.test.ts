import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ROOT } from './source-tree.ts';

/** Commits up to this one were made before the rule. */
const BASE = 'bcdd85ee996786c355843550dd9d432e35a5f563';

const MOST = 72;

/** The commit that a host makes to try a pull request; no author wrote it. */
const TRIAL_MERGE = /^Merge [0-9a-f]{40} into [0-9a-f]{40}$/;

/** Why a subject is not `area: summary`; undefined where it is. */
function defectOf(subject: string): string | undefined {
  if (TRIAL_MERGE.test(subject)) return;
  if (!/^[a-z0-9-]+: \S/.test(subject)) return 'is not "area: summary"';
  if (subject.length > MOST) return `has ${subject.length} characters, ${MOST} are the most`;
  if (subject.endsWith('.')) return 'ends with a full stop';
}

/** Subjects after the base, merges included; undefined without git, without history, or where the base was cut off. */
function newSubjects(): string[] | undefined {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  if (git('merge-base', '--is-ancestor', BASE, 'HEAD').status !== 0) return;
  const { status, stdout } = git('log', '--format=%s', `${BASE}..HEAD`);
  return status === 0 ? stdout.split('\n').filter((line) => line !== '') : undefined;
}

describe('commit subjects', () => {
  const subjects = newSubjects();

  it.skipIf(subjects === undefined)('name their area and what they do, briefly', () => {
    const wrong = (subjects ?? []).flatMap((subject) => {
      const defect = defectOf(subject);
      return defect ? [`"${subject}" ${defect}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('are distinguished from others', () => {
    expect(defectOf('sync: wait for the portal before planning')).toBeUndefined();
    expect(defectOf(`Merge ${'a'.repeat(40)} into ${'b'.repeat(40)}`)).toBeUndefined();
    expect(defectOf("Merge branch 'words'")).toContain('area: summary');
    expect(defectOf('Fixed things')).toContain('area: summary');
    expect(defectOf('Sync: wait')).toContain('area: summary');
    expect(defectOf('sync: wait.')).toContain('full stop');
    expect(defectOf(`sync: ${'x'.repeat(70)}`)).toContain('76 characters');
  });
});
