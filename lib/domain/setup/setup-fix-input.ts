import type { ServiceId } from '../service.ts';

/** The set-up checks whose fixes are planned here, by their ids (`setup-check.ts`), in the order in which they are written. */
export const FIXABLE_CHECKS = [
  'management-solution',
  'managed-devices-integration',
  'products',
  'cross-references',
  'board-status',
] as const;
export type FixableCheck = (typeof FIXABLE_CHECKS)[number];

/** A product to be created, as the user filled it in. */
export interface NewProduct {
  /** The service that it bills; absent: it is a flat fee, which no cross-reference may name. */
  service?: ServiceId;
  identifier: string;
  description: string;
  customerDescription: string;
  /** In the tenant's currency, 0 or more. */
  price: number;
}

/** What a user wants to have set up. */
export interface SetupFixInput {
  checkIds: FixableCheck[];
  /** Absent: the one that the settings name, else `DEFAULT_SOLUTION`. */
  solutionName?: string;
  /** Absent: a product from its template, at price 0, for every enabled service that has none. */
  products?: NewProduct[];
  /** Agreement type of new cross-references; absent: what `recommendedAgreementType` says. */
  agreementTypeId?: number;
  /** Where new products are filed; absent: as the guides recommend. */
  filing?: { subcategoryId?: number; typeId?: number; unitId?: number };
}

/** Example of the guide of 2022 (docs/reference/setup-guides.md#2022-step-4). */
export const DEFAULT_SOLUTION = 'Axcient';
/** REST's limit of a solution's name, custom name, and an integration's name and solution. */
export const LONGEST_SOLUTION_NAME = 30;
