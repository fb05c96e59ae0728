import type { Page } from '@playwright/test';
import type { FindingCode } from '../../../../lib/domain/finding-codes.ts';
import type { Settings } from '../../../../lib/domain/settings.ts';
import type { Simulator } from '../../../simulator/server.ts';
import type { Where } from '../../../support/page-objects/shown-findings.ts';

/** One screen on which findings of one or more kinds are shown. */
export interface Place {
  name: string;
  /** Address below the web client's host. */
  path(simulator: Simulator): string;
  /** Parts of our layer that speak here, by the name that scenarios use. */
  shows: Readonly<Record<string, Where>>;
  /** What the place needs in the settings to speak at all. */
  settings?(settings: Settings): Settings;
  /** Resolves once the screen is filled. */
  ready(page: Page): Promise<void>;
  /** Shows that the checks ran where nothing is found: a wrong value brings a mark, the right one takes it away. */
  proveChecked(page: Page): Promise<void>;
}

/** One way to bring a code about in a world in which everything else is right. */
export interface Scenario {
  code: FindingCode;
  /** Where it must be seen: names of `Place.shows`. */
  seenAt: readonly string[];
  arrange(simulator: Simulator): void;
  settings?(settings: Settings): Settings;
}
