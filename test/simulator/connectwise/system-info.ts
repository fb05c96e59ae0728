import type { ConnectWiseState } from './state.ts';

/** `GET /system/info`: needs no right, the usual probe of credentials (cw-api §1). */
export function systemInfo(state: ConnectWiseState): Record<string, unknown> {
  return {
    version: state.version,
    isCloud: state.isCloud,
    serverTimeZone: 'Eastern Standard Time',
    licenseBits: [
      { name: 'ManagedServices', activeFlag: true },
      { name: 'Agreements', activeFlag: true },
    ],
    cloudRegion: state.isCloud ? 'NA' : undefined,
    maxWorkFlowRecordsAllowed: 10_000,
  };
}
