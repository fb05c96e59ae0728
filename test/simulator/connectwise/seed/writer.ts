import type { Writer } from '../table.ts';

/** The user who set ConnectWise up, as in the screenshots of the guide of 2015. */
export const ADMIN: Writer = { identifier: 'Admin1' };
