import type { ChangePart, Skipped } from '../../domain/change.ts';
import type { Guard } from '../../domain/guard.ts';
import type { Incomplete } from '../../domain/incomplete.ts';
import type { UnreadableRow } from '../../domain/record-list.ts';
import {
  OTHER_COMPANY_ENTRY,
  unreadableEffect,
  unreadableLabel,
  unreadableTitle,
} from '../../domain/unreadable-words.ts';
import type { Failure } from '../../shared/errors.ts';
import type { Observation } from './observation.ts';
import type { SetupTables } from './setup-tables.ts';

type Seen = Pick<Observation, 'unreadable' | 'setup'>;

/** Which of the lists of an observation hold an unreadable row; undefined: none. */
export function incompleteOf({ unreadable, setup }: Seen): Incomplete | undefined {
  const incomplete: Incomplete = {
    ...(unreadable?.entries.length && { entries: true as const }),
    ...((unreadable?.agreements.length || unreadable?.additions.length) && { additions: true as const }),
    ...(unreadableReferences(setup).length && { crossReferences: true as const }),
  };
  return Object.keys(incomplete).length ? incomplete : undefined;
}

/** Every unreadable row that the observation met: the company's own first, then those of the set-up tables. */
export function unreadableOf({ unreadable, setup }: Seen): UnreadableRow[] {
  const own = unreadable
    ? [...unreadable.agreements, ...unreadable.additions, ...unreadable.entries, ...unreadable.configurations]
    : [];
  return [...own, ...(setup.unreadable ?? [])];
}

/** The row that kept it from being known whether another company carries an id; undefined for any other failure. */
export function unreadableElsewhere({ code, field = '', value = '' }: Failure): UnreadableRow | undefined {
  return code === 'unexpected-shape' ? { path: OTHER_COMPANY_ENTRY, field, value } : undefined;
}

/** Cross-references that could not be read, and integrations, which may hold some. */
export function unreadableReferences({ unreadable = [] }: Pick<SetupTables, 'unreadable'>): UnreadableRow[] {
  return unreadable.filter(({ path }) => /\/managedDevicesIntegrations\b/.test(path));
}

/** Why no quantity is written without a user: the product may bill services that an unreadable cross-reference names. */
export function referenceDoubt(setup: Pick<SetupTables, 'unreadable'>): Guard | undefined {
  const [first] = unreadableReferences(setup);
  return (
    first && {
      code: 'GUARD-INCOMPLETE',
      message: `ConnectWise’s ${unreadableLabel(first)} could not be read, so the product may bill more than is measured here.`,
    }
  );
}

/** What a sync skips because of unreadable records, with the reason; `unreadable` marks the company's own. */
export function skippedUnreadable({ unreadable, setup }: Seen): Skipped[] {
  const left = (part: ChangePart, rows: readonly UnreadableRow[] = []): Skipped[] =>
    rows.map((row) => ({
      part,
      label: unreadableTitle(row),
      why: `This record could not be read. ${unreadableEffect(row)}`,
    }));
  const own = [
    ...left('backup-statistics', unreadable?.configurations),
    ...left('management-report', unreadable?.entries),
    ...left('agreement-parts', [...(unreadable?.agreements ?? []), ...(unreadable?.additions ?? [])]),
  ];
  // What all companies share is no company's own to be counted for.
  return [...own.map((one) => ({ ...one, unreadable: true })), ...left('agreement-parts', unreadableReferences(setup))];
}
