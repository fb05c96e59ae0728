import * as z from 'zod/mini';
import { fitsUnit, measureOf } from './measures.ts';
import { SERVICE_IDS, SERVICE_UNITS } from './service.ts';

/** Most services that a user may define, and parts of one. */
export const MOST_OWN_SERVICES = 100;
const MOST_MEASURES = 20;
const MOST_PATTERNS = 50;
const LONGEST_TEXT = 100;

const ownId = z.templateLiteral(['own:', z.string().check(z.regex(/^[\w.-]{1,100}$/))]);
export const serviceId = z.union([z.enum(SERVICE_IDS), ownId]);

const text = z.string().check(z.maxLength(LONGEST_TEXT));
const patterns = z.array(text.check(z.minLength(1))).check(z.maxLength(MOST_PATTERNS));

const ownService = z
  .strictObject({
    id: ownId,
    title: text.check(z.minLength(1)),
    unit: z.enum(SERVICE_UNITS),
    type: text,
    level: text,
    isOn: z.boolean(),
    measures: z.array(text.check(z.minLength(1))).check(z.minLength(1), z.maxLength(MOST_MEASURES)),
    filter: z.strictObject({
      kinds: z.array(z.enum(['server', 'desktop', 'appliance', 'mailboxes', 'unknown'])).check(z.maxLength(5)),
      plans: patterns,
      names: patterns,
      exceptNames: patterns,
      silentDays: z.nullable(z.int().check(z.gte(1), z.lte(3650))),
    }),
    deduct: z.number().check(z.gte(0), z.lte(1_000_000_000)),
    deductPer: z.enum(['customer', 'account']),
  })
  .check(
    z.refine(
      // Of a measure that nobody described here, the unit is known when its source reports it.
      ({ unit, measures }) =>
        measures.every((id) => measureOf(id).sources.length === 0 || fitsUnit(measureOf(id), unit)),
      'must not add bytes and counts',
    ),
  );

/** What `Settings.ownServices` may be. */
export const ownServicesSchema = z.array(ownService).check(
  z.maxLength(MOST_OWN_SERVICES),
  z.refine((own) => new Set(own.map(({ id }) => id)).size === own.length, 'must have different ids'),
);
