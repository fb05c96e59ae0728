import type { ManagedDevicesIntegration } from './connectwise-records.ts';
import type { FlatFeeDecision } from './flat-fee.ts';
import type { Service } from './service.ts';

/** The product that bills a service. */
export interface SetupProduct {
  identifier: string;
  /** '' where ConnectWise cannot be asked. */
  description: string;
  /** In the options; else it is what all stored cross-references of the service name. */
  isChosen: boolean;
}

/** A service as the cross-references must name it. */
export interface SetupService extends Service {
  enabled: boolean;
  product: SetupProduct | null;
}

/** What the setup tables must say, by this extension's settings (docs/reference/rules.md#set-up-checks). */
export interface SetupContext {
  /** '' until chosen in the options: then the tables cannot be checked. */
  managementSolution: string;
  /** All that a cross-reference may name. */
  services: SetupService[];
  flatFeeProducts?: readonly FlatFeeDecision[];
  /** Managed Devices Integrations by REST, ours and others'; empty where ConnectWise cannot be asked. */
  integrations: Pick<ManagedDevicesIntegration, 'id' | 'name' | 'solution'>[];
  /** `newStatus`: what new tickets get, chosen in the options or by the board (`openingStatus`); null: not known. */
  tickets: { board: string | null; newStatus: string | null };
}
