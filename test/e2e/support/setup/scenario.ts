import type { Settings } from '../../../../lib/domain/settings.ts';
import type { Simulator } from '../../../simulator/server.ts';

/** How a check that is not OK becomes OK again. */
export type Remedy =
  /** By its fix: preview, apply, and undo, which brings the failure back. */
  | { by: 'fix' }
  /** At a page of ours that the check leads to, or in ConnectWise, as `putRight` does. */
  | { by: 'place'; place: string }
  /** In ConnectWise, at a place and with values that the check names. */
  | { by: 'hand'; path?: string; values?: readonly (readonly [label: string, value: string])[] }
  /** In ConnectWise, where no API shows that it was done. */
  | { by: 'eye'; path: string; values: readonly (readonly [label: string, value: string])[] };

/** One way to make a set-up check fail in a world in which everything else is right. */
export interface SetupScenario {
  /** Of the check. */
  id: string;
  arrange?(simulator: Simulator): void;
  settings?(settings: Settings): Settings;
  state: 'Failed' | 'Warning' | 'Check by hand';
  /** Parts of its evidence. */
  evidence: readonly string[];
  remedy: Remedy;
  /** What tables and settings do not hold, put right; those are put back anyway. */
  putRight?(simulator: Simulator): void;
}
