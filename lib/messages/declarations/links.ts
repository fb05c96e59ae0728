import * as z from 'zod/mini';
import type { Plan } from '../../domain/change.ts';
import type { LinkList } from '../../domain/link-view.ts';
import { fromPage, fromPanel, nothing, recordId } from './declaration.ts';

/** Customer ids of portals are digits; the bound is that of an EFS id. */
const customerId = z.string().check(z.minLength(1), z.maxLength(100));
const link = z.strictObject({ customerId, companyId: recordId });

/** Which company is a customer's. From our own pages only, since a link decides whose records are written; the panel plans that of the company that it shows. */
export const LINKS = {
  /** A page of all customers with their links, what needs a user first. */
  'links.list': fromPage(
    z.strictObject({
      search: z.string().check(z.maxLength(100)),
      offset: z.int().check(z.gte(0), z.lte(1_000_000)),
      limit: z.int().check(z.gte(1), z.lte(200)),
    }),
  ).answers<LinkList>(),
  /** The user says that the customer is the company's. */
  'links.confirm': fromPage(link).answers<null>(),
  /** All customers whose name is one company's, and nobody else's. `skipped`: the company is not active. */
  'links.confirm-exact': fromPage(nothing).answers<{ confirmed: number; skipped: number }>(),
  'links.unlink': fromPage(link).answers<null>(),
  /** The plan that links a company, with the managed-ID entries that are missing; applied by `plan.apply`. */
  'links.plan': fromPanel(link).answers<Plan>(),
};
