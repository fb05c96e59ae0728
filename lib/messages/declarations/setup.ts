import * as z from 'zod/mini';
import type { Plan } from '../../domain/change.ts';
import { serviceId } from '../../domain/own-service-schema.ts';
import {
  LONGEST_CUSTOMER_DESCRIPTION,
  LONGEST_DESCRIPTION,
  LONGEST_IDENTIFIER,
} from '../../domain/product-template.ts';
import type { ProductProposals } from '../../domain/setup/product-proposals.ts';
import { FIXABLE_CHECKS, LONGEST_SOLUTION_NAME } from '../../domain/setup/setup-fix-input.ts';
import type { SetupReport } from '../../domain/setup-check.ts';
import type { SetupContext } from '../../domain/setup-context.ts';
import { fromContent, fromPage, nothing, recordId } from './declaration.ts';

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));

const newProduct = z.strictObject({
  service: z.optional(serviceId),
  identifier: text(LONGEST_IDENTIFIER),
  description: text(LONGEST_DESCRIPTION),
  customerDescription: text(LONGEST_CUSTOMER_DESCRIPTION),
  price: z.number().check(z.gte(0), z.lte(1_000_000)),
});

const setupFix = z.strictObject({
  checkIds: z.array(z.enum(FIXABLE_CHECKS)).check(z.minLength(1), z.maxLength(20)),
  solutionName: z.optional(text(LONGEST_SOLUTION_NAME)),
  products: z.optional(z.array(newProduct).check(z.maxLength(250))),
  agreementTypeId: z.optional(recordId),
  filing: z.optional(
    z.strictObject({
      subcategoryId: z.optional(recordId),
      typeId: z.optional(recordId),
      unitId: z.optional(recordId),
    }),
  ),
});

export const SETUP = {
  /** What the setup tables must say. */
  'setup.context': fromContent(nothing).answers<SetupContext>(),
  /** What products may be created from. */
  'setup.product-proposals': fromPage(nothing).answers<ProductProposals>(),
  /** The plan that fixes set-up checks; `plan.apply` writes it. */
  'setup.plan-fix': fromPage(setupFix).answers<Plan>(),
  /** Whether everything is set up. With `refresh` the checks are run now; else the last report, null before the first. */
  'setup.report': fromPage(z.strictObject({ refresh: z.boolean() })).answers<SetupReport | null>(),
};
