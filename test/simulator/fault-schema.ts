import { z } from 'zod';
import type { FaultRule } from './faults.ts';

const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), milliseconds: z.number().nonnegative() }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.number().int().min(400).max(599),
    message: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('too-many-requests'),
    retryAfterSeconds: z.number().int().nonnegative().optional(),
  }),
  z.strictObject({ kind: z.literal('html'), status: z.number().int().min(200).max(599).optional() }),
  z.strictObject({ kind: z.literal('blocked') }),
  z.strictObject({ kind: z.literal('truncated') }),
  z.strictObject({ kind: z.literal('dropped-before') }),
  z.strictObject({ kind: z.literal('dropped-after') }),
  z.strictObject({ kind: z.literal('html-404') }),
  z.strictObject({ kind: z.literal('late-commit'), seconds: z.number().nonnegative() }),
  z.strictObject({
    kind: z.literal('unreadable-row'),
    id: z.union([z.number().int(), z.string()]).optional(),
    seed: z.number().int().nonnegative().optional(),
  }),
]);

/** A fault as JSON, from the admin endpoint or a scenario file. */
export const faultRule: z.ZodType<FaultRule> = z.strictObject({
  host: z.string().optional(),
  site: z.enum(['web', 'rest', 'sandbox', 'on-premise', 'axcient', 'efs-portal', 'connectwise', 'portals']).optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  times: z.union([z.number().int().positive(), z.literal('always')]).optional(),
  minutes: z.number().positive().optional(),
  after: z.number().int().nonnegative().optional(),
  effect,
});
