import * as z from 'zod/mini';
import type { ConnectWiseTest } from '../views.ts';
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

export const CONNECTWISE_CONNECTION = {
  'connection.connectwise.test': fromPage(input).answers<ConnectWiseTest>(),
  'connection.connectwise.save': fromPage(input).answers<ConnectWiseTest>(),
};
