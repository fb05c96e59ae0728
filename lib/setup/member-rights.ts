import type { MemberRights, ProvenRead } from '../domain/member-rights.ts';
import { isInUse, levelOf, NEEDED_RIGHTS, type NeededRight } from '../domain/needed-rights.ts';
import { bad, type Check, type Outcome, passed, unreadable } from './check.ts';

const NEXT =
  'In ConnectWise, open System › Security Roles, choose the role of the API member and give it what is missing. The list can be copied.';

/** Every right of the API member, at the level All. */
export const memberRights: Check = {
  id: 'member-rights',
  area: 'rights',
  title: 'Rights of the API member',
  guide: '2022-step-3',
  path: ['System', 'Security Roles', 'Role of the API member'],
  async run({ settings, ...reads }) {
    const used = NEEDED_RIGHTS.filter((right) => isInUse(right, settings));
    const values = copyable(used);
    const rights = await reads.memberRights();
    if (rights.ok && rights.value) return { ...ofRole(rights.value, used), values };
    if (!rights.ok && rights.failure.code !== 'missing-right') return { ...unreadable(rights.failure), values };
    const proven = await reads.provenReads();
    if (!proven.ok) return { ...unreadable(proven.failure), values };
    const why = rights.ok
      ? 'ConnectWise has several API members and does not say which one these keys belong to.'
      : `The rights of the role cannot be read: ${rights.failure.message}`;
    return { ...ofReads(proven.value, used, why), values };
  },
};

function ofRole({ member, source, functions }: MemberRights, used: readonly NeededRight[]): Outcome {
  const seen = (right: NeededRight) => levelOf(right, functions);
  const missing = used.filter((right) => seen(right) === 'None' || seen(right) === 'My');
  const unnamed = used.filter((right) => seen(right) === undefined);
  const spared = NEEDED_RIGHTS.filter(({ use }) => use === 'optional').filter((right) => seen(right) !== 'All');
  const lacks = missing.map((right) => {
    const own = seen(right) === 'My' ? 'covers own records only' : 'is missing';
    return `${right.name}: ${right.level} ${own}; it is needed for ${right.why}.`;
  });
  const unknown = unnamed.map(({ name, level }) => `${name}: ${level} could not be found in the role.`);
  const extra = grouped(spared).map(({ name, levels }) => `May be left out, and is: ${name}: ${levels.join(', ')}.`);
  if (lacks.length) return bad('failed', [...lacks, ...unknown, ...extra], { nextStep: NEXT });
  const where = source === 'report' ? 'the report MemberSecurityRoles' : 'its security role';
  if (unknown.length) {
    return { state: 'manual', evidence: [...unknown, ...extra], nextStep: 'Compare the list with the security role.' };
  }
  return passed(`${member} has every right that the settings use, by ${where}.`, ...extra);
}

/** Reads prove what may be read; what may be written, a user compares. */
function ofReads(proven: readonly ProvenRead[], used: readonly NeededRight[], why: string): Outcome {
  const denied = used.filter(
    ({ name, level }) => level === 'Inquire' && proven.some((read) => read.name === name && !read.isGranted),
  );
  const lacks = denied.map(({ name, level, why: use }) => `${name}: ${level} is missing; it is needed for ${use}.`);
  if (lacks.length) return bad('failed', [...lacks, why], { nextStep: NEXT });
  return {
    state: 'manual',
    evidence: ['Everything that is needed may be read. What may be written is not proved.', why],
    nextStep: 'Compare the list with the security role of the API member.',
  };
}

/** One line a function, as it is to be set in the role. */
function copyable(used: readonly NeededRight[]): { label: string; value: string }[] {
  const optional = grouped(NEEDED_RIGHTS.filter(({ use }) => use === 'optional'));
  const needed = grouped(used);
  const names = [...new Set(NEEDED_RIGHTS.map(({ name }) => name))];
  return names.flatMap((label) => {
    const levelsOf = (list: typeof needed) => list.find(({ name }) => name === label)?.levels ?? [];
    const [must, may] = [levelsOf(needed), levelsOf(optional)];
    const parts = [
      must.length ? `${must.join(', ')}: All` : '',
      may.length ? `may be left out: ${may.join(', ')}: All` : '',
    ].filter((part) => part !== '');
    return parts.length ? { label, value: parts.join('; ') } : [];
  });
}

function grouped(list: readonly NeededRight[]): { name: string; levels: string[] }[] {
  const names = [...new Set(list.map(({ name }) => name))];
  return names.map((name) => ({ name, levels: list.filter((one) => one.name === name).map(({ level }) => level) }));
}
