import * as z from 'zod/mini';
import type { PortalTest } from '../views.ts';
import { fromPage, shortText } from './declaration.ts';

const input = z.strictObject({
  kind: z.enum(['efs-portal', 'x360recover']),
  /** https; '' for the adapter's own address (x360Recover). */
  baseUrl: shortText,
  /** '' keeps the stored one. */
  key: z.string().check(z.maxLength(5_000)),
});

export type PortalInput = z.infer<typeof input>;

export const PORTAL_CONNECTION = {
  'connection.portal.test': fromPage(input).answers<PortalTest>(),
  'connection.portal.save': fromPage(input).answers<PortalTest>(),
};
