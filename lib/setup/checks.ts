import { apiKeys } from './api-keys.ts';
import { board } from './board.ts';
import { boardStatus } from './board-status.ts';
import type { Check } from './check.ts';
import { clientId } from './client-id.ts';
import { closingStatus } from './closing-status.ts';
import { companyId } from './company-id.ts';
import { crossReferences } from './cross-references.ts';
import { executiveReport } from './executive-report.ts';
import { externalXref } from './external-xref.ts';
import { managedDevicesIntegration } from './managed-devices-integration.ts';
import { managedServicesLicense } from './managed-services-license.ts';
import { managementSolution } from './management-solution.ts';
import { memberRights } from './member-rights.ts';
import { portalKey } from './portal-key.ts';
import { portalPermissions } from './portal-permissions.ts';
import { products } from './products.ts';
import { serviceToggles } from './service-toggles.ts';
import { siteUrl } from './site-url.ts';
import { syncRule } from './sync-rule.ts';
import { ticketRule } from './ticket-rule.ts';

/** Every set-up check, area by area, in the order of the guides: what a later one needs comes before it. */
export const CHECKS: readonly Check[] = [
  siteUrl,
  companyId,
  apiKeys,
  clientId,
  managedServicesLicense,
  memberRights,
  board,
  boardStatus,
  externalXref,
  closingStatus,
  managementSolution,
  managedDevicesIntegration,
  executiveReport,
  serviceToggles,
  products,
  crossReferences,
  portalKey,
  portalPermissions,
  ticketRule,
  syncRule,
];
