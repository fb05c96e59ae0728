import type { Failure } from '../shared/errors.ts';
import type { ConnectWiseDeps } from './connection.ts';

/**
 * The most that ConnectWise documents, then what servers have been reported to insist on; 25 is its default
 * (docs/reference/connectwise-rest.md#paging).
 */
const SIZES = [1_000, 500, 250, 100, 50, 25] as const;

/** How many rows a page is requested with, of one site. */
export interface PageSize {
  current(): number;
  /** The next smaller size to try; undefined when there is none. */
  below(refused: number): number | undefined;
  /** A page of this size was served: larger ones were refused, and are not tried again. */
  served(size: number): void;
}

/** @param known what an earlier worker learned. */
export function createPageSize(known: number | undefined, onLearned: ConnectWiseDeps['onLearned']): PageSize {
  let size = SIZES.find((one) => one === known) ?? SIZES[0];
  const below = (refused: number) => SIZES.find((one) => one < refused);
  return {
    current: () => size,
    below,
    served(now) {
      const smaller = SIZES.find((one) => one === now);
      if (smaller === undefined || smaller >= size) return;
      size = smaller;
      onLearned?.({ pageSize: smaller });
    },
  };
}

/** A 400 that names the page size, in its words or as its field. */
export function refusesPageSize({ code, status, field, message }: Failure): boolean {
  return code === 'rejected' && status === 400 && /page\s?size/i.test(`${field ?? ''} ${message}`);
}
