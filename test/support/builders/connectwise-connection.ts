import type { ConnectWiseConnection } from '../../../lib/connectwise/connection.ts';

/** A connection to a ConnectWise in the cloud, for clients over a fake fetch. */
export const CONNECTION: ConnectWiseConnection = {
  site: 'na.myconnectwise.net',
  apiHost: 'api-na.myconnectwise.net',
  isCloud: true,
  companyId: 'backupmsp',
  publicKey: 'PublicKey1',
  privateKey: 'PrivateKey1',
  clientId: '6f1c2d3e-0a1b-4c5d-8e9f-0123456789ab',
  codebase: 'v2025_1/',
};
