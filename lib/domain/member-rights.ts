/** How far a right of a security role goes: none, own records, all. */
export type AccessLevel = 'None' | 'My' | 'All';

/** The four rights of a function in a security role. */
export const RIGHT_LEVELS = ['Inquire', 'Add', 'Edit', 'Delete'] as const;
export type RightLevel = (typeof RIGHT_LEVELS)[number];

/** One function of a security role, e.g. `Agreements`. */
export interface FunctionRights extends Record<RightLevel, AccessLevel> {
  name: string;
}

/** What the API member may do. */
export interface MemberRights {
  /** Its identifier. */
  member: string;
  /** Where it was read: the report MemberSecurityRoles, or the settings of the member's security role. */
  source: 'report' | 'role';
  functions: FunctionRights[];
}

/** A right that a read proved, or proved to be missing. */
export interface ProvenRead {
  /** Module › function. */
  name: string;
  isGranted: boolean;
}
