import type { Writer } from '../table.ts';

/** The user who set ConnectWise up, as in the screenshots of S15. */
export const ADMIN: Writer = { identifier: 'Admin1' };
