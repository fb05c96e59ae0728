import * as z from 'zod/mini';
import type { ConnectWiseTest, TenantCheck } from '../views.ts';
import { fromPage, shortText } from './declaration.ts';

const input = z.strictObject({
  /** As the user sees it in the address bar, with or without path. */
  siteUrl: shortText,
  companyId: shortText,
  publicKey: shortText,
  /** '' keeps the stored one. */
  privateKey: shortText,
  /** '' keeps the stored one. */
  clientId: shortText,
});

export type ConnectWiseInput = z.infer<typeof input>;

/** `siteUrl`: '' to look for the company ID in the clouds of ConnectWise. */
const tenant = z.strictObject({ siteUrl: shortText, companyId: shortText });

export type TenantInput = z.infer<typeof tenant>;

export const CONNECTWISE_CONNECTION = {
  /** Whether the site knows the company ID: asked while the user types, and without keys. */
  'connection.connectwise.check': fromPage(tenant).answers<TenantCheck>(),
  'connection.connectwise.test': fromPage(input).answers<ConnectWiseTest>(),
  'connection.connectwise.save': fromPage(input).answers<ConnectWiseTest>(),
};
