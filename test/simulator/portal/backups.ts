import type { SimulatorClock } from '../clock.ts';
import type { PortalState } from './state.ts';

/** Runs backups by the simulator's clock and writes what happens into the portal's log. */
export class BackupEngine {
  readonly state: PortalState;
  readonly #clock: SimulatorClock;

  constructor(state: PortalState, clock: SimulatorClock) {
    this.state = state;
    this.#clock = clock;
  }

  tick(): number {
    return this.#clock.now();
  }
}
