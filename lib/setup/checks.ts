import { apiKeys } from './api-keys.ts';
import type { Check } from './check.ts';
import { clientId } from './client-id.ts';
import { companyId } from './company-id.ts';
import { managedServicesLicense } from './managed-services-license.ts';
import { siteUrl } from './site-url.ts';

/** Every set-up check, in the order in which they are done: what a later one needs comes before it. */
export const CHECKS: readonly Check[] = [siteUrl, companyId, apiKeys, clientId, managedServicesLicense];
