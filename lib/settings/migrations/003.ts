import { isRecord } from '../is-record.ts';
import type { Migration } from './run.ts';

/** Version 3 uses the glossary's words: `pushes` became `syncedParts`, `tickets.whenClosedByPerson` became `whenClosedByUser`. */
export const useGlossaryNames: Migration = {
  to: 3,
  run(value) {
    if (!isRecord(value)) return value;
    const renamed = rename(value, 'pushes', 'syncedParts');
    if (!isRecord(renamed.tickets)) return renamed;
    return { ...renamed, tickets: rename(renamed.tickets, 'whenClosedByPerson', 'whenClosedByUser') };
  },
};

/** Returns the group with the member under its new name. A value that already has the new name is kept. */
function rename(group: Record<string, unknown>, from: string, to: string): Record<string, unknown> {
  if (!Object.hasOwn(group, from)) return group;
  const { [from]: value, ...others } = group;
  return { [to]: value, ...others };
}
